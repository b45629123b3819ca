/**
 * What more than one script of a page needs.
 */

/**
 * @param {string} text with {n} and the like, which are filled
 * @param {Object<string, any>} facts texts, and numbers, which are grouped by thousands
 * @returns {string}
 */
function say(text, facts) {
  return text.replace(/\{(\w+)\}/g, (_, fact) => facts[fact].toLocaleString("en"));
}

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} text @param {string} [name] its class */
function made(tag, text, name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}
