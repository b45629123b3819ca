/**
 * The order of results: whole words before parts; title, headings and names before text; terms next to each other before
 * others; where they stand more often; then newer pages, which have the lower numbers.
 */

/** @param {State} state @param {boolean} literal @param {number} count @returns {Float64Array} a score for each page */
function scores(state, literal, count) {
  const score = new Float64Array(count);
  const found = literal ? state.terms : [...state.terms, ...state.forms];
  for (const { whole, strong, maybe } of found) {
    for (let i = 0; i < count; i++) {
      if (!maybe[i]) continue;
      score[i] += (whole[i] ? 10000 : 0) + (strong[i] ? 300 : 0) + (whole[i] > 1 ? whole[i] - 1 : 0);
    }
  }
  if (state.near) for (let i = 0; i < count; i++) score[i] += state.near[i] * 30;
  return score;
}

/**
 * @param {Uint8Array} mask @param {Float64Array | null} score null: by number alone @param {boolean} oldest
 * @returns {number[]} the marked pages in order
 */
function ordered(mask, score, oldest) {
  const pages = pagesIn(mask);
  if (score) pages.sort((a, b) => score[b] - score[a] || a - b);
  else if (oldest) pages.reverse();
  return pages;
}

/**
 * How well a page answers by its text, for the order among those that are shown together.
 * @param {Text} text @param {string[]} pieces @returns {number}
 */
function closeness(text, pieces) {
  let points = 0;
  for (const piece of pieces) {
    if (text.title.includes(piece)) points += 30;
    else if (isStrong(text, piece)) points += 10;
  }
  if (pieces.length > 1) points += 9 / (1 + spread(text.text, pieces) / 20);
  return points;
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
 * Pages with part of a query: the sum over its words and grams of how rare each is and how often it stands there.
 * @param {Corpus} corpus @param {string[]} terms @returns {Promise<Float64Array>}
 */
async function partly(corpus, terms) {
  const { count } = corpus;
  const score = new Float64Array(count);
  for (const term of terms) {
    const bare = [...withoutSpaces(term)];
    if (corpus.small) {
      for (let page = 0; page < count; page++) {
        const { bare: text } = await corpus.text(page);
        for (let i = 0; i + 3 <= bare.length; i++) if (text.includes(bare.slice(i, i + 3).join(""))) score[page] += 1;
      }
    }
    const keys = bare.map((_, place) => bare.slice(place, place + 3).join(""));
    await corpus.need(keys);
    const add = (/** @type {Entry | undefined} */ entry, /** @type {number} */ weight) => {
      if (!entry) return;
      const rare = Math.log(1 + (count - entry.size + 0.5) / (entry.size + 0.5));
      const pages = pagesOf(entry, count);
      for (let i = 0; i < pages.length; i++) {
        score[pages[i]] += weight * rare * (entry.times ? 1 + 0.5 * entry.times[i] : 1);
      }
      for (const place of entry.strong) score[pages[place]] += weight * rare * 0.5;
    };
    for (let place = 0; place + 3 <= bare.length; place++) add(corpus.entry(GRAM, keys[place]), 1);
    for (const word of wordsIn(corpus, bare)) add(corpus.entry(WORD, word), 3);
  }
  return score;
}

/** @param {Corpus} corpus @param {string[]} bare @returns {string[]} the longest known words of a piece, one after the other */
function wordsIn(corpus, bare) {
  const found = [];
  for (let place = 0; place < bare.length;) {
    let size = Math.min(24, bare.length - place);
    while (size > 1 && !corpus.entry(WORD, bare.slice(place, place + size).join(""))) size--;
    if (size > 1) found.push(bare.slice(place, place + size).join(""));
    place += size;
  }
  return found;
}
