// How a benchmark asks a page: put before every page's own scripts.
// An engine's own file gives benchmark.box(), benchmark.first() and benchmark.answer(query).
window.benchmark = {
  /** Type a whole text at once, as pasting does, and tell the page of it as browsers do. */
  put(text) {
    const box = benchmark.box();
    box.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, text);
    box.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, key: text.slice(-1) }));
  },

  isVisible(element) {
    return Boolean(element && element.getClientRects().length && element.textContent.trim());
  },

  /** Ask, and return the milliseconds until the first result can be seen, since then and since the page
   *  was opened; null where none came in time. */
  timeToFirst(text, patience) {
    const start = performance.now();
    benchmark.put(text);
    if (benchmark.submit) {
      benchmark.submit();
    }
    return benchmark.shown(start, patience);
  },

  shown(start, patience) {
    return new Promise((resolve) => {
      const look = () => {
        if (benchmark.isVisible(benchmark.first())) {
          resolve({ sinceAsked: performance.now() - start, sinceOpened: performance.now() });
        } else if (performance.now() - start > patience) {
          resolve(null);
        } else {
          requestAnimationFrame(look);
        }
      };
      look();
    });
  },

  /** Type one letter more, and return the milliseconds until the page changed for the last time. */
  keystroke(text, quiet, patience) {
    return new Promise((resolve) => {
      const start = performance.now();
      let last = start;
      const watcher = new MutationObserver(() => (last = performance.now()));
      watcher.observe(document.body, {
        subtree: true, childList: true, characterData: true, attributes: true,
      });
      benchmark.heard = () => (last = performance.now());
      benchmark.put(text);
      const wait = () => {
        const now = performance.now();
        const settled = benchmark.isWaiting ? !benchmark.isWaiting() : true;
        if ((settled && now - last > quiet) || now - start > patience) {
          watcher.disconnect();
          resolve(settled ? last - start : patience);
        } else {
          setTimeout(wait, 10);
        }
      };
      setTimeout(wait, 10);
    });
  },
};
