/**
 * The worker that Material starts with each page. It loads the engine only when the box has focus or a query comes.
 */

/** @type {((message: any) => void) | undefined} */
let receive;

/** @param {any} message */
function reply(message) {
  self.postMessage(message);
}

self.addEventListener("message", ({ data }) => {
  if (data.type === 0) return reply({ type: 1 });
  // Material asks for nothing as soon as the page is there.
  if (data.data === "" && !receive) return reply({ type: 3, data: { items: [] } });
  try {
    if (!receive) {
      importScripts(`engine.js?v=${DATA.version}`);
      receive = self.thaiSearchServe(reply);
    }
    receive(data);
  } catch (error) {
    // An old browser cannot read the engine.
    reply({ failed: data, trouble: error instanceof SyntaxError ? "unsupported" : "missing" });
  }
});
