/**
 * What was meant by a piece that nothing holds: a piece of the site's text that sounds alike or is one edit away (a sign
 * wrong, missing, too many, or two swapped). A piece of text, not only a word: pages that hold most of its grams are read.
 *
 * @typedef {{text: string, pages: number, weight: number}} Correction
 */

const PAGES_READ = 10;
const MOST_READ = 30;
const FEWEST_SIGNS = 3;

/** @param {string} piece @returns {string} the same for pieces that sound alike */
function soundOf(piece) {
  return soundWithPlaces(piece).sound;
}

/** @param {string} piece @returns {{sound: string, places: number[]}} and where each of its signs stands in the piece */
function soundWithPlaces(piece) {
  const { alike } = SOUNDS;
  let sound = "";
  const places = [];
  for (let i = 0; i < piece.length; i++) {
    const sign = piece[i];
    if (SOUNDS.silent.test(sign)) continue;
    if (piece[i + 1] === SOUNDS.killer) continue;
    sound += alike.get(sign) ?? sign;
    places.push(i);
  }
  places.push(piece.length);
  return { sound, places };
}

const SOUNDS = (() => {
  /** @type {Map<string, string>} */
  const alike = new Map();
  for (const group of DATA.sounds) for (const sign of group) alike.set(sign, group[0]);
  return { alike, silent: /[\u0e47-\u0e4c]/, killer: "\u0e4c" };
})();

/** @param {string} a @param {string} b @returns {number} 0 if they are more than one edit apart, else how likely the edit is */
function editWeight(a, b) {
  if (a === b) return 0;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [typed, meant] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (typed.length === 1 && meant.length === 1) return SOUNDS.alike.get(typed) === SOUNDS.alike.get(meant) && SOUNDS.alike.has(typed) ? 4 : 2;
  if (typed.length === 2 && meant.length === 2) return typed[0] === meant[1] && typed[1] === meant[0] ? 3 : 0;
  if (typed.length === 0 && meant.length === 1) return 2;
  if (typed.length === 1 && meant.length === 0) return tail === 0 || head === 0 ? 0.4 : 1.5;
  return 0;
}

/**
 * Pieces of a text that are one edit from another or sound like it.
 * @param {string} text without spaces @param {string} piece @param {Map<string, number>} found piece -> weight
 */
function collect(text, piece, found) {
  const size = piece.length;
  const half = size >> 1;
  const note = (/** @type {number} */ start, /** @type {number} */ end) => {
    if (start < 0 || end > text.length) return;
    const meant = text.slice(start, end);
    if (found.has(meant) || !isBoundary(text, start)) return;
    const weight = editWeight(piece, meant);
    if (weight) found.set(meant, weight);
  };
  const head = piece.slice(0, half);
  const tail = piece.slice(half);
  for (let at = text.indexOf(head), i = 0; head && at >= 0 && i < 40; at = text.indexOf(head, at + 1), i++) {
    for (let length = size - 1; length <= size + 1; length++) note(at, at + length);
  }
  for (let at = text.indexOf(tail), i = 0; at >= 0 && i < 40; at = text.indexOf(tail, at + 1), i++) {
    for (let length = half - 1; length <= half + 1; length++) note(at - length, at + tail.length);
  }
  for (let i = half - 1; i < half + 1; i++) {
    if (i < 0 || i + 1 >= size) continue;
    const swapped = piece.slice(0, i) + piece[i + 1] + piece[i] + piece.slice(i + 2);
    if (swapped !== piece && text.includes(swapped)) found.set(swapped, 3);
  }
  const wanted = soundOf(piece);
  if (wanted.length < 3) return;
  const { sound, places } = soundWithPlaces(text);
  for (let at = sound.indexOf(wanted), i = 0; at >= 0 && i < 40; at = sound.indexOf(wanted, at + 1), i++) {
    const start = places[at];
    let end = places[at + wanted.length - 1] + 1;
    while (end < text.length && (SOUNDS.silent.test(text[end]) || text[end + 1] === SOUNDS.killer)) end += 1;
    const meant = text.slice(start, end);
    if (meant !== piece && isBoundary(text, start) && Math.abs(meant.length - size) < 4 && !((found.get(meant) ?? 0) > 3)) found.set(meant, 3.5);
  }
}

/**
 * Pages in which a piece one edit away may stand, the likeliest first.
 * @param {Corpus} corpus @param {string[]} signs @returns {Promise<number[]>}
 */
async function likelyPages(corpus, signs) {
  const { count } = corpus;
  const grams = signs.slice(0, -2).map((_, place) => signs.slice(place, place + 3).join(""));
  await corpus.need(grams);
  const held = grams.map((gram) => {
    const mask = new Uint8Array(count);
    mark(corpus.entry(GRAM, gram), mask, null, count);
    return mask;
  });
  const many = new Uint16Array(count);
  for (const mask of held) for (let i = 0; i < count; i++) many[i] += mask[i];
  // Without the grams that an edit at one place touches, a page must hold all.
  const fits = new Uint8Array(count);
  const before = [new Uint8Array(count).fill(1)];
  for (const mask of held) {
    const next = before[before.length - 1].slice();
    and(next, mask);
    before.push(next);
  }
  const after = [new Uint8Array(count).fill(1)];
  for (let i = held.length - 1; i >= 0; i--) {
    const next = after[0].slice();
    and(next, held[i]);
    after.unshift(next);
  }
  for (let place = 0; place < signs.length; place++) {
    const left = before[Math.max(0, Math.min(place - 2, held.length))];
    const right = after[Math.min(held.length, place + 2)];
    for (let i = 0; i < count; i++) fits[i] |= left[i] & right[i];
  }
  const pages = [];
  for (let i = 0; i < count; i++) if (many[i] && (fits[i] || held.length < 4)) pages.push(i);
  return pages.sort((a, b) => many[b] - many[a] || a - b);
}

/**
 * What may have been meant by a piece, the likeliest first.
 * @param {Corpus} corpus @param {string} piece folded @param {Map<string, number>} lexicon
 * @returns {Promise<Correction[]>}
 */
async function corrections(corpus, piece, lexicon) {
  const bare = withoutSpaces(piece);
  const signs = [...bare];
  if (signs.length < FEWEST_SIGNS || signs.length > 60) return [];
  /** @type {Map<string, number>} */
  const found = new Map();
  const sound = soundOf(bare);
  for (const word of lexicon.keys()) {
    if (Math.abs(word.length - bare.length) > 4) continue;
    const weight = Math.abs(word.length - bare.length) < 2 ? editWeight(bare, word) : 0;
    if (weight) found.set(word, weight);
    else if (word !== bare && sound.length > 2 && soundOf(word) === sound) found.set(word, 3.5);
  }
  if (signs.length > 3) {
    const pages = await likelyPages(corpus, signs);
    for (let i = 0; i < Math.min(pages.length, MOST_READ) && (i === 0 || found.size === 0); i += PAGES_READ) {
      for (const text of await together(pages.slice(i, i + PAGES_READ), corpus.text)) collect(text.bare, bare, found);
    }
  }
  const likely = [...found].sort((a, b) => b[1] - a[1] || (lexicon.get(b[0]) ?? 0) - (lexicon.get(a[0]) ?? 0)).slice(0, 16);
  const counted = await together(likely, async ([text, weight]) => {
    const { maybe, sure } = await corpus.look(text, true, false);
    return { text, pages: size(corpus.small ? sure : maybe), weight: weight * (lexicon.has(text) ? 1.5 : 1) };
  });
  return counted.filter(({ pages }) => pages).sort((a, b) => b.pages * b.weight - a.pages * a.weight);
}
