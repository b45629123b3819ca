/**
 * Where a text may be cut: between clusters, never between a letter and what stands on it or beside it. The one rule for
 * what is shown, marked and read; that of `thai/clusters.py`, as far as folded and shown text needs it.
 */

const ATTACHED = /[\u0300-\u036f\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u200b-\u200d\udc00-\udfff]/;
const BEFORE_LETTER = /[\u0e40-\u0e44\ud800-\udbff]/;

/** @param {string} text @param {number} at @returns {boolean} whether a text may be cut there */
function isBoundary(text, at) {
  return at <= 0 || at >= text.length || !(ATTACHED.test(text[at]) || BEFORE_LETTER.test(text[at - 1]));
}

/** @param {string} text @param {number} at @param {number} step @returns {number} the next place where it may be cut */
function boundary(text, at, step) {
  while (!isBoundary(text, at)) at += step;
  return Math.min(Math.max(at, 0), text.length);
}
