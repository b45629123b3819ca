/**
 * What is shown of a page: its title and a piece of its text with the matches marked, cut between clusters of Thai.
 */

const AROUND = 70;
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

/**
 * Where pieces stand in a text, in the order of the text, none over another.
 * @param {string} text as written @param {string[]} pieces folded @param {boolean} loose @returns {[number, number][]}
 */
function matchesIn(text, pieces, loose) {
  const { text: folded, offsets } = foldWithOffsets(text);
  let searched = folded;
  let places = offsets;
  if (loose) {
    searched = "";
    places = [];
    for (let i = 0; i < folded.length; i++) {
      if (folded[i] === " ") continue;
      searched += folded[i];
      places.push(offsets[i]);
    }
    places.push(offsets[folded.length]);
  }
  /** @type {[number, number][]} */
  const found = [];
  for (const piece of pieces) {
    const wanted = loose ? withoutSpaces(piece) : piece;
    if (!wanted) continue;
    for (let at = searched.indexOf(wanted), i = 0; at >= 0 && i < 50; at = searched.indexOf(wanted, at + wanted.length), i++) {
      const last = places[at + wanted.length - 1];
      let end = places[at + wanted.length];
      while (end > last + 1 && /\s/.test(text[end - 1])) end -= 1;
      found.push([places[at], end]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter(([start], i) => !found.slice(0, i).some(([, end]) => start < end));
}

/** @param {string} text @param {[number, number][]} matches @returns {Piece[]} */
function pieces(text, matches) {
  /** @type {Piece[]} */
  const made = [];
  let done = 0;
  for (const [from, to] of matches) {
    const start = Math.max(boundary(text, from, -1), done);
    const end = boundary(text, to, 1);
    if (start > done) made.push({ text: text.slice(done, start), marked: false });
    made.push({ text: text.slice(start, end), marked: true });
    done = end;
  }
  if (done < text.length) made.push({ text: text.slice(done), marked: false });
  return made;
}

/**
 * @param {Text} text @param {string[]} wanted folded pieces @param {boolean} loose
 * @returns {{title: Piece[], excerpt: Piece[], anchor: string, terms: string[]}}
 */
function excerptOf(text, wanted, loose) {
  const { page } = text;
  const sought = [...new Set(wanted)].sort((a, b) => b.length - a.length);
  let best = { points: 0, text: "", matches: /** @type {[number, number][]} */ ([]), anchor: "" };
  page.paragraphs.forEach((paragraph, i) => {
    const end = text.starts[i + 1] ?? text.text.length;
    const folded = text.text.slice(text.starts[i], end);
    const searched = loose ? withoutSpaces(folded) : folded;
    const held = sought.filter((piece) => searched.includes(loose ? withoutSpaces(piece) : piece)).length;
    const points = held * 10 + (held && !paragraph.heading ? 1 : 0);
    if (points > best.points) best = { points, text: paragraph.text, matches: [], anchor: paragraph.anchor };
  });
  if (best.points) best.matches = matchesIn(best.text, sought, loose);
  else if (page.paragraphs.length) best.text = page.paragraphs[0].text;
  const titles = matchesIn(page.title, sought, loose);
  const terms = [...new Set([
    ...best.matches.map(([start, end]) => best.text.slice(start, end).trim()),
    ...(best.matches.length ? [] : titles.map(([start, end]) => page.title.slice(start, end).trim())),
  ])].slice(0, 8);
  return { title: pieces(page.title, titles), excerpt: cut(best.text, best.matches), anchor: best.anchor, terms };
}

/** @param {string} text @param {[number, number][]} matches @returns {Piece[]} what stands around the first matches */
function cut(text, matches) {
  const first = matches.length ? matches[0][0] : 0;
  const start = boundary(text, Math.max(0, atSpace(text, first - AROUND, 1)), 1);
  let end = boundary(text, Math.min(text.length, (matches.length ? matches[0][1] : 0) + AROUND * 2), -1);
  if (end < text.length) end = boundary(text, atSpace(text, end, -1), -1);
  const inside = matches.filter(([from, to]) => from >= start && to <= end);
  const shown = pieces(text.slice(start, end), inside.map(([from, to]) => [from - start, to - start]));
  if (start > 0) shown.unshift({ text: "\u2026", marked: false });
  if (end < text.length) shown.push({ text: "\u2026", marked: false });
  return shown;
}

/** @param {string} text @param {number} at @param {number} step @returns {number} a space near by, else the place itself */
function atSpace(text, at, step) {
  if (at <= 0 || at >= text.length) return at;
  for (let i = 0; i < 12; i++) if (/\s/.test(text[at + i * step] ?? "")) return at + i * step + (step > 0 ? 1 : 0);
  return at;
}
