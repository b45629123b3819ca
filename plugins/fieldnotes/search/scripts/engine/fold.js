/**
 * The folded form of a text, as fieldnotes.search.folding makes it in Python; a test compares the two.
 */

const FOLD = (() => {
  const tables = DATA.fold;
  const all = (/** @type {string} */ inside) => new RegExp(`[${inside}]`, "g");
  const trailing = tables.order.join("");
  const ranks = tables.order.map((inside) => new RegExp(`[${inside}]`));
  return {
    breaks: all(tables.breaks),
    spaces: all(tables.spaces),
    deleted: all(tables.deleted),
    cased: all(tables.cased),
    whites: new RegExp(`[${tables.white}]+`, "g"),
    white: new RegExp(`[${tables.white}]`),
    digits: /[\u0e50-\u0e59]/g,
    combining: new RegExp(`[${tables.combining}]`),
    run: new RegExp(`[${trailing}]{2,}`, "g"),
    rank: (/** @type {string} */ sign) => ranks.findIndex((signs) => signs.test(sign)),
    rules: tables.rules.map(([pattern, by]) => ({ pattern: new RegExp(pattern, "g"), by })),
    suspicious: new RegExp(tables.suspicious),
    unit: new RegExp(`(?:[${tables.leading}]+|[^])(?:[${trailing}]|[^${tables.plain}])*`, "g"),
  };
})();

/** @param {string} text @returns {string} one spelling, as fieldnotes.thai.spelling.normalise */
function normalise(text) {
  return settle(text.replace(FOLD.breaks, "\n").replace(FOLD.spaces, " ").replace(FOLD.deleted, ""));
}

/** @param {string} text @returns {string} */
function settle(text) {
  if (!FOLD.suspicious.test(text)) return text;
  for (let before = ""; before !== text;) {
    before = text;
    text = text.normalize("NFC").replace(FOLD.run, sortMarks);
    for (const { pattern, by } of FOLD.rules) text = text.replace(pattern, by);
  }
  return text;
}

/** @param {string} run @returns {string} */
function sortMarks(run) {
  return [...run].sort((a, b) => FOLD.rank(a) - FOLD.rank(b)).join("");
}

/** @param {string} text @returns {string} Thai digits as Arabic ones, capitals as small letters, sign by sign */
function lower(text) {
  return text
    .replace(FOLD.digits, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(FOLD.cased, (letter) => {
      const small = letter.toLowerCase();
      return small.length === 1 ? small : letter;
    });
}

/** @param {string} text @returns {string} the folded form */
function fold(text) {
  let folded = lower(normalise(text));
  if (FOLD.combining.test(folded)) folded = normalise(folded);
  return folded.replace(FOLD.whites, " ").replace(/^ | $/g, "");
}

/** @param {string} folded @returns {string} */
function withoutSpaces(folded) {
  return folded.replace(/ /g, "");
}

/**
 * The folded form and where each of its signs, and its end, stands in the text.
 * @param {string} text
 * @returns {{text: string, offsets: number[]}}
 */
function foldWithOffsets(text) {
  const plain = text.replace(FOLD.breaks, "\n").replace(FOLD.spaces, " ");
  let folded = "";
  /** @type {number[]} */
  const offsets = [];
  const add = (/** @type {string} */ sign, /** @type {number} */ place) => {
    const white = FOLD.white.test(sign);
    if (white && (folded === "" || folded.endsWith(" "))) return;
    folded += white ? " " : sign;
    offsets.push(place);
  };
  if (!FOLD.suspicious.test(plain)) {
    const small = lower(plain);
    for (let i = 0; i < small.length; i++) add(small[i], i);
  } else {
    const places = keptPlaces(plain);
    const kept = plain.replace(FOLD.deleted, "");
    for (const unit of kept.matchAll(FOLD.unit)) {
      let small = lower(settle(unit[0]));
      if (FOLD.combining.test(small)) small = normalise(small);
      for (let i = 0; i < small.length; i++) {
        add(small[i], places[(unit.index ?? 0) + Math.min(i, unit[0].length - 1)]);
      }
    }
  }
  if (folded.endsWith(" ")) {
    folded = folded.slice(0, -1);
    offsets.pop();
  }
  offsets.push(text.length);
  return { text: folded, offsets };
}

/** @param {string} text @returns {number[]} where the signs stand that are not deleted */
function keptPlaces(text) {
  const places = [];
  let next = 0;
  for (const gone of text.matchAll(FOLD.deleted)) {
    for (; next < (gone.index ?? 0); next++) places.push(next);
    next = (gone.index ?? 0) + gone[0].length;
  }
  for (; next < text.length; next++) places.push(next);
  return places;
}
