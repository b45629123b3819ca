/**
 * What stands in Material's open box beside Material's own rows: the exact count, suggestions, the way to the search
 * page, trouble, and a button to speak. Loaded when the box gets focus.
 */

const box = /** @type {Box} */ (window.thaiSearch);
const words = DATA.words;
const input = /** @type {HTMLInputElement} */ (box.input);
const output = /** @type {HTMLElement} */ (document.querySelector("[data-md-component=search-result]"));
const count = /** @type {HTMLElement} */ (output.firstElementChild);
const list = /** @type {HTMLElement} */ (output.querySelector("ol"));
const MOST_SUGGESTIONS = 3;
/** What Material says of an empty box. */
const { "search.result.placeholder": placeholder } = JSON.parse(
  document.querySelector("#__config")?.textContent ?? "",
).translations;

dress();

const suggestions = made("ul", "", "ts-suggestions");
suggestions.setAttribute("aria-label", words.suggestions);
const all = made("a", "", "ts-all md-search-result__link");
all.tabIndex = -1;
suggestions.hidden = all.hidden = true;
// Between and behind what Material fills, within what its arrow keys walk through.
count.after(suggestions);
output.append(all);
count.setAttribute("role", "status");
input.setAttribute("aria-label", words.label);
// As on the search page: so much of a query is read.
input.maxLength = 500;

/** @param {string[]} texts @param {string} query */
function suggest(texts, query) {
  const shown = texts.filter((text) => text !== query.trim()).slice(0, MOST_SUGGESTIONS);
  suggestions.replaceChildren(
    ...shown.map((text) => {
      const row = made("li", "");
      const link = made("a", text, "md-search-result__link ts-suggestion");
      link.href = box.link(text);
      link.tabIndex = -1;
      row.append(link);
      return row;
    }),
  );
  suggestions.hidden = !shown.length || !box.page;
}

/** @param {any} data @returns {string} */
function counted({ total, exact, more, group, trouble, last }) {
  if (trouble) return words[trouble];
  if (!last) return words.searching;
  if (group === "related") return words.related;
  if (!total) return words.none;
  if (group !== "literal") return say(words.only_more, { n: total });
  const found = say(exact ? words.found : words.about, { n: total });
  return more ? `${found} ${say(words.and_more, { n: more })}` : found;
}

/** @param {any} data @returns {HTMLElement[]} how it was read, where it did not stand there as it was typed: a line or two */
function readings({ total, group, said, trouble, last }) {
  if (trouble || !last || !total || group !== "more") return [];
  const texts = said
    .filter((/** @type {Said} */ one) => !one.off && one.count)
    .map((/** @type {Said} */ { kind, from, to }) => say(words[`said_${kind}`] ?? words.said, { from, to }));
  return [made("span", texts.join(" · "), "ts-read")];
}

/** @param {any} data what Material has just shown */
function show(data) {
  const query = (data.query ?? "").trim();
  if (query !== input.value.trim()) return;
  if (!data.said) {
    // Material takes a blank, which is no query, for one that found nothing.
    count.textContent = placeholder;
    suggest([], "");
    all.hidden = true;
    return;
  }
  count.replaceChildren(counted(data), " ", ...readings(data));
  all.hidden = !box.page;
  if (!box.page) return;
  all.href = box.link(query);
  const n = data.total + (data.group === "literal" ? data.more : 0);
  all.textContent = data.last && data.total ? say(data.exact ? words.all : words.all_about, { n }) : words.to_page;
}

/** @param {any} data a message of the worker, after Material has read it */
function hear(data) {
  if (data.type === 3 || data.counted) show(data.counted ?? data.data);
  else if (data.suggestions && data.query === input.value) suggest(data.suggestions, data.query);
  else if (data.failed?.type === 2) {
    count.textContent = words[data.trouble];
    all.hidden = true;
  }
}

box.connect().addEventListener("message", ({ data }) => hear(data));

// Material shows no text of an address with a paragraph: the paragraph comes to it when the row is there.
new MutationObserver(() => {
  for (const anchor of list.querySelectorAll("[data-anchor]")) {
    const link = /** @type {HTMLAnchorElement} */ (anchor.closest("a"));
    link.hash = /** @type {HTMLElement} */ (anchor).dataset.anchor ?? "";
    anchor.remove();
  }
}).observe(list, { childList: true });

// The form's own button clears without a word to anybody.
input.form?.addEventListener("reset", () =>
  setTimeout(() => input.dispatchEvent(new Event("input", { bubbles: true }))),
);

const speak = made("button", "", "md-search__icon md-icon ts-voice");
speak.type = "button";
speak.hidden = true;
speak.title = words.speak;
speak.setAttribute("aria-label", words.speak);
input.form?.querySelector(".md-search__options")?.prepend(speak);
addVoice(input, speak, (said) => {
  if (said) count.textContent = words[said];
});

// What was typed before this was here is asked again, unless the answer is still to come.
if (input.value.trim()) box.connect().postMessage({ type: 2, data: input.value });
