/**
 * The order of results: first the page whose name is the whole query; whole words before parts; title, headings and names
 * before text; terms next to each other before others; pages that are more about the words before others; then newer
 * pages, which have the lower numbers.
 */

// Each is more than all of the next can be; terms are 24 at most.
const [ITSELF, WHOLE, STRONG, TITLE, NEAR, ABOUT] = [2500000, 100000, 1000, 300, 200, 99];
// How alike two pages may be about the words of a query for the newer one to stand first.
const STEPS = 100;

/** @param {State} state @param {boolean} literal @param {number} count @returns {Float64Array} a score for each page */
function scores(state, literal, count) {
  const score = new Float64Array(count);
  const about = new Float64Array(count);
  const found = literal ? state.terms : [...(state.loose.length ? state.loose : state.terms), ...state.forms];
  for (const { whole, strong, weight } of found) {
    for (let i = 0; i < count; i++) {
      score[i] += (whole[i] ? WHOLE : 0) + (strong[i] ? STRONG : 0);
      about[i] += weight[i];
    }
  }
  const most = highest(about);
  for (let i = 0; i < count; i++) {
    score[i] += (state.near?.[i] ? NEAR : 0) + (most ? Math.round(about[i] / most * STEPS) / STEPS * ABOUT : 0);
  }
  return score;
}

/** @param {Float64Array} values @returns {number} */
function highest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most;
}

// A word's frequency for each place in TIMES of shards.py, about the middle of what it stands for.
const TIMES = [1, 2, 3, 4, 5, 6.4, 9, 14];
const [SATURATION, LENGTH] = [3, 0.5];

/** @param {string} letters of the head @returns {Float64Array} how long each page is beside the mean of all */
function lengthsOf(letters) {
  const lengths = Float64Array.from(letters, (letter) => 2 ** ((letter.charCodeAt(0) - 65) / 2));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return lengths.map((length) => length / mean);
}

/** @param {{size: number}} entry in so many pages @param {number} count @returns {number} how rare it is: the inverse frequency of BM25, never negative */
function rarity({ size }, count) {
  return Math.log(1 + (count - size + 0.5) / (size + 0.5));
}

/**
 * Adds the BM25 (Robertson, Spärck Jones) of a word to the pages that hold it.
 * @param {Float64Array} score @param {Entry} word @param {Float64Array} lengths
 */
function weigh(score, word, lengths) {
  const pages = pagesOf(word, score.length);
  const rare = rarity(word, score.length);
  pages.forEach((page, i) => {
    const times = TIMES[word.times?.[i] ?? 0];
    score[page] += rare * times / (times + SATURATION * (1 - LENGTH + LENGTH * lengths[page]));
  });
}

/**
 * @param {Uint8Array} mask @param {Float64Array | null} score null: by number alone
 * @param {number} [dated] so many pages have a date; given: the oldest first, and those without a date last
 * @returns {number[]} the marked pages in order
 */
function ordered(mask, score, dated) {
  const pages = pagesIn(mask);
  if (score) return byScore(pages, score);
  if (dated !== undefined) return [...pages.filter((page) => page < dated).reverse(), ...pages.filter((page) => page >= dated)];
  return pages;
}

/**
 * Sorts numbers instead of calling back for each pair: most of what a short query finds is thousands of pages.
 * @param {number[]} pages in order @param {Float64Array} score of each
 * @returns {number[]} the highest score first; of two that are alike to a millionth of it, as they were
 */
function byScore(pages, score) {
  let most = 0;
  for (const page of pages) if (score[page] > most) most = score[page];
  // Of a number's 53 bits the last ones hold a page's place, the others its score.
  const places = 2 ** Math.ceil(Math.log2(pages.length + 1));
  const scale = Math.min(most ? 2 ** 52 / places / most : 1, 1e6);
  const keys = new Float64Array(pages.length);
  for (let i = 0; i < keys.length; i++) keys[i] = Math.round((most - score[pages[i]]) * scale) * places + i;
  return Array.from(keys.sort(), (key) => pages[key - Math.floor(key / places) * places]);
}

/**
 * The score of a page where its text is known: what the index knows of title, headings and names is by grams alone.
 * @param {number} score @param {Text} text @param {string[]} pieces @param {Set<string>} meant see `meantBy` @returns {number}
 */
function scoreByText(score, text, pieces, meant) {
  let points = Math.floor(score / WHOLE) * WHOLE + score % 100;
  if (namesOfIt(text).some((name) => meant.has(withoutSpaces(name)))) points += ITSELF;
  for (const piece of pieces) if (isStrong(text, piece)) points += STRONG;
  if (pieces.every((piece) => text.title.includes(piece))) points += TITLE;
  if (pieces.length > 1) points += NEAR / (1 + spread(text.text, pieces) / 20);
  return points;
}

/** @param {State} state @returns {Set<string>} what is asked for by name, if it is: the whole query, typed and read otherwise */
function meantBy({ parsed: { terms }, alternatives: others }) {
  const readings = others.filter(({ from, to }) => !from && to === terms.length).map(({ text }) => text);
  return new Set([terms.join(""), ...readings].map(withoutSpaces));
}

/** @param {Text} text @returns {string[]} its title, and where that is the name of a thing the thing's other names, folded */
function namesOfIt({ title, page }) {
  const names = page.names.map(fold);
  return names.includes(title) ? names : [title];
}

/** @param {string} text @param {string[]} pieces @returns {number} signs between the pieces where they stand closest */
function spread(text, pieces) {
  /** @type {[number, number][]} */
  const hits = [];
  pieces.forEach((piece, which) => {
    for (let at = text.indexOf(piece), i = 0; at >= 0 && i < 200; at = text.indexOf(piece, at + 1), i++) hits.push([at, which]);
  });
  hits.sort((a, b) => a[0] - b[0]);
  const seen = new Map();
  let best = text.length;
  for (const [at, which] of hits) {
    seen.set(which, at);
    if (seen.size === pieces.length) best = Math.min(best, at - Math.min(...seen.values()));
  }
  return best;
}

/**
 * Pages with part of a query: by its words, and by its grams, which are also in words written or parted otherwise.
 * @param {Corpus} corpus @param {string[]} terms @param {boolean} asWords whether only pages that hold one of several words, or of several terms one, count
 * @returns {Promise<Float64Array>}
 */
async function partly(corpus, terms, asWords) {
  const { count, lengths } = corpus;
  const byWords = new Float64Array(count);
  const byGrams = new Float64Array(count);
  // One of several terms may be what is sought; of a single term one word is often met by chance.
  const whole = new Uint8Array(count);
  let words = 0;
  for (const term of terms) {
    if (asWords && terms.length > 1 && term.length > 2) or(whole, (await corpus.look(term, false, false)).maybe);
    const bare = [...withoutSpaces(term)];
    const keys = bare.map((_, place) => bare.slice(place, place + 3).join(""));
    await corpus.need(keys);
    for (const word of wordsIn(bare, (key) => corpus.entry(WORD, key))) {
      weigh(byWords, word, lengths);
      words += 1;
    }
    for (const key of keys.slice(0, -2)) {
      if (corpus.small) {
        for (let page = 0; page < count; page++) if ((await corpus.text(page)).bare.includes(key)) byGrams[page] += 1;
      } else {
        const entry = corpus.entry(GRAM, key);
        if (entry) for (const page of pagesOf(entry, count)) byGrams[page] += rarity(entry, count);
      }
    }
  }
  const [mostWords, mostGrams] = [highest(byWords) || 1, highest(byGrams) || 1];
  if (asWords && words < 2 && terms.length < 2) return byWords.fill(0);
  return byWords.map((score, page) => (asWords && !score && !whole[page] ? 0 : score / mostWords + byGrams[page] / mostGrams));
}

// So many of the first results tell what else is about the same, by so many words; of each so many signs are read.
const [FIRST, TELLING, READ_SIGNS] = [5, 20, 20000];
const LONGEST_WORD = 24;
// How much that counts beside what a page holds of the query: few related pages say it in the words that were typed.
const LIKENESS = 3;

/**
 * Adds to the score of pages with part of a query how much each is about the same as the first results.
 * @param {Corpus} corpus @param {Float64Array} score @param {number[]} results @param {Map<string, number>} lexicon
 * @returns {Promise<Float64Array>}
 */
async function withLikeness(corpus, score, results, lexicon) {
  const { count, lengths } = corpus;
  const texts = await together(results.slice(0, FIRST), corpus.text);
  const words = tellingWords(texts.map(({ text }) => text.slice(0, READ_SIGNS)), lexicon, count);
  await corpus.need(words);
  const like = new Float64Array(count);
  for (const key of words) {
    const word = corpus.entry(WORD, key);
    if (word) weigh(like, word, lengths);
  }
  const [mostOwn, mostLike] = [highest(score) || 1, highest(like) || 1];
  return score.map((own, page) => own / mostOwn + LIKENESS * like[page] / mostLike);
}

/** @param {string[]} texts @param {Map<string, number>} lexicon @param {number} count @returns {string[]} the words that tell them from other pages */
function tellingWords(texts, lexicon, count) {
  /** @type {Map<string, number>} */
  const telling = new Map();
  for (const text of texts) {
    for (const [word, times] of timesOf(text, lexicon)) {
      const rare = rarity({ size: lexicon.get(word) ?? 0 }, count);
      telling.set(word, (telling.get(word) ?? 0) + rare * times / (times + SATURATION));
    }
  }
  return [...telling].sort((a, b) => b[1] - a[1]).slice(0, TELLING).map(([word]) => word);
}

/** @param {string} text @param {Map<string, number>} lexicon @returns {Map<string, number>} how often each word of the site stands in a text */
function timesOf(text, lexicon) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const word of tiled(text, (key) => (lexicon.has(key) ? key : undefined))) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
}

/**
 * The longest known words of a piece, one after the other; of a piece that is a word its parts too, since where it stands
 * beside other words it may have been parted.
 * @param {string[]} bare @param {(key: string) => Entry | undefined} wordOf @returns {Entry[]}
 */
function wordsIn(bare, wordOf) {
  const whole = bare.join("");
  const found = tiled(whole, wordOf);
  if (found[0]?.key !== whole) return found;
  const parts = tiled(whole, (key) => (key === whole ? undefined : wordOf(key)));
  return parts.map(({ key }) => key).join("") === whole ? [...found, ...parts] : found;
}

/** @template T @param {string} text @param {(key: string) => T | undefined} wordOf @returns {T[]} its longest known words, one after the other */
function tiled(text, wordOf) {
  /** @type {T[]} */
  const found = [];
  for (let place = 0; place < text.length;) {
    /** @type {T | undefined} */
    let word;
    let size = Math.min(LONGEST_WORD, text.length - place);
    while (size > 1 && !(word = wordOf(text.slice(place, place + size)))) size--;
    if (word) found.push(word);
    place += size;
  }
  return found;
}
