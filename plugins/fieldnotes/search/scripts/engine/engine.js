/**
 * The engine: a query in, an answer out. It works in a worker or in a page; what it needs of the index it is given by
 * `load`.
 *
 * @typedef {{query: string, filters?: Object<string, string[]>, sort?: string, off?: string[], from?: number, size?: number,
 *   box?: boolean, related?: boolean, rest?: number}} Request
 *   rest: milliseconds without another query after which pages are counted for which many files are needed
 *   related: with the pages after all others that hold part of the query or are about the same as the first results
 *   off: kinds of readings that are switched off ("name", "era", "space" …); "all" switches off every one
 * @typedef {{text: string, marked: boolean}} Piece
 * @typedef {{url: string, anchor: string, title: Piece[], label: string, date: string, kind: string, excerpt: Piece[],
 *   group: "literal" | "more" | "related", terms: string[]}} Result
 * @typedef {{kind: string, from: string, to: string, count: number, off: boolean}} Said   what was read otherwise
 * @typedef {{complete: boolean, query: string, total: number, exact: boolean, more: number, said: Said[],
 *   results: Result[], related: number,
 *   facets: {name: string, values: {value: string, count: number, chosen: boolean}[]}[], trouble: string}} Answer
 * @typedef {{name: string, values: string[], ranks: number[], pages: number[][]}} Facet   ranks: places in a dictionary
 * @typedef {{state: State, said: Said[], fallen: boolean, partial: Float64Array | null}} Outcome
 *   fallen: nothing was found as typed, and the state is that of another query
 * @typedef {Awaited<ReturnType<typeof openEngine>>} Engine
 */

const SIZE = 10;
const FEW = 3;
const MOST_RELATED = 50;
const SLOW = 15000;
// Signs of a query that are read, as many as the fields take: what a piece costs grows with its square.
const MOST_TYPED = 500;
// In the box a total may be about right; bundles fetched for it.
const FEW_BUNDLES = 14;

/** @param {(path: string) => Promise<Uint8Array>} fetchFile */
async function openEngine(fetchFile) {
  const load = (/** @type {string} */ path) => inTime(fetchFile(path));
  const head = headOf(parsedJson(await load("head")));
  const corpus = openCorpus(load, head);
  /** @type {Promise<string[][]> | null} */
  let names = null;
  /** @type {Map<string, string>} folded names as they are written */
  const written = new Map();
  /** @type {Promise<Map<string, number>> | null} */
  let lexicon = null;
  /** @type {Promise<Facet[]> | null} */
  let facets = null;
  let hasFacets = false;
  let turn = 0;
  let working = 0;
  let brief = false;
  let resting = 0;
  /** @type {{key: string, outcome: Outcome} | null} */
  let kept = null;

  /** @returns {Promise<string[][]>} */
  function getNames() {
    names ??= load("names").then((bytes) => parsedJson(bytes).groups.map((/** @type {string[]} */ group) => group.map((name) => {
      const folded = fold(name);
      if (!written.has(folded)) written.set(folded, name);
      return folded;
    })));
    names.catch(() => { names = null; });
    return names;
  }

  /** @returns {Promise<Map<string, number>>} */
  function getLexicon() {
    lexicon ??= load("words").then(readWords);
    lexicon.catch(() => { lexicon = null; });
    return lexicon;
  }

  /** @returns {Promise<Facet[]>} */
  function getFacets() {
    facets ??= load("facets").then((bytes) => parsedJson(bytes).facets.map((/** @type {Facet} */ facet) => ({
      ...facet,
      ranks: ranksOf(facet.values),
      pages: facet.pages.map((gaps) => {
        let page = 0;
        return gaps.map((gap) => (page += gap));
      }),
    })));
    facets.catch(() => { facets = null; });
    return facets;
  }

  /** @returns {Promise<void>} */
  async function wake() {
    getNames().catch(() => {});
    await corpus.wake();
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async function busy(work) {
    working += 1;
    try {
      return await work();
    } finally {
      working -= 1;
      if (!working) corpus.tidy();
    }
  }

  /** @param {Request} request @param {(answer: Answer) => void} [tell] @returns {Promise<Answer>} */
  function search(request, tell) {
    const query = withinReach(request.query);
    return busy(() => answerTo({ ...request, query }, tell));
  }

  /** @param {Request} request @param {(answer: Answer) => void} [tell] @returns {Promise<Answer>} */
  async function answerTo(request, tell) {
    const mine = ++turn;
    const isWanted = () => mine === turn;
    await wake();
    if (!isWanted()) return emptyAnswer(request.query);
    // What nobody sees, such as a zero-width space, is no query.
    if (!fold(request.query)) return { ...emptyAnswer(request.query), exact: true, complete: true };
    brief = request.box === true;
    resting = request.rest ?? 0;
    const off = request.off ?? [];
    const key = JSON.stringify([fold(request.query), off, brief]);
    let outcome = kept?.key === key ? kept.outcome : null;
    if (!outcome) {
      const fresh = !hasFilters(request) && (request.sort ?? "relevance") === "relevance" && !request.from;
      outcome = await find(request.query, off, isWanted, fresh && tell ? async (partial) => {
        // Related pages come after what was found, and need more files.
        const answer = await answerOf(partial, { ...request, related: false, size: Math.min(request.size ?? SIZE, SIZE) }, isWanted);
        if (isWanted() && answer.results.length) tell({ ...answer, complete: false });
      } : undefined);
      if (outcome && isWanted()) kept = { key, outcome };
    }
    if (!outcome || !isWanted()) return emptyAnswer(request.query);
    const answer = await answerOf(outcome, request, isWanted);
    const known = request.box ? [] : await getFacets();
    hasFacets ||= !request.box;
    answer.facets = facetsOf(known, outcome, request, head.count);
    return { ...answer, complete: isWanted() };
  }

  /**
   * @param {string} query @param {string[]} off @param {() => boolean} isWanted
   * @param {((outcome: Outcome) => Promise<void>) | undefined} tell
   * @returns {Promise<Outcome | null>}
   */
  async function find(query, off, isWanted, tell) {
    const parsed = parse(query);
    const none = off.includes("all");
    const reads = (/** @type {string} */ kind) => !none && !off.includes(kind);
    const known = none ? [] : await getNames();
    const spoken = none || parsed.terms.length > 12 ? [] : alternatives(parsed.terms, DATA.habits, known);
    const others = spoken.filter(({ kind }) => reads(kind));
    const state = await evaluate(corpus, parsed, others, reads(SPACE), false);
    if (!isWanted()) return null;
    const outcome = { state, said: saidOf(spoken, state, off, written), fallen: false, partial: null };
    if (tell && !isSettled(state) && (size(state.literal) || size(state.more))) await tell(outcome);
    await settle(outcome, isWanted);
    if (!isWanted()) return null;
    outcome.said = saidOf(spoken, outcome.state, off, written);
    const { literal, more } = counted(outcome.state, null);
    // That it stands there with other spaces may be by chance.
    const bySpace = !literal && outcome.said.every(({ kind, count }) => !count || kind === SPACE);
    if (none || literal > FEW || (!literal && more && !bySpace)) return outcome;
    const found = literal || more;
    const other = await readOtherwise(query, parsed, found, off, isWanted, found ? undefined : tell);
    if (!isWanted()) return outcome;
    if (found) return other ? joinedWith(outcome, other) : outcome;
    if (!other) return related(outcome);
    other.said.push(...outcome.said.filter(({ kind }) => !other.said.some((one) => one.kind === kind)));
    return other;
  }

  /** @param {State} state @returns {boolean} whether the whole answer is as near as a part of it */
  function isSettled({ literal, openLiteral, openMore }) {
    return (brief ? corpus.small : hasFacets) && !openLiteral.includes(1) && !openMore.includes(1) && size(literal) > FEW;
  }

  /** @param {Outcome} outcome @param {() => boolean} isWanted */
  async function settle(outcome, isWanted) {
    const { state } = outcome;
    const { parsed, alternatives: others, loose, thorough } = state;
    const open = new Set([...pagesIn(state.openLiteral), ...pagesIn(state.openMore)].map(corpus.bundleOf));
    // The box counts, and gives more than a first part, only to who rests.
    const isMuch = brief ? !corpus.small && (open.size > 0 || size(state.literal) > SIZE) : open.size > FEW_BUNDLES;
    if (resting && isMuch) {
      await /** @type {Promise<void>} */ (new Promise((resolve) => setTimeout(resolve, resting)));
      if (!isWanted()) return;
    }
    if (!thorough && size(state.openLiteral) + size(state.openMore) > 60) {
      outcome.state = inOrderOf(await evaluate(corpus, parsed, others, loose.length > 0, true), state);
    }
    await settleAll(corpus, outcome.state, brief ? FEW_BUNDLES : MOST_BUNDLES, isWanted);
  }

  /**
   * What the query may mean besides, since nothing holds it, or next to nothing (so many pages).
   * @param {string} query @param {Parsed} parsed @param {number} found @param {string[]} off @param {() => boolean} isWanted
   * @param {((outcome: Outcome) => Promise<void>) | undefined} tell
   * @returns {Promise<Outcome | null>}
   */
  async function readOtherwise(query, parsed, found, off, isWanted, tell) {
    const early = found ? [] : await readAtOnce(query);
    /** @type {Said[]} */
    const switched = [];
    /** @param {Fallback} fallback @returns {Promise<Outcome | null>} */
    const attempt = async ({ kind, query: meant, said: [from, to] }) => {
      const said = { kind, from, to, count: 0, off: off.includes(kind) };
      if (said.off) {
        if (!switched.some((other) => other.kind === kind)) switched.push(said);
        return null;
      }
      const again = parse(meant);
      const spoken = alternatives(again.terms, DATA.habits, await getNames());
      const others = spoken.filter((other) => !off.includes(other.kind));
      const state = await evaluate(corpus, again, others, !off.includes(SPACE), false);
      const outcome = { state, said: [said], fallen: true, partial: null };
      if (tell && (size(state.literal) || size(state.more))) await tell({ ...outcome, said: [...switched, said] });
      await settle(outcome, isWanted);
      const { literal: typed, more } = counted(outcome.state, null);
      said.count = typed + more;
      return said.count ? { ...outcome, said: [...switched, said, ...saidOf(spoken, outcome.state, off, written)] } : null;
    };
    for (const fallback of early) {
      const outcome = await attempt(fallback);
      if (outcome || !isWanted()) return outcome;
    }
    const mended = await mend(query, parsed, found);
    for (const fallback of mended.slice(0, 3)) {
      const outcome = await attempt(fallback);
      if (!isWanted()) return outcome;
      if (outcome) {
        // What is left of it, or it with more, is no other meaning.
        const others = mended.filter((other) => !other.query.includes(fallback.query) && !fallback.query.includes(other.query));
        // A piece of a word says nothing to a reader, unless nothing else was meant.
        const offered = mended.some(({ isWords }) => isWords) ? others.filter(({ isWords }) => isWords) : others;
        outcome.said.push(...offered.map(({ kind, said: [from, to] }) => ({ kind: `${kind}-offer`, from, to, count: 0, off: true })));
        return outcome;
      }
    }
    if (found) return null;
    const words = await getLexicon();
    const cut = fallbacks(query, DATA.habits, (word) => words.get(word) ?? 0);
    for (const fallback of cut.filter(({ kind }) => kind === "joined")) {
      const outcome = await attempt(fallback);
      if (outcome || !isWanted()) return outcome;
    }
    for (const fallback of early) {
      const again = parse(fallback.query);
      for (const twice of (await mend(fallback.query, again, 0)).slice(0, 1)) {
        const outcome = await attempt({ ...twice, said: [query, twice.query] });
        if (outcome || !isWanted()) return outcome;
      }
    }
    return null;
  }

  /** @param {string} query @returns {Promise<Fallback[]>} what it may mean but for mistakes; asks for the site's words only if it has to */
  async function readAtOnce(query) {
    let asked = false;
    const spoken = fallbacks(query, DATA.habits, () => {
      asked = true;
      return 0;
    }, false);
    if (!asked) return spoken;
    const words = await getLexicon();
    return fallbacks(query, DATA.habits, (word) => words.get(word) ?? 0, false);
  }

  /**
   * The query with the terms mended that nothing holds, or next to nothing (so many pages), the likeliest first.
   * @param {string} query @param {Parsed} parsed @param {number} found
   * @returns {Promise<(Fallback & {isWords: boolean})[]>}
   */
  async function mend(query, parsed, found) {
    const held = await together(parsed.terms, async (term) => size((await corpus.look(term, true, true)).maybe));
    const options = await together(parsed.terms, async (term, i) => {
      if (found ? parsed.terms.length > 1 : held[i] > FEW && parsed.terms.length > 1) return [];
      const wanted = found * 8;
      return (await corrections(corpus, term, inTypedOrder(query, term), getLexicon)).filter(({ pages }) => pages > wanted);
    });
    if (!options.some((some) => some.length)) return [];
    /** @type {(Fallback & {isWords: boolean})[]} */
    const made = [];
    const most = Math.max(...options.map((some) => some.length));
    for (let rank = 0; rank < Math.min(most, 4); rank++) {
      const chosen = options.map((some) => some[Math.min(rank, some.length - 1)]);
      const terms = parsed.terms.map((term, i) => chosen[i]?.text ?? term);
      const meant = [...terms.map((term) => (term.includes(" ") ? `"${term}"` : term)), ...parsed.excluded.map((term) => `-${term}`)].join(" ");
      made.push({ kind: "spelling", query: meant, said: [query.trim(), meant], isWords: chosen.every((one) => one?.isWords ?? true) });
    }
    return made;
  }

  /** @param {Outcome} outcome @returns {Promise<Outcome>} with pages that hold part of the query */
  async function related(outcome) {
    outcome.partial = await partly(corpus, outcome.state.parsed.terms, true);
    return outcome;
  }

  /** @param {Outcome} outcome @param {Request} request @param {() => boolean} isWanted @returns {Promise<Answer>} */
  async function answerOf(outcome, request, isWanted) {
    const { state, fallen } = outcome;
    const answer = emptyAnswer(request.query);
    const filter = hasFilters(request) ? filterMask(await getFacets(), request.filters ?? {}, head.count) : null;
    const restricted = (/** @type {Uint8Array[]} */ ...masks) => {
      const kept = new Uint8Array(head.count);
      for (const mask of masks) or(kept, mask);
      if (filter) and(kept, filter);
      return kept;
    };
    const literal = restricted(state.literal);
    const more = restricted(state.more);
    for (let i = 0; i < more.length; i++) if (literal[i]) more[i] = 0;
    const byRelevance = !request.sort || request.sort === "relevance";
    /** @type {Map<boolean, Float64Array>} */
    const made = new Map();
    const scored = (/** @type {boolean} */ typed) => {
      const score = made.get(typed) ?? scores(state, typed, head.count);
      made.set(typed, score);
      return score;
    };
    const order = (/** @type {Uint8Array} */ mask, /** @type {boolean} */ typed) => (mask.includes(1)
      ? ordered(mask, byRelevance ? scored(typed) : null, request.sort === "oldest" ? head.dated : undefined)
      : []);
    /** @type {{pages: number[], group: "literal" | "more" | "related"}[]} */
    const groups = [
      { pages: order(restricted(state.candidates.literal, state.literal), true), group: fallen ? "more" : "literal" },
      { pages: order(restricted(state.candidates.more, state.more), false), group: "more" },
    ];
    if (request.related || (outcome.partial && !outcome.fallen)) {
      let score = outcome.partial ?? await partly(corpus, state.parsed.terms, false);
      const rest = restricted(new Uint8Array(head.count).fill(1));
      if (request.related) {
        const found = groups.flatMap(({ pages }) => pages).filter((page) => literal[page] || more[page]);
        const first = found.length ? found : ordered(rest, score).filter((page) => score[page] > 0);
        score = await withLikeness(corpus, score, [...new Set(first)], await getLexicon());
      }
      for (let i = 0; i < rest.length; i++) if (literal[i] || more[i] || !(score[i] > 0)) rest[i] = 0;
      groups.push({ pages: ordered(rest, score).slice(0, request.related ? rest.length : MOST_RELATED), group: "related" });
      answer.related = groups[2].pages.length;
    }
    const wanted = request.size ?? SIZE;
    const from = request.from ?? 0;
    let skipped = 0;
    for (const { pages, group } of groups) {
      const typed = pages === groups[0].pages;
      const isOpen = (/** @type {number} */ page) => state.openLiteral[page] || state.openMore[page];
      const answers = (/** @type {number} */ page) => group === "related" || (typed ? state.literal[page] : state.more[page] && !state.literal[page]);
      const score = group !== "related" && byRelevance && pages.length ? scored(typed) : null;
      const sought = soughtIn(state, group);
      const meant = meantBy(state);
      for (let at = 0; at < pages.length && answer.results.length < wanted && isWanted(); at += SIZE) {
        const block = pages.slice(at, at + SIZE).filter(answers);
        if (skipped + block.length <= from && !block.some(isOpen)) {
          skipped += block.length;
          continue;
        }
        const texts = await together(block, corpus.text);
        const rows = block.map((page, i) => ({ page, text: texts[i], points: 0 }));
        for (const { page, text } of rows) if (isOpen(page)) settlePage(state, page, text);
        if (score) {
          for (const row of rows) row.points = scoreByText(score[row.page], row.text, sought, meant);
          rows.sort((a, b) => b.points - a.points);
        }
        for (const { page, text } of rows) {
          if (!answers(page) || skipped++ < from || answer.results.length >= wanted) continue;
          answer.results.push(resultOf(state, page, text, group));
        }
      }
    }
    const { literal: typed, more: read } = counted(state, filter);
    answer.more = fallen ? typed + read : read;
    answer.total = fallen || !typed ? answer.more : typed;
    answer.exact = state.exact;
    answer.said = outcome.said;
    return answer;
  }

  /** @param {State} state @param {number} page @param {Text} text @param {Result["group"]} group @returns {Result} */
  function resultOf(state, page, text, group) {
    const { url, label, date, kind } = text.page;
    const { title, excerpt, anchor, terms } = excerptOf(text, [...soughtIn(state, group), ...state.parsed.quoted.flat()], group !== "literal");
    return { url, anchor, title, label, date, kind, excerpt, group, terms };
  }

  /** @param {State} state @param {string} group @returns {string[]} what is marked in a result */
  function soughtIn(state, group) {
    const { terms } = state.parsed;
    if (group === "related") return [...terms, ...terms.flatMap((term) => wordsIn([...withoutSpaces(term)], (key) => corpus.entry(WORD, key)).map(({ key }) => key))];
    return group === "literal" ? terms : [...terms, ...state.alternatives.map(({ text }) => text)];
  }

  /** @param {string} text as typed @returns {Promise<string[]>} what it may go on to: names, then words of the site */
  function suggest(text) {
    return busy(() => suggestionsFor(withinReach(text)));
  }

  /** @param {string} text @returns {Promise<string[]>} */
  async function suggestionsFor(text) {
    await wake();
    const typed = fold(text);
    if (typed.length < 2) return [];
    const last = typed.split(" ").pop() ?? "";
    const begun = typed.slice(0, typed.length - last.length);
    const known = await getNames();
    const named = known.flat().filter((name) => name.length > typed.length && name.includes(typed))
      .sort((a, b) => a.indexOf(typed) - b.indexOf(typed) || a.length - b.length);
    const keys = last.length > 1 ? [last] : [];
    await corpus.need(keys);
    const words = keys.flatMap((key) => corpus.wordsFrom(key)).filter((word) => word !== last && word.length > last.length)
      .sort((a, b) => (corpus.entry(WORD, b)?.size ?? 0) - (corpus.entry(WORD, a)?.size ?? 0))
      .map((word) => begun + word);
    return [...new Set([...named.slice(0, 3).map((name) => written.get(name) ?? name), ...words])].slice(0, 6);
  }

  return { search, suggest, wake };
}

/** @param {string} query @returns {string} what is read of it */
function withinReach(query) {
  const read = query.length > MOST_TYPED ? query.slice(0, boundary(query, MOST_TYPED, -1)) : query;
  // As in the texts of the pages.
  return read.replace(/\p{Cc}/gu, " ");
}

/** @param {Request} request @returns {boolean} */
function hasFilters(request) {
  return Object.values(request.filters ?? {}).some((values) => values.length > 0);
}

/** @param {Facet[]} facets @param {Object<string, string[]>} filters @param {number} count @param {string} [but] a facet left out */
function filterMask(facets, filters, count, but) {
  const mask = new Uint8Array(count).fill(1);
  for (const [name, chosen] of Object.entries(filters)) {
    if (!chosen.length || name === but) continue;
    const facet = facets.find((one) => one.name === name);
    const held = new Uint8Array(count);
    for (const value of chosen) for (const page of facet?.pages[facet.values.indexOf(value)] ?? []) held[page] = 1;
    and(mask, held);
  }
  return mask;
}

/** @param {Facet[]} facets @param {Outcome} outcome @param {Request} request @param {number} count @returns {Answer["facets"]} */
function facetsOf(facets, outcome, request, count) {
  const filters = request.filters ?? {};
  const asked = new Map(Object.entries(filters));
  const { literal, more } = outcome.state;
  return facets.map(({ name, values, ranks, pages }) => {
    const mask = filterMask(facets, filters, count, name);
    const chosen = asked.get(name) ?? [];
    const counted = values.flatMap((value, i) => {
      let many = 0;
      for (const page of pages[i]) if (mask[page] && (literal[page] || more[page])) many += 1;
      const one = { value, count: many, chosen: chosen.includes(value), rank: ranks[i] };
      return many || one.chosen ? one : [];
    });
    // Years from the last one back; of the others what stands most often, then in the order of a dictionary.
    counted.sort(name === "year" ? (a, b) => b.rank - a.rank : (a, b) => b.count - a.count || a.rank - b.rank);
    return { name, values: counted.map(({ rank, ...one }) => one) };
  }).filter(({ values }) => values.length);
}

/** @param {string[]} values @returns {number[]} the place of each in the order of a Thai dictionary */
function ranksOf(values) {
  const { compare } = new Intl.Collator("th");
  /** @type {number[]} */
  const ranks = [];
  values.map((_, i) => i).sort((a, b) => compare(values[a], values[b])).forEach((i, rank) => { ranks[i] = rank; });
  return ranks;
}

/**
 * @param {Alternative[]} spoken @param {State} state @param {string[]} off @param {Map<string, string>} written names as they are written
 * @returns {Said[]}
 */
function saidOf(spoken, state, off, written) {
  const { alternatives: others, literal, more, openMore, loose, parsed } = state;
  /** @type {Map<string, Said & {pages: Set<number>}>} */
  const said = new Map();
  const typed = foldWithOffsets(parsed.typed);
  for (const other of spoken) {
    const [folded, to] = other.said;
    const at = typed.text.indexOf(folded);
    const from = at < 0 ? folded : parsed.typed.slice(typed.offsets[at], typed.offsets[at + folded.length]).trim();
    const key = `${other.kind} ${from} ${to}`;
    const one = said.get(key) ?? { kind: other.kind, from, to: written.get(to) ?? to, count: 0, off: off.includes(other.kind), pages: new Set() };
    said.set(key, one);
    if (!others.includes(other)) continue;
    for (let i = 0; i < more.length; i++) if (more[i] && !literal[i] && !openMore[i] && mayRead(state, i, other)) one.pages.add(i);
  }
  const rows = [...said.values()].map(({ pages, ...one }) => ({ ...one, count: pages.size })).filter(({ count, off: isOff }) => count || isOff);
  if (loose.length) {
    let count = 0;
    for (let i = 0; i < more.length; i++) {
      if (more[i] && !literal[i] && !openMore[i] && readingFor(state, i) === SPACE) count += 1;
    }
    if (count) rows.push({ kind: SPACE, from: parsed.typed, to: parsed.typed, count, off: false });
  } else if (off.includes(SPACE)) rows.push({ kind: SPACE, from: parsed.typed, to: parsed.typed, count: 0, off: true });
  return rows;
}

/**
 * What was found as typed, and below it what was found as mended.
 * @param {Outcome} typed @param {Outcome} mended @returns {Outcome}
 */
function joinedWith(typed, mended) {
  const { state } = typed;
  const { state: other } = mended;
  const more = state.more.slice();
  for (let i = 0; i < more.length; i++) if (!state.literal[i] && (other.literal[i] || other.more[i])) more[i] = 1;
  const meant = { from: 0, to: state.parsed.terms.length, text: other.parsed.terms.join(" "), kind: "spelling", said: /** @type {[string, string]} */ ([state.parsed.query, other.parsed.query]) };
  const form = other.terms[0];
  return {
    ...typed,
    said: [...typed.said, ...mended.said],
    state: { ...state, more, alternatives: [...state.alternatives, meant], forms: [...state.forms, form], exact: state.exact && other.exact },
  };
}

/** @param {Promise<Uint8Array>} asked @returns {Promise<Uint8Array>} which fails where it takes too long */
function inTime(asked) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(trouble("slow")), SLOW);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @param {Uint8Array} bytes @returns {any} */
function parsedJson(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw trouble("broken");
  }
}

/** @param {any} written @returns {Head} */
function headOf(written) {
  let before = "";
  let first = 0;
  return {
    ...written,
    shards: written.shards.map((/** @type {string} */ line) => {
      const space = line.indexOf(" ");
      return (before = before.slice(0, Number(line.slice(0, space))) + line.slice(space + 1));
    }),
    bundles: written.bundles.map((/** @type {number} */ gap) => (first += gap)),
  };
}

/** @param {Uint8Array} bytes @returns {Map<string, number>} word -> pages */
function readWords(bytes) {
  const words = new Map();
  let before = "";
  for (const line of new TextDecoder().decode(bytes).split("\n")) {
    const [shared, rest, pages] = line.split(" ");
    before = before.slice(0, Number(shared)) + rest;
    words.set(before, Number(pages));
  }
  return words;
}

/** @param {string} query @returns {Answer} */
function emptyAnswer(query) {
  return { complete: false, query, total: 0, exact: false, more: 0, said: [], results: [], related: 0, facets: [], trouble: "" };
}
