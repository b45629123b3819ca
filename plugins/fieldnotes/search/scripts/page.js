/**
 * The search page. Its whole state stands in the address; its words stand in templates/search.html and words.yml.
 */

/** @typedef {{q: string, sort: string, off: string[], filters: Object<string, string[]>, n: number}} State */
/** @typedef {Omit<Answer, "results"> & {results: (Result & {address: string})[]}} Told */

const root = /** @type {HTMLElement} */ (document.querySelector("[data-thai-search-page]"));
const words = JSON.parse(root.dataset.words ?? "{}");
const SIZE = 20;
const FOLD_FROM = 8;
const FIELD_FROM = 20;
const REST = 150;
const PATIENCE = 20000;

/** @template {HTMLElement} [T=HTMLElement] @param {string} name @param {ParentNode} [within] @returns {T} */
function part(name, within = root) {
  return /** @type {T} */ (within.querySelector(`.ts-${name}`));
}

/** @param {string} name @returns {HTMLElement} a copy of what a template of the page holds */
function copy(name) {
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector(`template[data-part="${name}"]`));
  const { firstElementChild } = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  return /** @type {HTMLElement} */ (firstElementChild);
}

/** @param {number} n */
function number(n) {
  return n.toLocaleString("en");
}

/** @param {string} name @param {Object<string, string | number>} [facts] @returns {string} */
function say(name, facts = {}) {
  return words[name].replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ fact) => {
    const value = facts[fact];
    return typeof value === "number" ? number(value) : value;
  });
}

const form = part("form");
const input = /** @type {HTMLInputElement} */ (part("input"));
const sorting = /** @type {HTMLSelectElement} */ (part("sort"));
const filters = /** @type {HTMLDetailsElement} */ (part("filters"));
const wide = matchMedia("(min-width: 60em)");

// --- State and address -------------------------------------------------------------------------

/** @returns {State} */
function stateOf(/** @type {string} */ search) {
  const asked = new URLSearchParams(search);
  /** @type {Object<string, string[]>} */
  const chosen = {};
  for (const name of Object.keys(words.facets)) {
    const values = asked.getAll(name).filter(Boolean);
    if (values.length) chosen[name] = values;
  }
  const sort = asked.get("sort") ?? "";
  return {
    q: asked.get("q") ?? "",
    sort: ["newest", "oldest"].includes(sort) ? sort : "relevance",
    off: (asked.get("off") ?? "").split(",").filter(Boolean),
    filters: chosen,
    n: Math.min(1000, Math.max(SIZE, Number(asked.get("n")) || 0)),
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
  return location.pathname + (search && `?${search}`);
}

let state = stateOf(window.thaiSearch?.asked || location.search);
/** Whether the entry of the history is one that typing may still change. */
let isDraft = !state.q;

/** @param {Partial<State>} change @param {"push" | "type" | "replace"} way */
function go(change, way) {
  state = { ...state, n: SIZE, ...change };
  const address = addressOf(state);
  if (address !== location.pathname + location.search) {
    if (way === "replace" || (way === "type" && isDraft)) history.replaceState(history.state, "", address);
    else history.pushState(null, "", address);
  }
  isDraft = way === "type" || (way === "replace" && isDraft);
  search();
}

/** @param {string} q @param {"push" | "type"} way */
function goTo(q, way) {
  if (q.trim() !== state.q.trim()) go({ q, off: [] }, way);
  else if (way === "push") {
    isDraft = false;
    search();
  }
}

/** @param {string} name @param {string} value @param {boolean} on */
function choose(name, value, on) {
  const others = (state.filters[name] ?? []).filter((one) => one !== value);
  const { [name]: _, ...rest } = state.filters;
  const values = on ? [...others, value] : others;
  go({ filters: values.length ? { ...rest, [name]: values } : rest }, "push");
}

// --- Asking ------------------------------------------------------------------------------------

let last = 0;
let guard = 0;
let isSlow = 0;
/** @type {Told | undefined} */
let answer;
let focusFrom = -1;

function search() {
  const query = state.q.trim();
  const id = ++last;
  clearTimeout(guard);
  clearTimeout(isSlow);
  if (input.value.trim() !== query) input.value = state.q;
  sorting.value = state.sort;
  document.title = query ? say("title", { q: query }) + words.site : words.plain_title + words.site;
  part("trouble").hidden = true;
  part("status").hidden = true;
  part("nothing").hidden = true;
  part("tips").hidden = Boolean(query);
  if (!query) {
    part("body").hidden = part("wait").hidden = true;
    part("live").textContent = "";
    return;
  }
  part("results").setAttribute("aria-busy", "true");
  isSlow = setTimeout(() => (part("wait").hidden = false), 300);
  guard = setTimeout(() => trouble("slow"), PATIENCE);
  const { filters, sort, off, n } = state;
  connection().postMessage({ ask: id, request: { query, filters, sort, off, from: 0, size: n } });
}

/** @returns {Connection} */
function connection() {
  const box = /** @type {Box} */ (window.thaiSearch);
  const made = box.connect();
  if (!heard.has(made)) {
    heard.add(made);
    made.addEventListener("message", hear);
    // The engine goes on in the page then; what was asked went with the worker.
    made.addEventListener("error", () => setTimeout(search));
  }
  return made;
}
const heard = new WeakSet();

/** @param {MessageEvent} message */
function hear({ data }) {
  if (!root.isConnected) return;
  if (data.answer === last && state.q.trim()) show(data.of, data.last);
  else if (data.failed?.ask === last && data.failed.request) trouble("missing");
  else if (data.suggested === asked) suggest(data.texts);
}

let asked = "";

/** @param {string[]} texts */
function suggest(texts) {
  part("suggestions").replaceChildren(
    ...texts.slice(0, 8).map((text) => {
      const option = document.createElement("option");
      option.value = text;
      return option;
    }),
  );
}

/** @param {string} name */
function trouble(name) {
  clearTimeout(guard);
  clearTimeout(isSlow);
  part("wait").hidden = true;
  part("results").removeAttribute("aria-busy");
  part("trouble").hidden = false;
  part("trouble-text").textContent = words.trouble[name];
  part("retry").hidden = name === "stale" || name === "unsupported";
  part("reload").hidden = name !== "stale";
  part("indices").hidden = name !== "unsupported";
  if (!answer?.results.length) part("body").hidden = true;
}

// --- Showing -----------------------------------------------------------------------------------

/** @param {Told} told @param {boolean} isLast */
function show(told, isLast) {
  if (isLast && !told.complete && !told.trouble) return;
  answer = told;
  if (told.results.length || isLast) showResults(told);
  if (!isLast) return;
  clearTimeout(guard);
  clearTimeout(isSlow);
  part("wait").hidden = true;
  part("results").removeAttribute("aria-busy");
  if (told.trouble) trouble(told.trouble);
  else showCounts(told);
}

/** @param {HTMLElement} element @param {Piece[]} pieces */
function write(element, pieces) {
  element.replaceChildren(
    ...pieces.map(({ text, marked }) => {
      if (!marked) return text;
      const mark = document.createElement("mark");
      mark.textContent = text;
      return mark;
    }),
  );
}

/** @param {Told["results"][number]} result @param {number} place */
function resultOf(result, place) {
  const row = copy("result");
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
  const title = part("title", row);
  const about = part("about", row);
  const excerpt = part("excerpt", row);
  link.href = result.address;
  title.id = `ts-title-${place}`;
  excerpt.id = `ts-excerpt-${place}`;
  about.id = `ts-about-${place}`;
  link.setAttribute("aria-labelledby", title.id);
  link.setAttribute("aria-describedby", `${about.id} ${excerpt.id}`);
  write(title, result.title);
  write(excerpt, result.excerpt);
  const facts = [result.kind, result.label, result.date].filter(Boolean).map((text) => {
    const fact = document.createElement("span");
    fact.textContent = text;
    return fact;
  });
  about.replaceChildren(...facts);
  return row;
}

/** @param {Told} told */
function showResults(told) {
  part("body").hidden = !told.results.length && !Object.keys(state.filters).length;
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
  const { total, more, exact } = told;
  const isLiteral = told.results.some(({ group }) => group === "literal");
  const status = part("status");
  const heading = part("more-count");
  const isFiltered = Object.keys(state.filters).length > 0;
  let text = say(isFiltered ? "none_filtered" : "none", { q: told.query });
  if (isLiteral) {
    text = say(exact ? "found" : "about", { n: total });
    if (more) text += ` ${say("and_more", { n: more })}`;
  } else if (total) text = say("only_more", { n: total });
  else if (told.results.length) text = words.related_only;
  status.hidden = false;
  status.dataset.searchTotal = String(total);
  status.textContent = part("live").textContent = text;

  showReadings(told);
  part("more").hidden = !more && !told.said.length;
  heading.textContent = more ? say("pages", { n: more }) : "";
  for (const one of [status, heading]) delete one.dataset.searchMore;
  (more ? heading : status).dataset.searchMore = String(more);

  showFacets(told);
  showChosen();
  part("body").hidden = !told.results.length && !told.said.length && !isFiltered;
  part("sorting").hidden = !told.results.length;
  part("nothing").hidden = total > 0 || told.said.some(({ off }) => off);
  part("without-filters").hidden = !isFiltered;
  const all = isLiteral ? total + more : told.results.length < SIZE ? told.results.length : Math.max(total, more);
  const left = all - told.results.length;
  const further = part("further");
  further.hidden = left <= 0;
  part("further-text").textContent = say("further", { n: left });
  restore();
}

/** @param {Told} told */
function showReadings({ said }) {
  part("said-list").replaceChildren(...said.map(readingOf));
}

/** @param {Said} reading @param {number} place */
function readingOf({ kind, from, to, count, off }, place) {
  if (kind.endsWith("-offer")) {
    const row = copy("offer");
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
    link.textContent = say("offer", { to });
    link.href = addressOf({ ...state, q: to, off: [], n: SIZE });
    return row;
  }
  const row = copy("said");
  const text = part("said-text", row);
  const button = /** @type {HTMLButtonElement} */ (row.querySelector("button"));
  text.id = `ts-said-${place}`;
  text.textContent = say(words[`said_${kind}`] ? `said_${kind}` : "said", { from, to });
  part("said-kind", row).textContent = words.readings[kind] ?? "";
  part("said-count", row).textContent = off ? words.is_off : say("pages", { n: count });
  button.textContent = words[off ? "switch_on" : "switch_off"];
  button.setAttribute("aria-describedby", text.id);
  row.classList.toggle("ts-is-off", off);
  button.addEventListener("click", () => {
    const others = state.off.filter((one) => one !== kind && one !== "all");
    go({ off: off ? others : [...others, kind] }, "push");
  });
  return row;
}

/** @type {Map<string, boolean>} facets whose long list is open */
const opened = new Map();
/** @type {Map<string, string>} what was typed to find a value in a long list */
const narrowed = new Map();

/** @param {Told} told */
function showFacets({ facets }) {
  const { activeElement } = document;
  const focused = activeElement && filters.contains(activeElement) ? activeElement.id : "";
  const shown = facets.filter(({ name, values }) => words.facets[name] && values.length);
  part("facets").replaceChildren(...shown.map(({ name, values }) => facetOf(name, values)));
  filters.hidden = !shown.length;
  if (focused) document.getElementById(focused)?.focus();
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
  field.setAttribute("aria-label", say("narrow", { name: words.facets[name] }));
  field.placeholder = field.getAttribute("aria-label") ?? "";
  field.value = narrowed.get(name) ?? "";
  const rows = values.map(({ value, count, chosen }, place) => {
    const row = copy("value");
    const box = /** @type {HTMLInputElement} */ (row.querySelector("input"));
    box.id = `ts-${name}-${value}`.replace(/\s/g, "-");
    box.name = name;
    box.value = value;
    box.checked = chosen;
    part("value", row).textContent = value;
    part("count", row).textContent = number(count);
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
    toggle.textContent = isOpen ? words.fewer : say("show_all", { n: rows.length });
  };
  toggle.addEventListener("click", () => {
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
  const chosen = Object.entries(state.filters).flatMap(([name, values]) => values.map((value) => ({ name, value })));
  part("chosen-list").replaceChildren(
    ...chosen.map(({ name, value }) => {
      const row = copy("chosen");
      const button = /** @type {HTMLButtonElement} */ (row.querySelector("button"));
      part("chosen-text", row).textContent = `${words.facets[name]} ${value}`;
      button.addEventListener("click", () => {
        input.focus();
        choose(name, value, false);
      });
      return row;
    }),
  );
  part("chosen").hidden = !chosen.length;
  part("filters-count").textContent = chosen.length ? say("chosen_count", { n: chosen.length }) : "";
}

// --- Where the reader was ----------------------------------------------------------------------

const PLACE = "thai-search-place";
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

addEventListener("pagehide", () => {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify({ address: location.href, y: scrollY }));
  } catch {}
});

// --- What the reader does ----------------------------------------------------------------------

let rest = 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(rest);
  goTo(input.value, "push");
});
input.addEventListener("input", (event) => {
  clearTimeout(rest);
  const isHalf = /** @type {InputEvent} */ (event).isComposing;
  rest = setTimeout(() => {
    goTo(input.value, "type");
    asked = input.value;
    if (asked.trim()) connection().postMessage({ ask: asked, suggest: asked });
  }, isHalf ? 6 * REST : REST);
});
input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
input.addEventListener("focus", () => connection().postMessage({ wake: true }), { once: true });
sorting.addEventListener("change", () => go({ sort: sorting.value }, "push"));
for (const button of root.querySelectorAll(".ts-clear")) {
  button.addEventListener("click", () => {
    input.focus();
    go({ filters: {} }, "push");
  });
}
part("further").addEventListener("click", () => {
  focusFrom = answer?.results.length ?? -1;
  go({ n: state.n + SIZE }, "replace");
});
part("retry").addEventListener("click", () => {
  input.focus();
  search();
});
part("reload").addEventListener("click", () => location.reload());
addEventListener("popstate", () => {
  if (!root.isConnected) return;
  state = stateOf(location.search);
  isDraft = !state.q;
  search();
});
addVoice(input, part("speak"), (said) => {
  part("heard").textContent = said && words[said];
});

const arrangeFilters = () => (filters.open = wide.matches);
wide.addEventListener("change", arrangeFilters);
arrangeFilters();
root.classList.add("ts-ready");
if (!state.q && !("ontouchstart" in window)) input.focus();
search();
