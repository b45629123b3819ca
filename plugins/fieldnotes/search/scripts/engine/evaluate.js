/**
 * Which pages answer a query: those that hold all its words as typed (literal), and those that hold them as read otherwise
 * (more). What the index leaves open is settled by the pages' texts.
 *
 * @typedef {{literal: number, more: number}} Rate   of open pages of a sort, how many turn out to answer
 * @typedef {{typed: string, query: string, terms: string[], quoted: string[][], excluded: string[]}} Parsed
 *   typed: as it is shown; the rest is folded; a quoted term may hold spaces
 *   quoted: of each term that has quotation marks within it how it may stand in a text with them; the term itself has none
 * @typedef {{parsed: Parsed, alternatives: Alternative[], forms: Held[], literal: Uint8Array, more: Uint8Array,
 *   openLiteral: Uint8Array, openMore: Uint8Array, candidates: {literal: Uint8Array, more: Uint8Array}, terms: Held[], loose: Held[], near: Uint8Array | null,
 *   exact: boolean, rates: {literal: Rate, more: Rate}, reads: Map<number, string>, found: Map<number, Set<Alternative>>, thorough: boolean}} State
 *   reads, found: of settled pages by which reading they answer, and in which other forms they hold a piece
 *   candidates: literal and more as they were at first, which gives the order, so that it stays when more becomes known
 *   literal, more: pages that answer as far as is known; open…: of these the ones that the texts have to settle
 */

// Bundles of about 3 KB that are fetched to count exactly; where it would take more, so many are fetched to count about.
const MOST_BUNDLES = 400;
const SAMPLE = 70;
const SPACE = "space";

const QUOTES = /["\u201c\u201d\u201e\u00ab\u00bb\u2033]/g;

/** @param {string} query as typed @returns {Parsed} */
function parse(query) {
  const written = fold(query);
  /** @type {Parsed} */
  const parsed = { typed: query.trim(), query: written.replace(QUOTES, '"'), terms: [], quoted: [], excluded: [] };
  // Quotation marks hold together what stands between them if there is a space or an end outside either; else they are text.
  const folded = parsed.query;
  for (const { 0: whole, 1: minus, 2: phrase, index = 0 } of folded.matchAll(/(?<=^| )(-?)"([^"]*)(?:"(?= |$)|$)|[^ ]+/g)) {
    if (phrase !== undefined) {
      if (phrase.trim()) (minus ? parsed.excluded : parsed.terms).push(phrase.trim());
    } else if (whole.length > 1 && whole.startsWith("-")) parsed.excluded.push(whole.slice(1));
    else {
      const term = whole.replace(/"/g, "");
      if (!term || parsed.terms.includes(term)) continue;
      if (term !== whole) parsed.quoted[parsed.terms.length] = quotedForms(whole, written.slice(index, index + whole.length));
      parsed.terms.push(term);
    }
  }
  const known = parsed.terms;
  parsed.terms = [...new Set(known)].slice(0, 24);
  parsed.quoted = parsed.terms.map((term) => parsed.quoted[known.indexOf(term)] ?? []);
  if (!parsed.terms.length && !parsed.excluded.length && folded) {
    parsed.terms.push(written);
    parsed.quoted.push([]);
  }
  return parsed;
}

/** @param {string} straight @param {string} typed @returns {string[]} a text with quotation marks of the other shape too: a keyboard has only one */
function quotedForms(straight, typed) {
  let inside = false;
  const curved = straight.replace(/"/g, () => ((inside = !inside) ? "\u201c" : "\u201d"));
  const begun = curved.replace(/[\u201c\u201d]/g, (quote) => (quote === "\u201c" ? "\u201d" : "\u201c"));
  return [...new Set([typed, straight, curved, begun])];
}

/**
 * @param {Corpus} corpus @param {Parsed} parsed @param {boolean} loose @param {boolean} thorough
 * @returns {Promise<Held[]>} which pages hold each term, without its quotation marks or with them
 */
function lookForTerms(corpus, { terms, quoted }, loose, thorough) {
  return together(terms, async (term, i) => {
    const [held, ...others] = await together([term, ...quoted[i]], (piece) => corpus.look(piece, loose, thorough));
    for (const other of others) for (const mask of /** @type {["maybe", "sure", "strong", "whole"]} */ (["maybe", "sure", "strong", "whole"])) or(held[mask], other[mask]);
    return held;
  });
}

/** @param {Text} text @param {Parsed} parsed @param {number} place @param {boolean} loose @returns {boolean} whether it holds this term */
function holdsTerm(text, { terms, quoted }, place, loose) {
  return [terms[place], ...quoted[place]].some((piece) => holds(text, piece, loose));
}

/**
 * @param {Corpus} corpus @param {Parsed} parsed @param {Alternative[]} others @param {boolean} spaces whether spaces may be left out
 * @param {boolean} thorough whether all grams are looked at
 * @returns {Promise<State>}
 */
async function evaluate(corpus, parsed, others, spaces, thorough) {
  const { count } = corpus;
  const joined = parsed.terms.length > 1 ? parsed.terms.join("") : "";
  const [terms, loose, forms, gone, [glued]] = await Promise.all([
    lookForTerms(corpus, parsed, false, thorough),
    spaces && !corpus.small ? lookForTerms(corpus, parsed, true, thorough) : /** @type {Held[]} */ ([]),
    together(others, ({ text }) => corpus.look(text, true, thorough)),
    together(parsed.excluded, (term) => corpus.look(term, false, true)),
    together(joined ? [joined] : [], (piece) => corpus.look(piece, true, false)),
  ]);
  if (spaces && corpus.small) loose.push(...await lookForTerms(corpus, parsed, true, false));
  others.forEach(({ text }, i) => {
    if (/^\d|\d$/.test(text)) forms[i].sure.fill(0);
  });
  const literal = new Uint8Array(count).fill(1);
  const literalSure = new Uint8Array(count).fill(1);
  for (const { maybe, sure } of terms) {
    and(literal, maybe);
    and(literalSure, sure);
  }
  const more = reached(parsed.terms.length, others, spaces ? loose : terms, forms, "maybe", count);
  const moreSure = reached(parsed.terms.length, others, spaces ? loose : terms, forms, "sure", count);
  if (parsed.excluded.length) {
    for (const { maybe, sure } of gone) {
      for (let i = 0; i < count; i++) {
        if (sure[i]) literal[i] = more[i] = 0;
        else if (maybe[i]) literalSure[i] = moreSure[i] = 0;
      }
    }
    const whole = await corpus.look(parsed.query, false, false);
    for (let i = 0; i < count; i++) {
      if (!whole.maybe[i]) continue;
      literal[i] = 1;
      literalSure[i] = 0;
    }
  }
  const openLiteral = new Uint8Array(count);
  const openMore = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    if (literal[i] && literalSure[i]) more[i] = 0;
    openLiteral[i] = literal[i] && !literalSure[i] ? 1 : 0;
    openMore[i] = more[i] && (openLiteral[i] || !moreSure[i]) ? 1 : 0;
  }
  return {
    parsed, alternatives: others, forms, literal, more, openLiteral, openMore,
    candidates: { literal: literal.slice(), more: more.slice() }, terms, loose,
    near: glued ? glued.maybe : null, exact: false,
    rates: { literal: { literal: 1, more: 0 }, more: { literal: 0, more: 1 } }, reads: new Map(), found: new Map(), thorough,
  };
}

/**
 * A state that is known better, in the order of what was known before: what has been shown stays in its place.
 * @param {State} better @param {State} before @returns {State}
 */
function inOrderOf(better, before) {
  for (const list of /** @type {["terms", "loose", "forms"]} */ (["terms", "loose", "forms"])) {
    better[list] = better[list].map((held, i) => ({ ...held, strong: before[list][i].strong, whole: before[list][i].whole, weight: before[list][i].weight }));
  }
  return { ...better, candidates: before.candidates };
}

/** @template T, U @param {T[]} values @param {(value: T, place: number) => Promise<U>} ask @returns {Promise<U[]>} */
function together(values, ask) {
  return Promise.all(values.map(ask));
}

/**
 * The pages that hold every term, each by itself or in a span that stands there in another form.
 * @param {number} length @param {Alternative[]} others @param {Held[]} terms @param {Held[]} forms
 * @param {"maybe" | "sure"} what @param {number} count
 */
function reached(length, others, terms, forms, what, count) {
  /** @type {Uint8Array[]} */
  const from = Array.from({ length: length + 1 }, () => new Uint8Array(count));
  from[length].fill(1);
  for (let place = length - 1; place >= 0; place--) {
    const add = (/** @type {Uint8Array} */ mask, /** @type {number} */ to) => {
      for (let i = 0; i < count; i++) from[place][i] |= mask[i] & from[to][i];
    };
    add(terms[place][what], place + 1);
    others.forEach((other, i) => {
      if (other.from === place) add(forms[i][what], other.to);
    });
  }
  return from[0];
}

/** @param {Text} text @param {Alternative} other @returns {boolean} whether it stands there in this form */
function holdsForm(text, other) {
  const piece = withoutSpaces(other.text);
  for (let at = text.bare.indexOf(piece); at >= 0; at = text.bare.indexOf(piece, at + 1)) {
    if (edgesFree(text.bare, at, at + piece.length)) return true;
  }
  return false;
}

/** @param {string} text @param {number} start @param {number} end @returns {boolean} whether no digit goes on at either end */
function edgesFree(text, start, end) {
  const digit = /\d/;
  if (digit.test(text[end - 1]) && digit.test(text[end] ?? "")) return false;
  if (!digit.test(text[start])) return true;
  const before = /\d*$/.exec(text.slice(Math.max(0, start - 20), start));
  return !before || /^0*$/.test(before[0]);
}

/**
 * How a page answers, by its text.
 * @param {State} state @param {Text} text @returns {string} "literal", the kind of reading, or "" if not
 */
function judge(state, text) {
  const { parsed, alternatives } = state;
  const { terms, excluded } = parsed;
  const without = !excluded.some((term) => holds(text, term, false));
  if (without && terms.every((_, place) => holdsTerm(text, parsed, place, false))) return "literal";
  if (excluded.length && holds(text, parsed.query, false)) return "literal";
  if (!without) return "";
  const kinds = Array(terms.length + 1).fill("");
  kinds[terms.length] = "-";
  for (let place = terms.length - 1; place >= 0; place--) {
    const rest = kinds[place + 1];
    if (rest && holdsTerm(text, parsed, place, false)) kinds[place] = rest;
    for (const other of alternatives) {
      if (!kinds[place] && other.from === place && kinds[other.to] && holdsForm(text, other)) kinds[place] = readingOf(other);
    }
    if (!kinds[place] && rest && state.loose.length && holdsTerm(text, parsed, place, true)) kinds[place] = SPACE;
  }
  return kinds[0] === "-" ? "" : kinds[0];
}

/** @param {Alternative} other @returns {string} what tells one reading from the others */
function readingOf(other) {
  return `${other.kind} ${other.said[1]}`;
}

/** @param {State} state @param {number} page @param {Text} text settles what was open of a page */
function settlePage(state, page, text) {
  const verdict = judge(state, text);
  state.literal[page] = verdict === "literal" ? 1 : 0;
  state.more[page] = verdict && verdict !== "literal" ? 1 : 0;
  state.openLiteral[page] = state.openMore[page] = 0;
  if (!state.more[page]) return;
  state.reads.set(page, verdict);
  state.found.set(page, new Set(state.alternatives.filter((other) => holdsForm(text, other))));
}

/**
 * Settles the open pages, first those that may be literal, if they are not too many; else some, by which the others are
 * judged: those that stand together in the bundles of texts, since a bundle is fetched whole.
 * @param {Corpus} corpus @param {State} state @param {number} most bundles @param {() => boolean} isWanted
 */
async function settleAll(corpus, state, most, isWanted) {
  const { openLiteral, openMore, rates } = state;
  state.exact = true;
  for (const open of [openLiteral, openMore]) {
    /** @type {Map<number, number[]>} */
    const bundles = new Map();
    for (const page of pagesIn(open)) {
      const bundle = corpus.bundleOf(page);
      bundles.set(bundle, [...(bundles.get(bundle) ?? []), page]);
    }
    const fetched = [...bundles.values()];
    const isAll = fetched.length <= most;
    if (!isAll) fetched.sort((a, b) => b.length - a.length).splice(Math.min(SAMPLE, most));
    const tried = { literal: 0, more: 0, pages: 0 };
    for (let i = 0; i < fetched.length && isWanted(); i += 24) {
      const pages = fetched.slice(i, i + 24).flat();
      const texts = await together(pages, corpus.text);
      texts.forEach((text, j) => {
        settlePage(state, pages[j], text);
        tried.pages += 1;
        tried.literal += state.literal[pages[j]];
        tried.more += state.more[pages[j]];
      });
    }
    if (!isAll || !isWanted()) state.exact = false;
    if (!isAll && tried.pages) {
      const by = { literal: tried.literal / tried.pages, more: tried.more / tried.pages };
      if (open === openLiteral) rates.literal = by;
      else rates.more = by;
    }
  }
}

/**
 * How many pages answer: exactly where all are settled, else about.
 * @param {State} state @param {Uint8Array | null} filter @returns {{literal: number, more: number}}
 */
function counted(state, filter) {
  let [literal, more, openLiteral, openMore] = [0, 0, 0, 0];
  for (let i = 0; i < state.literal.length; i++) {
    if (filter && !filter[i]) continue;
    if (state.openLiteral[i]) openLiteral += 1;
    else if (state.literal[i]) literal += 1;
    else if (state.openMore[i]) openMore += 1;
    else if (state.more[i]) more += 1;
  }
  const { rates } = state;
  return {
    literal: literal + Math.round(openLiteral * rates.literal.literal),
    more: more + Math.round(openLiteral * rates.literal.more + openMore * rates.more.more),
  };
}

/** @param {Uint8Array} mask @returns {number[]} the marked pages */
function pagesIn(mask) {
  const pages = [];
  for (let i = 0; i < mask.length; i++) if (mask[i]) pages.push(i);
  return pages;
}

/** @param {State} state @param {number} page @returns {string} the reading by which a page was found */
function readingFor(state, page) {
  const known = state.reads.get(page);
  if (known !== undefined) return known;
  const by = state.alternatives.find((other) => mayRead(state, page, other));
  return by ? readingOf(by) : SPACE;
}

/** @param {State} state @param {number} page @param {Alternative} other @returns {boolean} whether it holds this form, as far as is known */
function mayRead(state, page, other) {
  return state.found.get(page)?.has(other) ?? state.forms[state.alternatives.indexOf(other)].maybe[page] > 0;
}
