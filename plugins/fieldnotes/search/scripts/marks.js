/**
 * On the page that a result leads to (`?h=…`): marks what was found, however the page spells it, and goes there.
 */

const words = DATA.words;
const MARK = "mark[data-thai-search]";
const MOST_MARKS = 500;
const BLOCKS = "p,li,td,th,dd,dt,h1,h2,h3,h4,h5,h6,blockquote,pre,figcaption,summary,div,section,article";
const NOT_READ = "script,style,noscript,template,textarea,select,nav,[data-search-exclude],.headerlink,.ts-bar";

const content = document.querySelector(".md-content") ?? document.body;
const gone = new AbortController();

/** @returns {string[]} the folded terms of the address: `a b "c d"` */
function terms() {
  const asked = new URLSearchParams(location.search).get("h") ?? "";
  const written = asked.match(/"[^"]+"|[^\s"]+/g) ?? [];
  const folded = written.map((term) => fold(term.replace(/"/g, ""))).filter(Boolean);
  return [...new Set(folded)].sort((a, b) => b.length - a.length);
}

/** @returns {Text[][]} what is read on the page, in pieces of one paragraph each */
function paragraphs() {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  /** @type {Text[][]} */
  const found = [];
  /** @type {Element | null} */
  let block = null;
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const parent = /** @type {HTMLElement} */ (node.parentElement);
    if (parent.closest(NOT_READ) || !parent.getClientRects().length) continue;
    const here = parent.closest(BLOCKS);
    if (here !== block || !found.length) found.push([]);
    block = here;
    found[found.length - 1].push(node);
  }
  return found;
}

/** @param {{text: string, offsets: ArrayLike<number>}} folded whose quotes stand in no address */
function withoutQuotes({ text, offsets }) {
  if (!text.includes('"')) return { text, offsets };
  const kept = [...Array(text.length).keys()].filter((place) => text[place] !== '"');
  return {
    text: kept.map((place) => text[place]).join(""),
    offsets: [...kept, text.length].map((place) => offsets[place]),
  };
}

/** @param {string} text @param {string[]} sought @returns {[number, number][]} places in `text`, in order, apart */
function places(text, sought) {
  const { text: folded, offsets } = withoutQuotes(foldWithOffsets(text));
  /** @type {[number, number][]} */
  const found = [];
  for (const term of sought) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      let end = offsets[at + term.length];
      while (/\s/.test(text[end - 1])) end--;
      found.push([boundary(text, offsets[at], -1), boundary(text, end, 1)]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  /** @type {[number, number][]} */
  const apart = [];
  for (const [from, to] of found) {
    const last = apart[apart.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

/** @param {Text[]} nodes a paragraph @param {[number, number][]} found @param {number} first number of the first mark */
function wrap(nodes, found, first) {
  let start = 0;
  for (const node of nodes) {
    const end = start + node.data.length;
    // From the last to the first, so that what is before keeps its place.
    for (let i = found.length - 1; i >= 0; i--) {
      const [from, to] = [Math.max(found[i][0], start) - start, Math.min(found[i][1], end) - start];
      if (from >= to || !node.data.slice(from, to).trim()) continue;
      const piece = node.splitText(from);
      piece.splitText(to - from);
      const mark = document.createElement("mark");
      mark.dataset.thaiSearch = String(first + i);
      piece.replaceWith(mark);
      mark.append(piece);
    }
    start = end;
  }
}

function unmark() {
  for (const mark of document.querySelectorAll(`${MARK}, mark[data-md-highlight]`)) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
  document.querySelector(".ts-bar")?.remove();
}

/** @param {number} number @param {ScrollBehavior} behavior */
function goTo(number, behavior) {
  for (const mark of document.querySelectorAll(MARK)) {
    mark.classList.toggle("ts-here", /** @type {HTMLElement} */ (mark).dataset.thaiSearch === String(number));
  }
  document.querySelector(".ts-here")?.scrollIntoView({ block: "center", behavior });
}

/** @param {string} text @param {() => void} act @returns {HTMLButtonElement} */
function button(text, act) {
  const element = made("button", text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

/** @param {number} total @param {number} at number of the mark that stands in sight */
function addBar(total, at) {
  const bar = made("div", "", "ts-bar");
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const [shown, most] = total > MOST_MARKS ? [words.marks_many, MOST_MARKS] : [words.marks, total];
  const told = () => say(shown, { n: at + 1, total: most });
  const text = made("span", told());
  const step = (/** @type {number} */ by) => () => {
    at = (at + by + total) % total;
    goTo(at, behavior);
    text.textContent = told();
  };
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", words.marks_label);
  text.setAttribute("role", "status");
  bar.append(text);
  if (total > 1) bar.append(button(words.previous, step(-1)), button(words.next, step(1)));
  bar.append(button(words.unmark, stop));
  document.body.append(bar);
}

function stop() {
  unmark();
  gone.abort();
  const url = new URL(location.href);
  url.searchParams.delete("h");
  history.replaceState(history.state, "", url);
}

/** @param {KeyboardEvent} event */
function onEscape(event) {
  const toggle = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"));
  if (event.key === "Escape" && !toggle?.checked) stop();
}

/** @returns {HTMLElement | null} the paragraph that the address names */
function paragraph() {
  const name = location.hash.slice(1);
  try {
    return document.getElementById(decodeURIComponent(name));
  } catch {
    return document.getElementById(name);
  }
}

function mark() {
  unmark();
  const sought = terms();
  if (!sought.length) return;
  let total = 0;
  for (const nodes of paragraphs()) {
    const found = places(nodes.map((node) => node.data).join(""), sought);
    if (found.length) wrap(nodes, found, total);
    total += found.length;
    if (total > MOST_MARKS) break;
  }
  if (!total) return;
  dress();
  const anchor = paragraph();
  const marks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(MARK)]);
  const following = Node.DOCUMENT_POSITION_FOLLOWING;
  const best = marks.find((one) => !anchor || anchor.compareDocumentPosition(one) & following) ?? marks[0];
  const at = Number(best.dataset.thaiSearch);
  // The browser has gone to the paragraph; who comes back wants to be where he was.
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const comesBack = way?.type !== "navigate" || Boolean(history.state);
  const { top, bottom } = best.getBoundingClientRect();
  if (!comesBack && (!anchor || top < 0 || bottom > innerHeight)) goTo(at, "auto");
  addBar(total, at);
  addEventListener("keydown", onEscape, { signal: gone.signal });
}

mark();
// Pages come and go within this one with `navigation.instant`.
const shown = window.document$?.subscribe(() => {
  if (content.isConnected) return;
  document.querySelector(".ts-bar")?.remove();
  gone.abort();
  shown?.unsubscribe();
});
