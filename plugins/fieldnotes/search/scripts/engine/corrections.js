/**
 * What was meant by a piece that nothing holds: a piece of the site's text that is one edit away (a sign wrong, missing,
 * too many, or two swapped), or sounds alike. A piece of text, not only a word.
 *
 * A page with a piece one edit away holds all grams of what was typed but those that the edit touches. Where such pages
 * are few, their texts are read, the newest first. Where there are many, as for a short piece, which sign may stand in a
 * place is read from the grams that begin with the two signs before it, and from the words of the site.
 *
 * @typedef {{text: string, weight: number, most: number, exact: boolean}} Guess
 *   weight: how likely the edit is; most: pages at most, or, where exact, about so many that surely have it
 * @typedef {{text: string, pages: number, score: number, isWords: boolean}} Correction
 *   isWords: whether some page has it as whole words
 * @typedef {{without: (from: number, to: number) => Uint8Array}} Filter
 *   the pages that hold all grams but those with a sign from `from` up to `to` (none: that span the place)
 */

const FEWEST_SIGNS = 3;
const MOST_SIGNS = 60;
// Signs from which texts are read, and from which what they say is enough.
const [SHORT, LONG] = [6, 9];
// Pages whose texts are read: so many at a time, and so many in all.
const READ_AT_ONCE = 8;
const READ_AT_MOST = 32;
const MOST_TRIED = 12;
// How much more a page counts that has the piece as whole words: words are typed more than pieces of them.
const WORDS = 8;
const SHARDS_OF_PAIR = 12;

const ALIKE = (() => {
  /** @type {Map<string, string[]>} */
  const alike = new Map();
  for (const group of DATA.sounds) for (const sign of group) alike.set(sign, group.filter((other) => other !== sign));
  return alike;
})();
// What is heard as little: tone marks and การันต์ may be missing or too many in two places.
const LIGHT = /[\u0e48-\u0e4c]/;

const NEXT_KEYS = (() => {
  /** @type {Set<string>} */
  const next = new Set();
  const rows = DATA.habits.keyboard.map((/** @type {string[]} */ row) => row[1].split(" "));
  for (let i = 0; i < rows.length; i += 2) {
    rows[i].forEach((/** @type {string} */ sign, /** @type {number} */ at) => {
      for (const other of [rows[i][at + 1], rows[i + 1][at]]) if (other) next.add(sign + other).add(other + sign);
    });
  }
  return next;
})();

// How likely an edit leads from what was meant to just what was typed: there is one way to leave a sign out or to swap two,
// few letters sound like another or lie beside it on the keyboard, and many could have been typed in its place or besides.
const [SOUND, SWAPPED, MISSING, BESIDE, ANY, AT_END] = [24, 16, 16, 5, 1, 0.25];

/** @param {string} typed @param {string} meant one sign each @returns {number} how likely one is written for the other */
function wrongWeight(typed, meant) {
  return ALIKE.get(typed)?.includes(meant) ? SOUND : NEXT_KEYS.has(typed + meant) ? BESIDE : ANY;
}

/** @param {string[]} signs @param {number} place @returns {number} how likely the sign there is one too many */
function extraWeight(signs, place) {
  const sign = signs[place];
  if (place === 0 || place === signs.length - 1) return AT_END;
  return LIGHT.test(sign) ? SOUND / 2 : [signs[place - 1], signs[place + 1]].some((other) => other === sign || NEXT_KEYS.has(other + sign)) ? BESIDE : ANY;
}

/** @param {string} typed @param {string} meant @returns {number} 0 if they are not one edit apart, else how likely the edit is */
function editWeight(typed, meant) {
  let head = 0;
  while (head < typed.length && head < meant.length && typed[head] === meant[head]) head += 1;
  let tail = 0;
  while (tail < typed.length - head && tail < meant.length - head && typed[typed.length - 1 - tail] === meant[meant.length - 1 - tail]) tail += 1;
  const [a, b] = [typed.slice(head, typed.length - tail), meant.slice(head, meant.length - tail)];
  if (a.length === 1 && b.length === 1) return wrongWeight(a, b);
  if (a.length === 2 && b.length === 2) return a[0] === b[1] && a[1] === b[0] ? SWAPPED : 0;
  if (a.length === 0 && b.length === 1) return MISSING;
  if (a.length === 1 && b.length === 0) return extraWeight([...typed], head);
  return 0;
}

/** @param {string} typed @param {string} meant @returns {number} 0 if they do not sound alike with two signs written otherwise */
function soundWeight(typed, meant) {
  let [at, edits] = [0, 0];
  for (let i = 0; i < meant.length; i++) {
    if (typed[at] === meant[i]) at += 1;
    else if (at < typed.length && ALIKE.get(typed[at])?.includes(meant[i])) [at, edits] = [at + 1, edits + 1];
    else if (LIGHT.test(meant[i])) edits += 1;
    else if (LIGHT.test(typed[at] ?? "")) [at, edits, i] = [at + 1, edits + 1, i - 1];
    else return 0;
  }
  while (LIGHT.test(typed[at] ?? "")) [at, edits] = [at + 1, edits + 1];
  return at === typed.length && edits === 2 ? SOUND : 0;
}

/**
 * @param {Corpus} corpus @param {string[]} signs @returns {Promise<Filter & {held: Float64Array, grams: Uint8Array}>}
 *   held: how many grams each page has, the rarer ones counting more
 */
async function filterOf(corpus, signs) {
  const { count } = corpus;
  const grams = signs.slice(0, -2).map((_, place) => signs.slice(place, place + 3).join(""));
  await corpus.need(grams);
  const held = new Float64Array(count);
  const some = new Uint8Array(count);
  const before = [new Uint8Array(count).fill(1)];
  const after = [before[0]];
  const masks = grams.map((gram) => {
    const mask = new Uint8Array(count);
    const entry = corpus.entry(GRAM, gram);
    mark(entry, mask, null, count);
    const rare = entry ? rarity(entry, count) : 0;
    for (let i = 0; i < count; i++) {
      held[i] += mask[i] * rare;
      some[i] += mask[i];
    }
    return mask;
  });
  for (let i = 0; i < masks.length; i++) {
    before.push(before[i].slice());
    and(before[i + 1], masks[i]);
    after.unshift(after[0].slice());
    and(after[0], masks[masks.length - 1 - i]);
  }
  const clip = (/** @type {number} */ place) => Math.min(Math.max(place, 0), masks.length);
  return {
    held,
    grams: some,
    without(from, to) {
      const mask = before[clip(from - 2)].slice();
      and(mask, after[clip(to)]);
      return mask;
    },
  };
}

// How much less what stands behind the vowel of its cluster is likely to be meant: a piece is seldom cut there.
const BEHIND_VOWEL = 0.125;
const LEADING = /[\u0e40-\u0e44]/;

/** @param {string} piece @returns {boolean} whether it begins within a cluster of Thai: then what was meant may do so too */
function beginsInside(piece) {
  return !isBoundary(`x${piece}`, 1);
}

/**
 * What stands in a text instead of the piece: one edit away from it, or with two signs that sound alike.
 * @param {string} bare the text @param {string} piece @param {boolean} sounds @param {(text: string, weight: number) => void} note
 */
function findLike(bare, piece, sounds, note) {
  // Of three parts two edits leave one as it is, of two parts one edit.
  const parts = sounds ? 3 : 2;
  const cuts = Array.from({ length: parts + 1 }, (_, i) => Math.floor(piece.length * i / parts));
  const slack = sounds ? 2 : 1;
  const isInside = beginsInside(piece);
  /** @type {Set<number>} */
  const seen = new Set();
  const look = (/** @type {number} */ start) => {
    if (start < 0 || seen.has(start)) return;
    const isWhole = isInside || isBoundary(bare, start);
    if (!isWhole && !LEADING.test(bare[start - 1])) return;
    seen.add(start);
    for (let more = -slack; more <= slack; more++) {
      const text = bare.slice(start, start + piece.length + more);
      if (text.length < piece.length + more) continue;
      const weight = sounds ? soundWeight(piece, text) : editWeight(piece, text);
      // Where the last sign is another, what ends within a cluster is only what is left of it.
      if (!weight || (text[text.length - 1] !== piece[piece.length - 1] && !isBoundary(bare, start + text.length))) continue;
      note(text, isWhole ? weight : weight * BEHIND_VOWEL);
    }
  };
  for (let part = 0; part < parts; part++) {
    const wanted = piece.slice(cuts[part], cuts[part + 1]);
    for (let at = bare.indexOf(wanted), i = 0; at >= 0 && i < 60; at = bare.indexOf(wanted, at + 1), i++) {
      for (let more = -slack; more <= slack; more++) look(at - cuts[part] - more);
    }
  }
  if (sounds) return;
  // Two signs swapped over the cut leave neither half.
  const swapped = piece.slice(0, cuts[1] - 1) + piece[cuts[1]] + piece[cuts[1] - 1] + piece.slice(cuts[1] + 1);
  if (swapped !== piece && bare.includes(swapped)) note(swapped, SWAPPED);
}

/**
 * Guesses from texts: of the pages that may hold a piece one edit away, those that hold most grams, then the newest.
 * @param {Corpus} corpus @param {string} piece @param {Uint8Array} mask @param {Float64Array} held @param {boolean} sounds
 * @returns {Promise<Guess[]>}
 */
async function guessesFromTexts(corpus, piece, mask, held, sounds) {
  const pages = pagesIn(mask).sort((a, b) => held[b] - held[a] || a - b);
  /** @type {Map<string, Guess>} */
  const made = new Map();
  // Of a small site all texts are here.
  const most = corpus.small ? pages.length : Math.min(pages.length, READ_AT_MOST);
  let read = 0;
  for (let at = 0; at < most; at += READ_AT_ONCE) {
    const some = pages.slice(at, Math.min(at + READ_AT_ONCE, most));
    for (const { bare } of await together(some, corpus.text)) {
      const here = new Set();
      findLike(bare, piece, sounds, (text, weight) => {
        const guess = made.get(text) ?? { text, weight, most: 0, exact: true };
        made.set(text, guess);
        if (!here.has(text)) guess.most += 1;
        here.add(text);
      });
    }
    read += some.length;
    if (!corpus.small && [...made.values()].some(({ most, weight }) => most > 1 && (weight > BESIDE || read >= 2 * READ_AT_ONCE))) break;
  }
  for (const guess of made.values()) guess.most = Math.ceil(guess.most / read * pages.length);
  return [...made.values()];
}

/**
 * Guesses from grams: which sign may stand in each place, or between two.
 * @param {Corpus} corpus @param {string[]} signs @param {Filter} filter @returns {Promise<Guess[]>}
 */
async function guessesFromGrams(corpus, signs, filter) {
  const { count } = corpus;
  /** @type {Guess[]} */
  const made = [];
  const add = (/** @type {string[]} */ meant, /** @type {number} */ weight, /** @type {number} */ most) => {
    if (most) made.push({ text: meant.join(""), weight, most, exact: false });
  };
  /** @type {{place: number, pair: string, wrong: Uint8Array, missing: Uint8Array}[]} */
  const open = [];
  signs.forEach((sign, place) => {
    const wrong = filter.without(place, place + 1);
    const many = size(wrong);
    if (many && sign !== signs[place - 1]) {
      add([...signs.slice(0, place), ...signs.slice(place + 1)], extraWeight(signs, place), many);
    }
    if (many && place < 2) for (const other of ALIKE.get(sign) ?? []) add([...signs.slice(0, place), other, ...signs.slice(place + 1)], SOUND, many);
    if (place + 1 < signs.length && sign !== signs[place + 1]) {
      const swapped = [...signs.slice(0, place), signs[place + 1], sign, ...signs.slice(place + 2)];
      add(swapped, SWAPPED, size(filter.without(place, place + 2)));
    }
    if (place > 1 && many) open.push({ place, pair: signs[place - 2] + signs[place - 1], wrong, missing: filter.without(place, place) });
  });
  await corpus.need(open.flatMap(({ pair }) => corpus.keysFrom(pair, SHARDS_OF_PAIR)));
  for (const { place, pair, wrong, missing } of open) {
    for (const key of corpus.gramsFrom(pair, SHARDS_OF_PAIR)) {
      const sign = [...key][2];
      const pages = pagesOf(/** @type {Entry} */ (corpus.entry(GRAM, key)), count);
      let [asWrong, asMissing] = [0, 0];
      for (let i = 0; i < pages.length; i++) {
        asWrong += wrong[pages[i]];
        asMissing += missing[pages[i]];
      }
      if (sign !== signs[place]) {
        add([...signs.slice(0, place), sign, ...signs.slice(place + 1)], wrongWeight(signs[place], sign), asWrong);
      }
      add([...signs.slice(0, place), sign, ...signs.slice(place)], MISSING, asMissing);
    }
  }
  return made;
}

/**
 * What may have been meant by a piece, the likeliest first.
 * @param {Corpus} corpus @param {string} piece folded @param {string} typed with its signs in the order in which they were typed
 * @param {() => Promise<Map<string, number>>} getLexicon @returns {Promise<Correction[]>}
 */
async function corrections(corpus, piece, typed, getLexicon) {
  const [folded, bare] = [withoutSpaces(piece), withoutSpaces(typed)];
  const found = await mended(corpus, folded, getLexicon);
  if (bare === folded) return found;
  // Folding puts marks in order: where a letter is missing between two, or one of them stands for a letter, it moves one
  // over the other, and what was meant is one edit from what was typed, but two from the folded form.
  const asTyped = (await mended(corpus, bare, getLexicon)).filter(({ text }) => text !== folded);
  const others = found.filter(({ text }) => !asTyped.some((one) => one.text === text)).map((one) => ({ ...one, score: one.score / 2 }));
  return [...asTyped, ...others].sort((a, b) => b.score - a.score);
}

/** @param {string} query as typed @param {string} term of it, folded @returns {string} the term with its signs in the order in which they were typed */
function inTypedOrder(query, term) {
  const words = lower(query.replace(FOLD.breaks, " ").replace(FOLD.spaces, " ").replace(FOLD.deleted, "").replace(QUOTES, "")).split(FOLD.whites);
  const many = term.split(" ").length;
  const spans = words.map((_, place) => words.slice(place, place + many).join(" "));
  return spans.find((span) => fold(span) === term) ?? term;
}

/**
 * @param {Corpus} corpus @param {string} bare @param {() => Promise<Map<string, number>>} getLexicon
 * @returns {Promise<Correction[]>}
 */
async function mended(corpus, bare, getLexicon) {
  const signs = [...bare];
  if (signs.length < FEWEST_SIGNS || signs.length > MOST_SIGNS) return [];
  if (corpus.small) {
    const [all, none] = [new Uint8Array(corpus.count).fill(1), new Float64Array(corpus.count)];
    for (const sounds of [false, true]) {
      const found = await tried(corpus, await guessesFromTexts(corpus, bare, all, none, sounds), bare);
      if (found.length) return found;
    }
    return [];
  }
  const filter = await filterOf(corpus, signs);
  const near = new Uint8Array(corpus.count);
  for (let place = 0; place < signs.length; place++) {
    for (let width = 0; width < 3; width++) or(near, filter.without(place, place + width));
  }
  const read = signs.length >= SHORT ? await guessesFromTexts(corpus, bare, near, filter.held, false) : [];
  let found = signs.length >= LONG && read.some(({ weight }) => weight > BESIDE) ? await tried(corpus, read, bare) : [];
  if (!found.length) {
    const words = bare.length < LONG ? wordsLike(bare, await getLexicon(), editWeight) : [];
    found = await tried(corpus, [...words, ...read, ...await guessesFromGrams(corpus, signs, filter)], bare);
  }
  if (found.length) return found;
  // Two edits touch six grams at most.
  const least = Math.max(1, signs.length - 8);
  return tried(corpus, [
    ...wordsLike(bare, await getLexicon(), soundWeight),
    ...await guessesFromTexts(corpus, bare, filter.grams.map((grams) => (grams >= least ? 1 : 0)), filter.held, true),
  ], bare);
}

/**
 * The guesses that some page holds. The likeliest are tried first, and no more once none can be better.
 * @param {Corpus} corpus @param {Guess[]} all @param {string} piece @returns {Promise<Correction[]>}
 */
async function tried(corpus, all, piece) {
  /** @type {Map<string, Guess>} */
  const known = new Map();
  const isInside = beginsInside(piece);
  for (const guess of all) {
    if (guess.text !== piece && (isInside || !beginsInside(guess.text)) && guess.weight > (known.get(guess.text)?.weight ?? 0)) known.set(guess.text, guess);
  }
  const hope = (/** @type {Guess} */ { most, weight, exact }) => most * weight * (exact ? 1 + WORDS : 1);
  const [sure, open] = [true, false].map((exact) => [...known.values()].filter((guess) => guess.exact === exact).sort((a, b) => hope(b) - hope(a)));
  const likely = [...sure.slice(0, 8), ...open];
  /** @type {(Correction & {guess: Guess, wholes: number, unread: number[]})[]} */
  const found = [];
  const best = () => found.reduce((most, { score }) => Math.max(most, score), 0);
  for (let i = 0; i < likely.length && i < (found.length ? MOST_TRIED : 3 * MOST_TRIED); i += 4) {
    const some = likely.slice(i, i + 4).filter(({ most, weight }) => most * weight * (1 + WORDS) > best());
    if (!some.length) break;
    for (const one of await together(some, async (guess) => {
      const { maybe, sure: held, whole } = await corpus.look(guess.text, true, true);
      const pages = guess.exact ? Math.min(size(maybe), guess.most) : size(maybe);
      const wholes = Math.min(pages, size(whole));
      return { text: guess.text, pages, score: guess.weight * (pages + WORDS * wholes), isWords: wholes > 0, guess, wholes, unread: pagesIn(maybe).filter((page) => !held[page]) };
    })) if (one.pages) found.push(one);
  }
  found.sort((a, b) => b.score - a.score);
  // What may stand there by the grams alone often does not.
  for (const one of found.slice(0, 3)) {
    if (one.guess.exact || !one.unread.length) continue;
    const texts = await together(one.unread.slice(0, 4), corpus.text);
    // What was not read may hold it yet.
    const doubt = texts.length < one.unread.length ? 0.2 : 0;
    const share = (texts.filter((text) => holds(text, one.text, true)).length + doubt) / (texts.length + doubt);
    one.pages = Math.ceil(one.pages - one.unread.length * (1 - share));
    one.score = one.guess.weight * (one.pages + WORDS * Math.min(one.wholes, one.pages));
  }
  return found.filter(({ pages }) => pages).sort((a, b) => b.score - a.score)
    .map(({ text, pages, score, isWords }) => ({ text, pages, score, isWords }));
}

/**
 * @param {string} piece @param {Map<string, number>} lexicon @param {(typed: string, meant: string) => number} weigh
 * @returns {Guess[]} words of the site that are like the piece
 */
function wordsLike(piece, lexicon, weigh) {
  /** @type {Guess[]} */
  const made = [];
  for (const [word, pages] of lexicon) {
    const weight = Math.abs(word.length - piece.length) < 3 ? weigh(piece, word) : 0;
    if (weight) made.push({ text: word, weight, most: pages, exact: true });
  }
  return made;
}
