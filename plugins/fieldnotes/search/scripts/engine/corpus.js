/**
 * The index of a site as the engine asks it: which pages may hold a piece of text, and what stands in a page.
 *
 * @typedef {{version: string, count: number, dated: number, small: boolean, shards: string[], bundles: number[], lengths: string}} Head
 * @typedef {{page: Page, text: string, bare: string, title: string, starts: number[]}} Text
 *   a page folded: title and paragraphs with one space between them; bare without any space; where each paragraph starts
 * @typedef {{pages: Page[], folded: Text[]}} Bundle   folded is what has been asked for
 * @typedef {{maybe: Uint8Array, sure: Uint8Array, strong: Uint8Array, whole: Uint8Array, weight: Float64Array}} Held
 *   for each page 1 or 0: whether it may hold the piece, whether it surely does, has it in title, headings or names, or
 *   as whole words; weight: how much the page is about the words of the piece
 * @typedef {ReturnType<typeof openCorpus>} Corpus
 */

// Files that stay in memory between two queries.
const SHARDS_KEPT = 600;
const BUNDLES_KEPT = 700;

/** @param {(path: string) => Promise<Uint8Array>} load @param {Head} head */
function openCorpus(load, head) {
  const { count, small } = head;
  /** @type {Map<number, Promise<Shard>>} */
  const shards = new Map();
  /** @type {Map<number, Shard>} */
  const loaded = new Map();
  /** @type {Map<number, Promise<Bundle>>} */
  const bundles = new Map();
  /** @type {Map<string, Float64Array>} what pieces weigh, while a query is under way: with and without spaces it is the same */
  const weights = new Map();
  /** @type {Text[]} */
  let all = [];
  const lengths = lengthsOf(head.lengths);

  /** @param {string} key @returns {number} the shard in which a key is, if it is in any */
  function shardOf(key) {
    let low = 0;
    let high = head.shards.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (head.shards[middle] <= key) low = middle;
      else high = middle;
    }
    return low;
  }

  /** @param {string[]} keys loads the shards in which these are */
  async function need(keys) {
    if (!head.shards.length) return;
    await Promise.all([...new Set(keys.map(shardOf))].map((number) => {
      let asked = shards.get(number);
      if (asked) {
        // The last one asked for is the last one to go.
        shards.delete(number);
        shards.set(number, asked);
      } else {
        asked = load(`g/${number}`).then((bytes) => {
          const shard = readShard(bytes, count);
          loaded.set(number, shard);
          return shard;
        });
        asked.catch(() => shards.delete(number));
        shards.set(number, asked);
      }
      return asked;
    }));
  }

  /** @param {number} sort @param {string} key @returns {Entry | undefined} of a shard that is loaded */
  function entry(sort, key) {
    return loaded.get(shardOf(key))?.entries.get(sort + key);
  }

  /** @param {string} key @returns {string[]} words of the loaded shard of this key that begin with it */
  function wordsFrom(key) {
    const shard = loaded.get(shardOf(key));
    return shard ? shard.keys.filter((word) => word.startsWith(key) && shard.entries.has(WORD + word)) : [];
  }

  /** @param {string} pair two signs @param {number} most @returns {string[]} keys in the shards with its grams, of so many at most */
  function keysFrom(pair, most) {
    const first = shardOf(pair);
    const last = Math.min(shardOf(`${pair}\uffff`), first + most - 1);
    return [pair, ...head.shards.slice(first + 1, last + 1)];
  }

  /** @param {string} pair @param {number} most as above @returns {string[]} the grams of three signs that begin with it */
  function gramsFrom(pair, most) {
    const found = keysFrom(pair, most).flatMap((key) => loaded.get(shardOf(key))?.keys ?? [])
      .filter((key) => key.startsWith(pair) && [...key].length === 3 && entry(GRAM, key));
    return [...new Set(found)];
  }

  /** @param {number} number of a page @returns {number} its bundle */
  function bundleOf(number) {
    let low = 0;
    let high = head.bundles.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (head.bundles[middle] <= number) low = middle;
      else high = middle;
    }
    return low;
  }

  /** @param {number} number of a page @returns {Promise<Text>} */
  async function text(number) {
    const bundle = bundleOf(number);
    let asked = bundles.get(bundle);
    if (!asked) {
      asked = load(`t/${bundle}`).then((bytes) => ({ pages: readBundle(bytes), folded: [] }));
      asked.catch(() => bundles.delete(bundle));
      bundles.set(bundle, asked);
    }
    const { pages, folded } = await asked;
    const place = number - head.bundles[bundle];
    return (folded[place] ??= foldPage(pages[place]));
  }

  /** Lets go of what has not been asked for lately. Only while no query is under way: its files have to stay together. */
  function tidy() {
    weights.clear();
    decoded.clear();
    for (const number of [...shards.keys()].slice(0, Math.max(0, shards.size - SHARDS_KEPT))) {
      shards.delete(number);
      loaded.delete(number);
    }
    for (const number of [...bundles.keys()].slice(0, Math.max(0, bundles.size - BUNDLES_KEPT))) bundles.delete(number);
  }

  /** @type {Promise<void> | null} */
  let awake = null;

  /** @returns {Promise<void>} when what every query needs is there */
  function wake() {
    awake ??= wakeUp();
    awake.catch(() => { awake = null; });
    return awake;
  }

  async function wakeUp() {
    if (!small || !count) return;
    const [texts] = await Promise.all([
      load("t/0").then((bytes) => readBundle(bytes).map(foldPage)),
      need(["", "\uffff"]),
    ]);
    all = texts;
    bundles.set(0, Promise.resolve({ pages: [], folded: all }));
  }

  /**
   * Which pages hold a piece.
   * @param {string} piece folded
   * @param {boolean} loose whether spaces do not count
   * @param {boolean} thorough whether to look at each of its grams
   * @returns {Promise<Held>}
   */
  async function look(piece, loose, thorough) {
    const bare = [...withoutSpaces(piece)];
    /** @type {Held} */
    const found = {
      maybe: new Uint8Array(count).fill(1),
      sure: new Uint8Array(count),
      strong: new Uint8Array(count),
      whole: new Uint8Array(count),
      weight: NO_WEIGHT,
    };
    if (!bare.length) {
      found.weight = new Float64Array(count);
      found.maybe.fill(0);
      return found;
    }
    const places = small ? [] : gramPlaces(bare.length, thorough);
    const grams = places.map((place) => bare.slice(place, place + 3).join(""));
    const whole = bare.join("");
    // As a word, a short form is the same with its last dot and without.
    const word = whole.replace(/^\.+|\.+$/g, "") || whole;
    if (!small) await need([...grams, word]);
    if (small) {
      for (let i = 0; i < count; i++) {
        found.maybe[i] = found.sure[i] = holds(all[i], piece, loose) ? 1 : 0;
        found.strong[i] = found.maybe[i] && isStrong(all[i], piece) ? 1 : 0;
      }
    } else {
      const gaps = gapsOf(piece);
      const held = countersFor(grams.length, count);
      const strongly = countersFor(grams.length, count);
      grams.forEach((gram, i) => {
        const across = gaps.has(places[i] + 1) || gaps.has(places[i] + 2);
        for (const one of [loose || !across ? entry(GRAM, gram) : undefined, loose || across ? entry(SPACED, gram) : undefined]) {
          if (one) climb(one, held, strongly, i, count);
        }
      });
      for (let i = 0; i < count; i++) {
        found.maybe[i] = held[i] === grams.length ? 1 : 0;
        found.strong[i] = found.maybe[i] && strongly[i] === grams.length ? 1 : 0;
      }
      // A spaced gram of three signs does not say which two the space parts.
      if (bare.length < 3 || (bare.length === 3 && (loose || !gaps.size))) found.sure.set(found.maybe);
    }
    // Of what else is in memory nothing may depend.
    const asked = new Set([...grams, word].map(shardOf));
    const wordOf = (/** @type {string} */ key) => (small || asked.has(shardOf(key)) ? entry(WORD, key) : undefined);
    markWhole(found, bare, wordOf, word, word === whole);
    const key = `${thorough} ${whole}`;
    found.weight = weights.get(key) ?? new Float64Array(count);
    if (!weights.has(key)) for (const part of wordsIn(bare, wordOf)) weigh(found.weight, part, lengths);
    weights.set(key, found.weight);
    return found;
  }

  /**
   * Marks the pages that hold the piece as whole words.
   * @param {Held} found @param {string[]} bare @param {(key: string) => Entry | undefined} wordOf
   * @param {string} word @param {boolean} isAll whether the word is all of the piece
   */
  function markWhole(found, bare, wordOf, word, isAll) {
    const own = wordOf(word);
    if (own) {
      const pages = pagesOf(own, count);
      pages.forEach((page) => {
        if (!found.maybe[page]) return;
        found.whole[page] = 1;
        if (isAll) found.sure[page] = 1;
      });
      own.strong.forEach((place) => { found.strong[pages[place]] |= found.maybe[pages[place]]; });
    }
    if (!small && isAll) {
      for (const longer of wordsFrom(word)) {
        const held = entry(WORD, longer);
        if (held && bare.length > 3) for (const page of pagesOf(held, count)) found.sure[page] |= found.maybe[page];
      }
    }
    if (own || bare.length < 4) return;
    let first = null;
    let last = null;
    for (let size = bare.length - 1; size > 1 && !first; size--) first = wordOf(bare.slice(0, size).join(""));
    for (let size = bare.length - 1; size > 1 && !last; size--) last = wordOf(bare.slice(-size).join(""));
    if (!first || !last) return;
    const begins = new Uint8Array(count);
    const ends = new Uint8Array(count);
    mark(first, begins, null, count);
    mark(last, ends, null, count);
    for (let i = 0; i < count; i++) found.whole[i] = found.maybe[i] & begins[i] & ends[i];
  }

  return { count, small, lengths, need, entry, wordsFrom, keysFrom, gramsFrom, bundleOf, text, tidy, wake, look };
}

const NO_WEIGHT = new Float64Array(0);

/** @param {number} most @param {number} count @returns {Uint8Array | Uint32Array} for each page a number, 0 at first */
function countersFor(most, count) {
  return most < 256 ? new Uint8Array(count) : new Uint32Array(count);
}

/**
 * Counts on for the pages of a gram that hold all the grams before it.
 * @param {Entry} entry @param {Uint8Array | Uint32Array} held so many of the grams, as far as each page holds all up to there
 * @param {Uint8Array | Uint32Array} strongly the same in title, headings or names @param {number} before how many grams @param {number} count
 */
function climb(entry, held, strongly, before, count) {
  const pages = pagesOf(entry, count);
  for (let i = 0; i < pages.length; i++) if (held[pages[i]] === before) held[pages[i]] = before + 1;
  for (let i = 0; i < entry.strong.length; i++) {
    const page = pages[entry.strong[i]];
    if (strongly[page] === before) strongly[page] = before + 1;
  }
}

/**
 * Where the grams stand that are looked at: all of a short piece; of a long one the first, the last ones and some between.
 * @param {number} size signs @param {boolean} thorough @returns {number[]}
 */
function gramPlaces(size, thorough) {
  const most = Math.max(size - 3, 0);
  const places = [];
  for (let place = 0; place <= most; place++) places.push(place);
  if (places.length <= 9 || thorough) return places;
  const step = most / 5;
  const some = new Set([0, most, most - 1, most - 2]);
  for (let i = 1; i < 5; i++) some.add(Math.round(i * step));
  return places.filter((place) => some.has(place));
}

/** @param {string} piece @returns {Set<number>} before which of its signs, spaces left out, a space stands */
function gapsOf(piece) {
  const gaps = new Set();
  let place = 0;
  for (const sign of piece) {
    if (sign === " ") gaps.add(place);
    else place += 1;
  }
  return gaps;
}

/** @param {Entry | undefined} entry @param {Uint8Array} mask @param {Uint8Array | null} strong @param {number} count */
function mark(entry, mask, strong, count) {
  if (!entry) return;
  const pages = pagesOf(entry, count);
  for (let i = 0; i < pages.length; i++) mask[pages[i]] = 1;
  if (strong) for (let i = 0; i < entry.strong.length; i++) strong[pages[entry.strong[i]]] = 1;
}

/** @param {Uint8Array} mask @param {Uint8Array} other */
function and(mask, other) {
  for (let i = 0; i < mask.length; i++) mask[i] &= other[i];
}

/** @param {Uint8Array} mask @param {Uint8Array} other */
function or(mask, other) {
  for (let i = 0; i < mask.length; i++) mask[i] |= other[i];
}

/** @param {Uint8Array} mask @returns {number} how many are marked */
function size(mask) {
  let many = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i]) many += 1;
  return many;
}

/** @param {Page} page @returns {Text} */
function foldPage(page) {
  const title = fold(page.title);
  let text = title;
  /** @type {number[]} */
  const starts = [];
  for (const paragraph of page.paragraphs) {
    text += " ";
    starts.push(text.length);
    text += fold(paragraph.text);
  }
  return { page, text, bare: withoutSpaces(text), title, starts };
}

/** @param {Text} text @param {string} piece @param {boolean} loose @returns {boolean} */
function holds(text, piece, loose) {
  return loose ? text.bare.includes(withoutSpaces(piece)) : text.text.includes(piece);
}

/** @param {Text} text @param {string} piece @returns {boolean} whether title, headings or names hold it */
function isStrong(text, piece) {
  return text.title.includes(piece) || text.page.names.some((name) => fold(name).includes(piece))
    || text.page.paragraphs.some((part) => part.heading && fold(part.text).includes(piece));
}
