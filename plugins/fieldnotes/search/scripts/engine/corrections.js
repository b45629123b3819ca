/**
 * What was meant by a piece that nothing holds: a piece of the site's text that is one edit away (a sign wrong, missing,
 * too many, or two swapped), or sounds alike. A piece of text, not only a word: which sign may stand where is read from
 * the grams; what the first two signs may be, from some pages that hold all the others.
 *
 * @typedef {{text: string, weight: number, most: number}} Guess   weight: how likely the edit is; most: pages at most
 * @typedef {{text: string, pages: number, score: number}} Correction
 */

const FEWEST_SIGNS = 3;
const MOST_SIGNS = 60;
const MOST_TRIED = 14;
const PAGES_READ = 20;

const ALIKE = (() => {
  /** @type {Map<string, string[]>} */
  const alike = new Map();
  for (const group of DATA.sounds) for (const sign of group) alike.set(sign, group.filter((other) => other !== sign));
  return alike;
})();

/** @param {string} typed @param {string} meant one sign each @returns {number} how likely one is written for the other */
function wrongWeight(typed, meant) {
  return ALIKE.get(typed)?.includes(meant) ? 4 : 2;
}

/**
 * Guesses at what was meant, each with the number of pages that may hold it at most.
 * @param {Corpus} corpus @param {string[]} signs @returns {Promise<Guess[]>}
 */
async function guesses(corpus, signs) {
  const { count } = corpus;
  const grams = signs.slice(0, -2).map((_, place) => signs.slice(place, place + 3).join(""));
  const pairs = signs.slice(0, -1).map((_, place) => signs.slice(place, place + 2).join(""));
  await corpus.need([...grams, ...pairs.flatMap((pair) => corpus.keysFrom(pair))]);
  const held = grams.map((gram) => {
    const mask = new Uint8Array(count);
    mark(corpus.entry(GRAM, gram), mask, null, count);
    return mask;
  });
  // before[i]: pages with the first i grams; after[i]: pages with those from i on.
  const before = [new Uint8Array(count).fill(1)];
  for (const mask of held) {
    const next = before[before.length - 1].slice();
    and(next, mask);
    before.push(next);
  }
  const after = [new Uint8Array(count).fill(1)];
  for (const mask of [...held].reverse()) {
    const next = after[0].slice();
    and(next, mask);
    after.unshift(next);
  }
  const last = held.length;
  const around = (/** @type {number} */ left, /** @type {number} */ right) => {
    const mask = before[Math.min(Math.max(left, 0), last)].slice();
    and(mask, after[Math.min(Math.max(right, 0), last)]);
    return mask;
  };
  /** @type {Guess[]} */
  const made = [];
  const add = (/** @type {string[]} */ meant, /** @type {number} */ weight, /** @type {number} */ most) => {
    if (most) made.push({ text: meant.join(""), weight, most });
  };
  const size = signs.length;
  for (let place = 0; place < size; place++) {
    // The grams that one sign is in begin at most two before it.
    const without = around(place - 2, place + 1);
    const many = pagesIn(without).length;
    if (many) {
      const cut = [...signs.slice(0, place), ...signs.slice(place + 1)];
      if (place === 0 || signs[place] !== signs[place - 1]) add(cut, place === 0 || place === size - 1 ? 0.4 : 1.5, many);
      if (place < 2) {
        for (const other of ALIKE.get(signs[place]) ?? []) add([...signs.slice(0, place), other, ...signs.slice(place + 1)], 4, many);
      }
    }
    if (place + 1 < size && signs[place] !== signs[place + 1]) {
      const both = pagesIn(around(place - 2, place + 2)).length;
      add([...signs.slice(0, place), signs[place + 1], signs[place], ...signs.slice(place + 2)], 3, both);
    }
    if (place < 2) continue;
    const between = around(place - 2, place);
    const open = pagesIn(between).length;
    if (!many && !open) continue;
    for (const key of corpus.gramsFrom(pairs[place - 2])) {
      const sign = [...key][2];
      const pages = pagesOf(/** @type {Entry} */ (corpus.entry(GRAM, key)), count);
      let [wrong, missing] = [0, 0];
      for (let i = 0; i < pages.length; i++) {
        wrong += without[pages[i]];
        missing += between[pages[i]];
      }
      if (sign !== signs[place]) add([...signs.slice(0, place), sign, ...signs.slice(place + 1)], wrongWeight(signs[place], sign), wrong);
      add([...signs.slice(0, place), sign, ...signs.slice(place)], 2, missing);
    }
  }
  made.push(...await guessBeginnings(corpus, signs, around(0, 2)));
  return made;
}

/**
 * Guesses at the first two signs, from pages that hold all that comes after them.
 * @param {Corpus} corpus @param {string[]} signs @param {Uint8Array} mask @returns {Promise<Guess[]>}
 */
async function guessBeginnings(corpus, signs, mask) {
  const pages = pagesIn(mask);
  if (signs.length < 5 || !pages.length) return [];
  const step = Math.max(1, Math.floor(pages.length / PAGES_READ));
  const some = pages.filter((_, i) => i % step === 0).slice(0, PAGES_READ);
  const rest = signs.slice(2).join("");
  /** @type {Map<string, Guess>} */
  const made = new Map();
  for (const { bare } of await together(some, corpus.text)) {
    for (let at = bare.indexOf(rest), i = 0; at >= 0 && i < 20; at = bare.indexOf(rest, at + 1), i++) {
      for (const long of [1, 2, 3]) {
        const start = [...bare.slice(Math.max(0, at - long), at)].join("");
        if (start.length !== long || !isBoundary(bare, at - long)) continue;
        const [first, second] = signs;
        const weight = long === 3 ? (start[1] + start[2] === first + second || start[0] + start[2] === first + second ? 2 : 0)
          : long === 2 ? (start[1] === second ? wrongWeight(first, start[0]) : start[0] === first ? wrongWeight(second, start[1]) : 0)
          : 0;
        if (weight) made.set(start + rest, { text: start + rest, weight, most: pages.length });
      }
    }
  }
  return [...made.values()];
}

/** @param {string[]} signs @returns {Guess[]} pieces with two signs written as others that sound alike */
function soundingAlike(signs) {
  /** @type {Guess[]} */
  const made = [];
  for (let i = 0; i < signs.length; i++) {
    for (const one of ALIKE.get(signs[i]) ?? []) {
      for (let j = i + 1; j < signs.length; j++) {
        for (const two of ALIKE.get(signs[j]) ?? []) {
          const meant = signs.slice();
          meant[i] = one;
          meant[j] = two;
          made.push({ text: meant.join(""), weight: 2, most: Infinity });
        }
      }
    }
  }
  return made;
}

/**
 * What may have been meant by a piece, the likeliest first.
 * @param {Corpus} corpus @param {string} piece folded @param {() => Promise<Map<string, number>>} getLexicon
 * @returns {Promise<Correction[]>}
 */
async function corrections(corpus, piece, getLexicon) {
  const signs = [...withoutSpaces(piece)];
  if (signs.length < FEWEST_SIGNS || signs.length > MOST_SIGNS) return [];
  const first = corpus.small ? await guessesInText(corpus, signs) : await guesses(corpus, signs);
  if (signs.length < 6) first.push(...wordsLike(signs, await getLexicon()));
  let found = await tried(corpus, first, signs);
  if (!found.length && signs.length > 5) found = await tried(corpus, wordsLike(signs, await getLexicon()), signs);
  if (!found.length) found = await tried(corpus, soundingAlike(signs), signs);
  return found;
}

/**
 * The guesses that some page holds. The likeliest are tried first, and no more once none can be better.
 * @param {Corpus} corpus @param {Guess[]} all @param {string[]} signs @returns {Promise<Correction[]>}
 */
async function tried(corpus, all, signs) {
  /** @type {Map<string, Guess>} */
  const known = new Map();
  for (const guess of all) {
    const other = known.get(guess.text);
    if (guess.text !== signs.join("") && isPossible(corpus, guess.text) && !(other && other.weight >= guess.weight)) known.set(guess.text, guess);
  }
  const likely = [...known.values()].sort((a, b) => b.most * b.weight - a.most * a.weight);
  /** @type {Correction[]} */
  const found = [];
  const best = () => found.reduce((most, { score }) => Math.max(most, score), 0);
  for (let i = 0; i < likely.length && i < MOST_TRIED * 4; i += 4) {
    const some = likely.slice(i, i + 4).filter(({ most, weight }) => most * weight * 4 > best());
    if (!some.length || (i >= MOST_TRIED && found.length)) break;
    for (const one of await together(some, async ({ text, weight }) => {
      const { maybe, whole } = await corpus.look(text, true, true);
      const pages = size(maybe);
      return { text, pages, score: weight * (pages + 3 * size(whole)) };
    })) if (one.pages) found.push(one);
  }
  return found.sort((a, b) => b.score - a.score);
}

/** @param {Corpus} corpus @param {string} text @returns {boolean} whether no gram of it that is known to be nowhere */
function isPossible(corpus, text) {
  if (!isBoundary(`x${text}`, 1)) return false;
  const signs = [...text];
  return corpus.small || signs.slice(0, -2).every((_, place) => corpus.mayHold(signs.slice(place, place + 3).join("")));
}

/** @param {string[]} signs @param {Map<string, number>} lexicon @returns {Guess[]} words of the site, one edit away */
function wordsLike(signs, lexicon) {
  const piece = signs.join("");
  /** @type {Guess[]} */
  const made = [];
  for (const [word, pages] of lexicon) {
    const weight = Math.abs(word.length - piece.length) < 2 ? editWeight(piece, word) : 0;
    if (weight) made.push({ text: word, weight, most: pages });
  }
  return made;
}

/** @param {string} typed @param {string} meant @returns {number} 0 if they are not one edit apart, else how likely the edit is */
function editWeight(typed, meant) {
  let head = 0;
  while (head < typed.length && head < meant.length && typed[head] === meant[head]) head += 1;
  let tail = 0;
  while (tail < typed.length - head && tail < meant.length - head && typed[typed.length - 1 - tail] === meant[meant.length - 1 - tail]) tail += 1;
  const [a, b] = [typed.slice(head, typed.length - tail), meant.slice(head, meant.length - tail)];
  if (a.length === 1 && b.length === 1) return wrongWeight(a, b);
  if (a.length === 2 && b.length === 2) return a[0] === b[1] && a[1] === b[0] ? 3 : 0;
  if (a.length === 0 && b.length === 1) return 2;
  if (a.length === 1 && b.length === 0) return tail && head ? 1.5 : 0.4;
  return 0;
}

/** @param {Corpus} corpus @param {string[]} signs @returns {Promise<Guess[]>} pieces one edit away, where the whole text is here */
async function guessesInText(corpus, signs) {
  const piece = signs.join("");
  const half = piece.length >> 1;
  const [head, tail] = [piece.slice(0, half), piece.slice(half)];
  /** @type {Map<string, Guess>} */
  const made = new Map();
  for (const { bare } of await together([...Array(corpus.count).keys()], corpus.text)) {
    const note = (/** @type {number} */ start, /** @type {number} */ end) => {
      if (start < 0 || end > bare.length || !isBoundary(bare, start)) return;
      const text = bare.slice(start, end);
      const weight = made.has(text) ? 0 : editWeight(piece, text);
      if (weight) made.set(text, { text, weight, most: corpus.count });
    };
    for (let at = bare.indexOf(head); head && at >= 0; at = bare.indexOf(head, at + 1)) {
      for (let more = -1; more < 2; more++) note(at, at + piece.length + more);
    }
    for (let at = bare.indexOf(tail); at >= 0; at = bare.indexOf(tail, at + 1)) {
      for (let more = -1; more < 2; more++) note(at - half - more, at + tail.length);
    }
    for (let i = Math.max(0, half - 2); i + 1 < piece.length && i < half + 1; i++) {
      const swapped = piece.slice(0, i) + piece[i + 1] + piece[i] + piece.slice(i + 2);
      if (bare.includes(swapped)) made.set(swapped, { text: swapped, weight: 3, most: corpus.count });
    }
  }
  return [...made.values()];
}
