/**
 * The search page. Its whole state stands in the address; its words stand in templates/search.html and words.yml.
 */

/** @typedef {{q: string, sort: string, off: string[], filters: Object<string, string[]>, n: number}} State */
/** @typedef {Omit<Answer, "results"> & {results: (Result & {address: string})[]}} Told */

const root = /** @type {HTMLElement} */ (document.querySelector("[data-thai-search-page]"));
const words = JSON.parse(root.dataset.words ?? "{}");
const SIZE = 10;
const FOLD_FROM = 8;
const FIELD_FROM = 20;
const REST = 150;
const COMPOSED = 900;
const QUIET = 500;
const PATIENCE = 20000;

/** @template {HTMLElement} [T=HTMLElement] @param {string} name @param {ParentNode} [within] @returns {T} */
function part(name, within = root) {
  return /** @type {T} */ (within.querySelector(`.ts-${name}`));
}

/** @param {HTMLElement} element @param {() => void} act */
function onPress(element, act) {
  element.addEventListener("click", act);
}

/** @param {boolean} isHidden @param {string[]} names */
function hide(isHidden, ...names) {
  for (const name of names) part(name).hidden = isHidden;
}

/** @param {string} name @returns {HTMLElement} a copy of what a template of the page holds */
function copy(name) {
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector(`template[data-part="${name}"]`));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

const form = part("form");
const input = /** @type {HTMLInputElement} */ (part("input"));
const sorting = /** @type {HTMLSelectElement} */ (part("sort"));
/** @type {HTMLDetailsElement[]} */
const [filters, readings] = [part("filters"), part("readings")];
const found = part("status");
const counts = [found, part("more-count")];
const wide = matchMedia("(min-width: 60em)");
const here = location.pathname;
const left = new AbortController();
const { signal } = left;

// --- State and address -------------------------------------------------------------------------

/** @returns {State} */
function stateOf(/** @type {string} */ search) {
  const asked = new URLSearchParams(search);
  /** @type {Object<string, string[]>} */
  const filters = {};
  for (const name of Object.keys(words.facets)) {
    const values = asked.getAll(name).filter(Boolean);
    if (values.length) filters[name] = values;
  }
  const sort = asked.get("sort") ?? "";
  return {
    // So much is read, as the field takes: the reader sees what is searched.
    q: (asked.get("q") ?? "").slice(0, 500),
    sort: ["newest", "oldest"].includes(sort) ? sort : "relevance",
    off: (asked.get("off") ?? "").split(",").filter((kind) => words.readings[kind]),
    filters,
    n: Math.min(1000, Math.max(SIZE, Number(asked.get("n")) | 0)),
  };
}

/** @param {State} state @returns {string} */
function addressOf({ q, sort, off, filters, n }) {
  const asked = new URLSearchParams();
  if (q.trim()) asked.set("q", q.trim());
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => asked.append(name, value));
  if (sort !== "relevance") asked.set("sort", sort);
  if (off.length) asked.set("off", off.join(","));
  if (n > SIZE) asked.set("n", String(n));
  const search = asked.toString();
  return here + (search && `?${search}`);
}

let state = stateOf(window.thaiSearch?.asked || location.search);
/** Whether the entry of the history is one that typing may still change. */
let isDraft = !state.q;

let resting = 0;

/** @param {boolean} anew whether as an entry of its own */
function enter(anew) {
  const address = addressOf(state);
  if (address === here + location.search) return;
  if (anew) history.pushState(null, "", address);
  else history.replaceState(history.state, "", address);
}

/** What is typed is asked with each letter, but browsers refuse to have the address written as often. */
function enterTyped() {
  if (!resting) return;
  clearTimeout(resting);
  resting = 0;
  enter(!isDraft);
  isDraft = true;
}

/** @param {Partial<State>} change @param {"push" | "type" | "replace"} way */
function go(change, way) {
  const isTyped = way === "type";
  if (isTyped) clearTimeout(resting);
  else enterTyped();
  state = { ...state, n: SIZE, ...change };
  if (isTyped) resting = setTimeout(enterTyped, REST);
  else enter(way === "push");
  if (way === "push") isDraft = false;
  search(isTyped ? QUIET : 0);
}

/** @param {string} q @param {"push" | "type"} way */
function goTo(q, way) {
  if (q.trim() !== state.q.trim()) {
    fit();
    go({ q, off: [] }, way);
  } else if (way === "push") {
    enterTyped();
    isDraft = false;
    search();
  }
}

/** @param {string} name @param {string} value @param {boolean} on */
function choose(name, value, on) {
  const values = (state.filters[name] ?? []).filter((one) => one !== value);
  if (on) values.push(value);
  go({ filters: { ...state.filters, [name]: values } }, "push");
}

/** @returns {{name: string, value: string}[]} */
function chosen() {
  return Object.entries(state.filters).flatMap(([name, values]) => values.map((value) => ({ name, value })));
}

// --- Asking ------------------------------------------------------------------------------------

let last = 0;
let isAsking = false;
let guard = 0;
let isSlow = 0;
let pause = 0;
let telling = 0;
/** @type {Told | undefined} */
let answer;
let focusFrom = -1;

function search(ms = 0) {
  // Zero-width spaces alone are no query.
  const query = state.q.replace(/\u200b/g, "").trim();
  last += 1;
  rest();
  if (input.value.trim() !== query) input.value = state.q;
  sorting.value = state.sort;
  document.title = (query ? say(words.title, { q: query }) : words.plain_title) + words.site;
  hide(true, "trouble");
  // What was counted keeps its place for the moment, but is no longer to be seen.
  found.classList.add("ts-past");
  for (const { dataset } of counts) {
    delete dataset.searchTotal;
    delete dataset.searchMore;
  }
  hide(!!query, "tips");
  if (!query) {
    hide(true, "body", "wait", "nothing", "status");
    part("live").textContent = "";
    return;
  }
  isAsking = true;
  part("results").setAttribute("aria-busy", "true");
  pause = ms;
  watch(0);
  const { filters, sort, off, n: size } = state;
  connection().postMessage({ ask: last, request: { query, filters, sort, off, size, rest: ms } });
  if (document.activeElement !== input || asked === query) return;
  asked = query;
  connection().postMessage({ ask: asked, suggest: asked });
}

/** @param {number} pause waits for what is next, though not without end; what comes after a pause is not late before it */
function watch(pause) {
  clearTimeout(guard);
  clearTimeout(isSlow);
  guard = setTimeout(fail, PATIENCE, "slow");
  isSlow = setTimeout(() => {
    hide(false, "wait");
    hide(true, "status", "nothing");
  }, pause + 2 * REST);
}

/** Nothing is waited for any more. */
function rest() {
  isAsking = false;
  [guard, isSlow, telling].forEach(clearTimeout);
  hide(true, "wait");
  part("results").removeAttribute("aria-busy");
}

/** @type {Connection | undefined} */
let heard;

/** @returns {Connection} */
function connection() {
  const box = /** @type {Box} */ (window.thaiSearch);
  const made = box.connect();
  if (heard !== made) {
    heard = made;
    made.addEventListener("message", hear, { signal });
    // The engine goes on in the page then; what was asked went with the worker.
    made.addEventListener("error", () => setTimeout(search), { signal });
  }
  return made;
}

/** @param {MessageEvent} message */
function hear({ data }) {
  if (data.answer === last) show(data.of, data.last);
  else if (data.failed?.ask === last && data.failed.request) fail(data.trouble);
  else if (data.suggested === asked) suggest(data.texts);
}

let asked = "";

/** @param {string[]} texts */
function suggest(texts) {
  part("suggestions").replaceChildren(...texts.map((text) => made("option", text)));
}

/** @param {string} name of a trouble */
function fail(name) {
  rest();
  hide(true, "status", "nothing");
  hide(false, "trouble");
  part("trouble-text").textContent = words.trouble[name];
  hide(name === "stale" || name === "unsupported", "retry");
  hide(name !== "stale", "reload");
  hide(name !== "unsupported", "indices");
  if (!answer?.results.length) hide(true, "body");
}

// --- Showing -----------------------------------------------------------------------------------

/** @param {Told} told @param {boolean} isLast */
function show(told, isLast) {
  if (isLast && !told.complete && !told.trouble) return;
  answer = told;
  // It may come after all, when the reader has been told that it takes too long.
  hide(true, "trouble");
  if (told.results.length || isLast) showResults(told);
  if (!isLast) {
    isAsking = false;
    return watch(pause);
  }
  rest();
  if (told.trouble) return fail(told.trouble);
  showCounts(told);
}

/** @param {HTMLElement} element @param {Piece[]} pieces */
function write(element, pieces) {
  element.replaceChildren(...pieces.map(({ text, marked }) => (marked ? made("mark", text) : text)));
}

/** @param {Told["results"][number]} result @param {number} place */
function resultOf(result, place) {
  const row = copy("result");
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
  const title = part("title", row);
  const about = part("about", row);
  const excerpt = part("excerpt", row);
  link.href = result.address;
  [title, about, excerpt].forEach((one) => (one.id = `${one.className}-${place}`));
  link.setAttribute("aria-labelledby", title.id);
  link.setAttribute("aria-describedby", `${about.id} ${excerpt.id}`);
  write(title, result.title);
  write(excerpt, result.excerpt);
  for (const fact of [result.kind, result.label, result.date]) if (fact) about.append(made("span", fact));
  return row;
}

/** @param {Told} told */
function showResults(told) {
  hide(false, "body");
  for (const group of ["literal", "more", "related"]) {
    const rows = told.results.flatMap((one, i) => (one.group === group ? [resultOf(one, i)] : []));
    const section = part(group);
    part("list", section).replaceChildren(...rows);
    section.hidden = !rows.length;
  }
  const rows = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-search-result]"));
  if (focusFrom >= 0 && rows[focusFrom]) {
    rows[focusFrom].focus();
    focusFrom = -1;
  }
}

/** @param {Told} told an answer that is whole */
function showCounts(told) {
  const { total, more, exact, results, related, said } = told;
  const isLiteral = results.some(({ group }) => group === "literal");
  const isFiltered = chosen().length > 0;
  let text = say(isFiltered ? words.none_filtered : words.none, { q: told.query });
  if (isLiteral) {
    text = say(exact ? words.found : words.about, { n: total });
    if (more) text += ` ${say(words.and_more, { n: more })}`;
  } else if (total) text = say(words.only_more, { n: total });
  else if (results.length) text = words.related_only;
  hide(false, "status");
  found.classList.remove("ts-past");
  found.dataset.searchTotal = String(total);
  found.textContent = text;
  telling = setTimeout(() => (part("live").textContent = text), QUIET);

  const focused = document.activeElement?.id ?? "";
  const rows = rowsOf(said);
  part("said-list").replaceChildren(...rows);
  part("readings-name").textContent = part("said-what")?.textContent;
  readings.open ||= !results.length;
  readings.hidden = !rows.length;
  hide(!more && !rows.length, "more");
  counts[1].textContent = more ? say(words.pages, { n: more }) : "";
  counts[more ? 1 : 0].dataset.searchMore = String(more);

  showFacets(told);
  showChosen();
  document.getElementById(focused)?.focus();
  hide(!results.length, "sorting");
  hide(total > 0, "nothing");
  hide(state.off.length > 0, "tried");
  hide(!isFiltered, "without-filters");
  const all = (isLiteral ? total : 0) + more + related;
  const n = results.length < state.n ? 0 : all - results.length;
  hide(n <= 0, "further");
  part("further-text").textContent = say(words.further, { n });
  restore();
}

/** @param {Said[]} said @returns {HTMLElement[]} a row for each kind: that is what can be switched, even where nothing shows it */
function rowsOf(said) {
  const kinds = new Set([...said.map(({ kind }) => kind), ...state.off]);
  return [...kinds].flatMap((kind) => {
    const alike = said.filter((one) => one.kind === kind);
    return kind.endsWith("-offer") ? alike.map(offerOf) : readingOf(kind, alike);
  });
}

/** @param {Said} offer */
function offerOf({ to }) {
  const row = copy("offer");
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
  link.textContent = say(words.offer, { to });
  link.href = addressOf({ ...state, q: to, off: [], n: SIZE });
  return row;
}

/** @param {string} kind @param {Said[]} said */
function readingOf(kind, said) {
  const off = state.off.includes(kind);
  const row = copy("said");
  const what = part("said-what", row);
  const button = part("button", row);
  // What a kind that is off might have been is not known, unless it is but one.
  for (const { from, to, count } of off && said[1] ? [] : said) {
    const line = made("p", say(words[`said_${kind}`] ?? words.said, { from, to }), "ts-said-text");
    if (!off) line.append(" ", made("span", say(words.pages, { n: count }), "ts-said-count"));
    what.append(line);
  }
  what.append(made("span", words.readings[kind]), " ", made("span", off ? words.is_off : ""));
  what.id = `ts-said-${kind}`;
  button.id = `ts-switch-${kind}`;
  button.textContent = words[off ? "switch_on" : "switch_off"];
  button.setAttribute("aria-describedby", what.id);
  row.classList.toggle("ts-is-off", off);
  onPress(button, () => go({ off: off ? state.off.filter((one) => one !== kind) : [...state.off, kind] }, "push"));
  return row;
}

/** @type {Map<string, boolean>} facets whose long list is open */
const opened = new Map();
/** @type {Map<string, string>} what was typed to find a value in a long list */
const narrowed = new Map();

/** @param {Told} told */
function showFacets({ facets }) {
  const shown = facets.filter(({ name, values }) => words.facets[name] && values.length);
  part("facets").replaceChildren(...shown.map(({ name, values }) => facetOf(name, values)));
  filters.hidden = !shown.length;
}

/** @param {string} name @param {Answer["facets"][number]["values"]} values */
function facetOf(name, values) {
  const facet = copy("facet");
  const list = part("values", facet);
  const toggle = /** @type {HTMLButtonElement} */ (part("toggle", facet));
  const field = /** @type {HTMLInputElement} */ (part("narrow", facet));
  part("legend", facet).textContent = words.facets[name];
  toggle.id = `ts-toggle-${name}`;
  field.id = `ts-narrow-${name}`;
  field.placeholder = say(words.narrow, { name: words.facets[name] });
  field.setAttribute("aria-label", field.placeholder);
  field.value = narrowed.get(name) ?? "";
  const rows = values.map(({ value, count, chosen }, place) => {
    const row = copy("value");
    const box = /** @type {HTMLInputElement} */ (row.querySelector("input"));
    box.id = `ts-${name}-${value}`.replace(/\s/g, "-");
    box.name = name;
    box.value = value;
    box.checked = chosen;
    part("value", row).textContent = value;
    part("count", row).textContent = count.toLocaleString("en");
    box.addEventListener("change", () => choose(name, value, box.checked));
    return { row, label: value.toLowerCase(), stays: chosen || place < FOLD_FROM };
  });
  const arrange = () => {
    const isOpen = opened.get(name) ?? false;
    const sought = (isOpen && narrowed.get(name)) || "";
    for (const { row, label, stays } of rows) row.hidden = isOpen ? !label.includes(sought) : !stays;
    field.hidden = !isOpen || rows.length <= FIELD_FROM;
    toggle.hidden = !rows.some(({ stays }) => !stays);
    toggle.setAttribute("aria-expanded", String(isOpen));
    toggle.textContent = isOpen ? words.fewer : say(words.show_all, { n: rows.length });
  };
  onPress(toggle, () => {
    opened.set(name, !opened.get(name));
    arrange();
  });
  field.addEventListener("input", () => {
    narrowed.set(name, field.value.trim().toLowerCase());
    arrange();
  });
  list.replaceChildren(...rows.map(({ row }) => row));
  arrange();
  return facet;
}

function showChosen() {
  const all = chosen();
  part("chosen-list").replaceChildren(
    ...all.map(({ name, value }) => {
      const row = copy("chosen");
      part("chosen-text", row).textContent = `${words.facets[name]} ${value}`;
      onPress(part("button", row), () => {
        input.focus();
        choose(name, value, false);
      });
      return row;
    }),
  );
  hide(!all.length, "chosen");
  part("filters-count").textContent = all.length ? say(words.chosen_count, { n: all.length }) : "";
}

// --- Where the reader was ----------------------------------------------------------------------

const PLACE = "ts-place";
const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
let comesBack = way?.type === "back_forward" || way?.type === "reload";

/** Results come after the page, so the browser cannot scroll to where the reader was. */
function restore() {
  if (!comesBack) return;
  comesBack = false;
  try {
    const { address, y } = JSON.parse(sessionStorage.getItem(PLACE) ?? "{}");
    if (address === location.href) scrollTo(0, y);
  } catch {}
}

addEventListener(
  "pagehide",
  () => {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ address: location.href, y: scrollY }));
    } catch {}
  },
  { signal },
);

// --- What the reader does ----------------------------------------------------------------------

let typing = 0;

const type = () => goTo(input.value, "type");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  goTo(input.value, "push");
});
input.addEventListener("input", (event) => {
  clearTimeout(typing);
  // Half a word is no query; and while an answer is on its way, letters that follow each other are asked as one.
  const isHalf = /** @type {InputEvent} */ (event).isComposing;
  if (isHalf || isAsking) typing = setTimeout(type, isHalf ? COMPOSED : REST / 5);
  else type();
});
input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
input.addEventListener("blur", enterTyped);
input.addEventListener("focus", () => connection().postMessage({ wake: true }), { once: true });
sorting.addEventListener("change", () => go({ sort: sorting.value }, "push"));
for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".ts-clear"))) {
  onPress(button, () => {
    input.focus();
    go({ filters: {} }, "push");
  });
}
onPress(part("further"), () => {
  focusFrom = answer?.results.length ?? -1;
  go({ n: state.n + SIZE }, "replace");
});
onPress(part("retry"), () => {
  input.focus();
  search();
});
onPress(part("reload"), () => location.reload());
addEventListener(
  "popstate",
  () => {
    if (location.pathname !== here) return;
    clearTimeout(resting);
    resting = 0;
    state = stateOf(location.search);
    isDraft = !state.q;
    search();
  },
  { signal },
);
/** There is room for results alone on a telephone. */
const fit = () => (filters.open = readings.open = wide.matches);
wide.addEventListener("change", fit, { signal });
// Pages come and go within one with `navigation.instant`.
const pages = window.document$?.subscribe(() => {
  if (root.isConnected) return;
  left.abort();
  rest();
  clearTimeout(typing);
  clearTimeout(resting);
  pages?.unsubscribe();
});

// Where box.js could not be read, or this could not go on, unready.js says so.
if (window.thaiSearch && "replaceChildren" in root) {
  addVoice(input, part("speak"), (said) => {
    part("heard").textContent = said && words[said];
  });
  fit();
  root.classList.add("ts-ready");
  if (!state.q && !("ontouchstart" in window)) input.focus();
  search();
}
