/**
 * For what stands outside the search page: loads the style, once. That of the search page goes with it where pages come and
 * go within one.
 */
function dress() {
  if (document.querySelector('link[href*="/thai-search.css"]')) return;
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL(`thai-search.css?v=${DATA.release}`, window.thaiSearch.here).href;
  document.body.append(style);
}
