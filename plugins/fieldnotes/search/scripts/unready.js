/**
 * For a browser that cannot read page.js, or did not get it: the search page says so. In the JavaScript of 2009.
 */

(function () {
  /** @returns {any} */
  function part(/** @type {string} */ name) {
    return document.querySelector(name);
  }

  function look() {
    var root = part("[data-thai-search-page]");
    if (!root || /ts-ready/.test(root.className)) return;
    part(".ts-trouble-text").textContent = JSON.parse(root.getAttribute("data-words")).trouble.unready;
    part(".ts-retry").hidden = true;
    part(".ts-reload").onclick = function () {
      location.reload();
    };
    part(".ts-trouble").hidden = false;
    // Material opens its own box for a query in the address, and that is as dead.
    var box = part("#__search");
    if (box) box.checked = false;
  }

  // With `navigation.instant` the page has long been there when the scripts of its content come.
  if (document.readyState === "complete") setTimeout(look, 5000);
  else window.addEventListener("load", look);
})();
