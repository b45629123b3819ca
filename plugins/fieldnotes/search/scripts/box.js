/**
 * On every page, before Material's own script: starts the worker for it, wakes it when the box gets focus, and lets the
 * box hear of what was pasted or spoken. What is needed only in an open box is in rows.js, loaded then.
 */

const me = /** @type {HTMLScriptElement} */ (document.currentScript);
const here = me.src;
const fromFiles = location.protocol === "file:";
const native = window.Worker;
/** @type {HTMLInputElement | null} */
const input = document.querySelector("[data-md-component=search-query]");

/** @type {Box} */
const box = (window.thaiSearch = {
  here,
  input,
  // The search page, unless the site has a page of its own there.
  page: me.dataset.page ? new URL(fromFiles ? "index.html" : me.dataset.page, here).href : "",
  link(query) {
    const url = new URL(box.page);
    url.searchParams.set("q", query.trim());
    return url.href;
  },
  load(name, version = DATA.release) {
    const script = document.createElement("script");
    script.src = new URL(`${name}?v=${version}`, here).href;
    document.body.append(script);
    // It runs all the same.
    script.remove();
    return script;
  },
  connect: () => box.worker || (box.worker = start()),
});

/** @returns {Connection} */
function start() {
  try {
    if (!fromFiles) {
      const worker = new native(new URL("starter.js", here));
      worker.addEventListener("error", () => inPage(worker), { once: true });
      return worker;
    }
  } catch {}
  return inPage(/** @type {Connection} */ (/** @type {unknown} */ (new EventTarget())));
}

/**
 * Lets the engine run in the page where no worker may.
 * @param {Connection} connection
 */
function inPage(connection) {
  /** @type {((message: any) => void) | undefined} */
  let receive;
  /** @type {any[]} */
  let early = [];
  const reply = (/** @type {any} */ data) => {
    connection.dispatchEvent(new MessageEvent("message", { data }));
  };
  connection.postMessage = (message) => {
    if (message.type === 0) return;
    if (receive) return receive(message);
    if (message.data === "") return reply({ type: 3, data: { items: [] } });
    if (early.push(message) > 1) return;
    const script = box.load("engine.js", DATA.version);
    const fail = (/** @type {string} */ trouble) => early.splice(0).forEach((failed) => reply({ failed, trouble }));
    script.onload = () => {
      // An old browser cannot read the engine.
      if (!window.thaiSearchServe) return fail("unsupported");
      early.forEach((receive = window.thaiSearchServe(reply, DATA.version)));
    };
    script.onerror = () => fail("missing");
  };
  setTimeout(reply, 0, { type: 1 });
  return connection;
}

// Material makes one worker for its box: it is ours, so that the page and the box share it.
window.Worker = /** @type {any} */ (
  function (/** @type {string} */ url, /** @type {WorkerOptions} */ options) {
    return /search\/starter\.js$/.test(url) ? box.connect() : new native(url, options);
  }
);
window.Worker.prototype = native?.prototype;

// Material would open its box for the `?q=` of the search page: it gets it back when Material has looked.
if (document.querySelector("[data-thai-search-page]") && location.search) {
  box.asked = location.search;
  history.replaceState(history.state, "", location.pathname + location.hash);
}

if (input) {
  let timer = 0;
  const say = () => {
    wake();
    input.dispatchEvent(new Event("keyup"));
  };
  /** @type {HTMLScriptElement | undefined} */
  let rows;
  // Where it does not come, each letter asks again, and nothing but this can tell.
  const wake = () => {
    if (rows) return;
    box.connect().postMessage({ wake: true });
    rows = box.load("rows.js");
    rows.onerror = () => {
      rows = undefined;
      /** @type {Element} */ (document.querySelector(".md-search-result__meta")).textContent = DATA.missing;
    };
  };
  input.enterKeyHint = "search";
  if (input.matches(":focus")) wake();
  input.addEventListener("focus", wake);
  // Half a word is no query. Some telephones compose without end, though: there a rest is the end of the word.
  input.addEventListener("keyup", (event) => event.isComposing && event.stopImmediatePropagation(), true);
  input.addEventListener("compositionend", say);
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (/** @type {InputEvent} */ (event).isComposing) timer = setTimeout(say, 900);
    else say();
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || event.target !== input || event.isComposing || event.keyCode === 229) return;
      if (!box.page || !input.value.trim()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      location.href = box.link(input.value);
    },
    true,
  );
}

addEventListener("DOMContentLoaded", () => {
  if (box.asked) history.replaceState(history.state, "", location.pathname + box.asked + location.hash);
  box.asked = "";
  const mark = () => {
    if (new URLSearchParams(location.search).get("h")) box.load("marks.js");
  };
  // With `navigation.instant` pages come and go within this one.
  if (window.document$) window.document$.subscribe(mark);
  else mark();
});
