/**
 * The worker that Material starts with each page. It loads the engine only when the box has focus or a query comes.
 */

/** @type {((message: any) => void) | undefined} */
let receive;

/** @param {any} message */
function reply(message) {
  self.postMessage(message);
}

/** What every query needs of the index comes while the engine is still on its way. */
function fetchEarly() {
  self.thaiSearchEarly = new Map(DATA.early.map((path) => [path, fetch(path)]));
  // Where it fails, the engine asks again and says what is wrong.
  for (const asked of self.thaiSearchEarly.values()) asked.catch(() => {});
}

self.addEventListener("message", ({ data }) => {
  if (data.type === 0) return reply({ type: 1 });
  // Material asks for nothing as soon as the page is there.
  if (data.data === "" && !receive) return reply({ type: 3, data: { items: [] } });
  try {
    if (!receive) {
      fetchEarly();
      importScripts(`engine.js?v=${DATA.version}`);
      receive = self.thaiSearchServe(reply, DATA.version);
    }
    receive(data);
  } catch (error) {
    // An old browser cannot read the engine.
    reply({ failed: data, trouble: error instanceof SyntaxError ? "unsupported" : "missing" });
  }
});
