/**
 * What a query may mean besides what it says: the habits of people who search in Thai. Pure functions; every Thai word
 * is in habits.yml.
 *
 *   alternatives(terms, habits, names)    other ways to write a piece of the query; always tried
 *   fallbacks(query, habits, lexicon)     other queries, for when nothing was found
 *   readHabits(habits, names)             the tables of both, made once and kept for the same two objects
 *
 * An alternative is compared without spaces. Where it begins or ends with a digit, no other digit may touch it in the
 * text, but zeros before it: "5/49" is in "05/49" and not in "15/49".
 */

/** @typedef {{from: number, to: number, text: string, kind: string, said: [string, string]}} Alternative */
/** @typedef {{kind: string, query: string, said: [string, string]}} Fallback */
/**
 * habits.yml, where each table is explained.
 * @typedef {{
 *   short: {name: string[][], number: string[][], word: string[][], kept: string[]},
 *   plain: string, heads: string[][], shortened: string[], unshortened: string[],
 *   doubled: string[],
 *   signs: {shortening: string, repetition: string},
 *   era: {buddhist: string[], common: string[], year: string[], meeting: string, between: string[],
 *     months: string[][], forms: Object<string, string[]>},
 *   sum: {digits: string[], powers: string[], twenty: string, one: string, ordinal: string, figures: string[],
 *     names: string[], units: string[], things: string[]},
 *   keyboard: string[][],
 *   question: {ends: string[], many: string[], starts: string[], weak: string[], alone: string[]},
 *   pdf: {glyphs: string}, joining: string[]
 * }} Habits
 */
/** @typedef {Alternative & {weight: number, tight: string}} Found   the lower the weight, the likelier */
/** @typedef {(start: number, end: number, text: string, kind: string, weight: number, said?: [string, string]) => void} Put */
/** @typedef {(start: number, end: number, text: string, groups: Object<string, string>) => void} Use */
/** @typedef {{line: string, starts: number[], terms: string[], found: Found[], taken: [number, number][], put: Put}} Sheet */
/** @typedef {ReturnType<typeof makeReadings>} Readings */

const MOST_ALTERNATIVES = 24;
const LONGEST_READ = 400;
const CONSONANTS = /^[\u0e01-\u0e2e]+$/;
const THAI = /[\u0e01-\u0e4e]/;
const NUMERAL = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
const FREE = "(?<![\\d/.,:-])";
const YEAR = "(?<y>\\d{4}|\\d{2})(?!\\d|[-/.,:]\\d)";

/** @type {Readings | undefined} */
let keptReadings;

/** @param {Habits} habits @param {string[][]} names @returns {Readings} */
function readHabits(habits, names) {
  if (keptReadings?.habits !== habits || keptReadings.names !== names) keptReadings = makeReadings(habits, names);
  return keptReadings;
}

/** @param {Habits} habits @param {string[][]} names */
function makeReadings(habits, names) {
  const { short, era, sum, question } = habits;
  /** @type {Map<string, {place: "name" | "number" | "word", others: string[]}[]>} */
  const forms = new Map(short.kept.map((word) => [word, []]));
  /** @type {["name", "number", "word"]} */
  const places = ["name", "number", "word"];
  for (const place of places) {
    for (const group of short[place]) {
      for (const form of group) {
        // Of a title no short form stands for another.
        const others = place === "name" && form !== group[0] ? [group[0]] : group.filter((other) => other !== form);
        forms.set(form, [...(forms.get(form) ?? []), { place, others }]);
      }
    }
  }
  /** @type {Map<string, number>} */
  const heads = new Map();
  habits.heads.forEach((family, index) => {
    for (const head of family) heads.set(head, (heads.get(head) ?? 0) | (1 << index));
  });
  const months = new Map([["sept", 8]]);
  const monthNames = era.months.map((month) => [...month, month[2].slice(0, 3)]);
  monthNames.forEach((group, index) => group.forEach((name) => months.set(name.replace(/\./g, ""), index)));
  const month = `(?<mon>${dotless([...monthNames.flat(), "sept"])})`;
  const eras = `(?:(?<be>${dotless(era.buddhist)})|(?<ce>${dotless(era.common)}))? ?'?${YEAR}`;
  const digits = anyOf(sum.digits.slice(1));
  const powers = anyOf(sum.powers);
  const counted = [...sum.units, ...sum.things];
  const run = `(?:(?:(?:${NUMERAL}|${digits}|${sum.twenty}) ?)?(?:${powers}) ?)+(?:${digits}|${sum.one})?|${digits}`;
  /** @type {Map<string, number[]>} */
  const keys = new Map();
  /** @type {Map<string, Map<number, number>>} what is left of names without their heads -> group -> families of heads */
  const cores = new Map();
  const readings = {
    habits, names, forms, months, keys, cores,
    heads: longestFirst([...heads.keys()]).map((word) => ({ word, bits: heads.get(word) ?? 0 })),
    ignored: new RegExp(`[ .${habits.signs.shortening}]`, "g"),
    plain: new Set(habits.plain.split(" ")),
    form: all(longestFirst([...forms.keys()]).map((form) => anyOf([form]).replace(/(..)\\\.$/, "$1\\.?")).join("|")),
    shortened: all(`(?!${anyOf(habits.unshortened)})(?:${anyOf(habits.shortened)})(?=[\u0e01-\u0e2e\u0e40-\u0e44])`),
    doubled: new RegExp(`(?:${anyOf(habits.doubled)})$`),
    dates: [
      all(`${FREE}(?:(?<from>\\d{1,2}) ?- ?)?(?<d>\\d{1,2}) ?(?<stroke>[-/.]) ?(?<m>\\d{1,2}) ?\\k<stroke> ?${YEAR}`),
      all(`${FREE}(?<y>\\d{4})(?<stroke>[-/.])(?<m>\\d{1,2})\\k<stroke>(?<d>\\d{1,2})(?!\\d)`),
      all(`${month} (?<d>\\d{1,2})(?:st|nd|rd|th)?, ?(?<y>\\d{4})(?!\\d)`),
      all(`(?:${FREE}(?<from>\\d{1,2}) ?(?:${anyOf(era.between)}) ?)?(?:(?<![\\d/.,:])(?<d>\\d{1,2})(?:st|nd|rd|th)? ?)?${month},?(?: ?${eras})?`),
      all(`${FREE}(?<y>\\d{4})-(?<m>\\d{2})(?![\\d-])`),
    ],
    meetings: all(`(?:${FREE}|(?<=${era.meeting} ?))(?<n>\\d{1,3}|${run}) ?(?:/|(?<w>${anyOf(era.year)})) ?${eras}`),
    years: all(`${FREE}(?:(?<w>${anyOf(era.year)}) ?)?${eras}`),
    sums: all(`${FREE}(?:${run}|${NUMERAL})`),
    atoms: all(`${NUMERAL}|${digits}|${powers}|${sum.twenty}|${sum.one}`),
    units: new RegExp(`^ ?(?:${anyOf(sum.units)})`),
    counted: new RegExp(`^ ?(?:${anyOf(counted)})`),
    ordinals: all(`${sum.ordinal} ?(?:(?<n>\\d{1,2})(?![\\d/.,-])|(?<word>${run})(?![\u0e01-\u0e4e]))`),
    figures: new RegExp(`(?:${anyOf(sum.figures)})$`),
    ends: longestFirst([...question.ends, ...question.many.flatMap((many) => counted.map((unit) => many + unit))]),
    starts: longestFirst(question.starts),
    weak: longestFirst(question.weak),
    alone: new Set([...question.ends, ...question.starts, ...question.alone]),
  };
  names.forEach((group, index) => {
    for (const name of group) {
      const key = nameKey(name, readings);
      keys.set(key, [...(keys.get(key) ?? []).filter((other) => other !== index), index]);
      for (const { rest, bits } of coresOf(name, readings)) {
        const known = cores.get(rest) ?? new Map();
        cores.set(rest, known.set(index, (known.get(index) ?? 0) | bits));
      }
    }
  });
  return readings;
}

/** @param {string} pattern @returns {RegExp} */
function all(pattern) {
  return new RegExp(pattern, "g");
}

/** @param {string[]} words @returns {string[]} */
function longestFirst(words) {
  return [...words].sort((a, b) => b.length - a.length);
}

/** @param {string[]} words @returns {string} a pattern */
function anyOf(words) {
  return longestFirst(words).map((word) => word.replace(/[.\-]/g, "\\$&")).join("|");
}

/** @param {string[]} words @returns {string} a pattern; no dot needs to be there, and after each may be a space */
function dotless(words) {
  return anyOf(words).replace(/\\\./g, "\\.? ?").replace(/ \?(?=\||$)/g, "");
}

/** @param {string} name @param {{ignored: RegExp}} readings @returns {string} what equal names have in common */
function nameKey(name, { ignored }) {
  return name.replace(ignored, "");
}

/** @param {string} text @param {number} at @returns {boolean} whether a word may end there: no cluster is cut, nor a sign from its word */
function isCut(text, at) {
  return at <= 0 || (isBoundary(text, at) && !/[\u0e2f\u0e46]/.test(text[at] ?? ""));
}

/**
 * What is left of a name without one head, two and more, the families of these, and of the first.
 * @param {string} name
 * @param {{heads: {word: string, bits: number}[], ignored: RegExp}} readings
 * @returns {{rest: string, bits: number, first: number}[]}
 */
function coresOf(name, readings) {
  const cores = [];
  let rest = name.replace(/ /g, "");
  let bits = 0;
  let first = 0;
  for (; ;) {
    const head = readings.heads.find(({ word }) => rest.startsWith(word) && rest.length - word.length >= 4 && isCut(rest, word.length));
    if (!head) return cores;
    rest = rest.slice(head.word.length);
    bits |= head.bits;
    first ||= bits;
    cores.push({ rest: nameKey(rest, readings), bits, first });
  }
}

/**
 * @param {string[]} terms folded
 * @param {Habits} habits
 * @param {string[][]} names groups of folded names of one thing, first the full name
 * @returns {Alternative[]} the likeliest first
 */
function alternatives(terms, habits, names) {
  const readings = readHabits(habits, names);
  const sheet = makeSheet(terms);
  if (!sheet.line || sheet.line.length > LONGEST_READ) return [];
  readDates(sheet, readings);
  readDots(sheet, readings);
  readShort(sheet, readings);
  readSigns(sheet, readings);
  const rewritten = sheet.found.filter(({ kind }) => kind !== "era");
  readNames(sheet, readings);
  for (const { from, to, text, said } of rewritten) {
    for (const name of namesOf(text, readings)) {
      sheet.put(sheet.starts[from], sheet.starts[to] - 1, name, "name", 3, [said[0], name]);
    }
  }
  readSums(sheet, readings);
  /** @type {Found[]} */
  const kept = [];
  for (const one of sheet.found.sort((a, b) => a.weight - b.weight)) {
    // What finds no page that a likelier one of its kind does not find is left out.
    const isNew = !kept.some(({ from, to, tight, kind }) =>
      from === one.from && to === one.to && (kind === one.kind ? one.tight.includes(tight) : one.tight === tight));
    if (isNew && kept.length < MOST_ALTERNATIVES) kept.push(one);
  }
  return kept.map(({ from, to, text, kind, said }) => ({ from, to, text, kind, said }));
}

/** @param {string[]} terms @returns {Sheet} the terms in one line, and what is found in it */
function makeSheet(terms) {
  const line = terms.join(" ");
  const starts = [0];
  for (const term of terms) starts.push(starts[starts.length - 1] + term.length + 1);
  /** @type {Found[]} */
  const found = [];
  return {
    line, starts, terms, found, taken: [],
    // What stands from `start` to `end` in the line may be written as `text`.
    put(start, end, text, kind, weight, said) {
      while (line[start] === " ") start++;
      while (end > start && line[end - 1] === " ") end--;
      const from = starts.filter((at) => at <= start).length - 1;
      const to = starts.filter((at) => at < end).length;
      const whole = (line.slice(starts[from], start) + text + line.slice(end, starts[to] - 1)).trim();
      const tight = withoutSpaces(whole);
      // A page with what holds the typed form is found by the typed form.
      if (tight.length < 2 || tight.includes(withoutSpaces(line.slice(starts[from], starts[to])))) return;
      found.push({ from, to, text: whole, kind, said: said ?? [line.slice(start, end), text.trim()], weight, tight });
    },
  };
}

/** @param {string} line @param {RegExp} pattern @param {Use} use */
function eachMatch(line, pattern, use) {
  for (const match of line.matchAll(pattern)) {
    const start = match.index ?? 0;
    use(start, start + match[0].length, match[0], match.groups ?? {});
  }
}

/** @param {string} line @param {number} at @returns {boolean} whether a term begins or ends there */
function isEdge(line, at) {
  return at <= 0 || at >= line.length || line.slice(at - 1, at + 1).includes(" ");
}

/** @param {Sheet} sheet @param {number} start @param {number} end @returns {boolean} whether it has been read */
function isTaken({ taken }, start, end) {
  return taken.some(([from, to]) => start < to && from < end);
}

/** @param {string} text @param {Readings} readings @returns {string[]} all names of what `text` is a name of */
function namesOf(text, readings) {
  return (readings.keys.get(nameKey(text, readings)) ?? []).flatMap((group) => readings.names[group]);
}

/** @param {Sheet} sheet @param {Readings} readings */
function readNames({ line, starts, terms, put }, readings) {
  const { keys, cores, names } = readings;
  terms.forEach((term, from) => {
    const start = starts[from];
    for (let to = from + 1; to <= terms.length && to < from + 11; to++) {
      const end = starts[to] - 1;
      const typed = line.slice(start, end);
      const key = nameKey(typed, readings);
      const exact = namesOf(typed, readings);
      exact.forEach((text, index) => {
        const kind = nameKey(text, readings) !== key ? "name" : /\./.test(text + typed) ? "dots" : "sign";
        put(start, end, text, kind, 1 + index / 10);
      });
      if (exact.length) continue;
      for (const { rest, first } of [{ rest: key, first: 0 }, ...coresOf(typed, readings)]) {
        // Of several with one core it is the one that has the heads that were typed.
        const groups = rest.length < 4 ? [] : [...cores.get(rest) ?? []].filter(([, bits]) => !first || first & bits);
        const [group] = groups[0] ?? [-1];
        if (groups.length !== 1 || (keys.get(rest) ?? []).some((other) => other !== group)) continue;
        names[group]?.forEach((text, index) => put(start, end, text, "name", 5 + index / 10));
        break;
      }
    }
    // At either end of a longer term.
    for (let cut = 2; cut < term.length - 1; cut++) {
      if (!isCut(term, cut) || /^[.]|^[\u0e01-\u0e2e]{0,4}\./.test(term.slice(cut)) && CONSONANTS.test(term[cut - 1])) continue;
      for (const [left, right] of [[0, cut], [cut, term.length]]) {
        const typed = term.slice(left, right);
        for (const text of right - left > 2 ? namesOf(typed, readings) : []) {
          if (!text.includes(typed) && !typed.includes(text)) put(start + left, start + right, text, "name", 4);
        }
      }
    }
  });
}

/** @param {Sheet} sheet @param {Readings} readings */
function readDots(sheet, { plain }) {
  const { starts, terms, put } = sheet;
  terms.forEach((term, index) => {
    const start = starts[index];
    const end = start + term.length;
    if (isTaken(sheet, start, end)) return;
    const bare = term.replace(/\.$/, "");
    if (CONSONANTS.test(bare) && bare.length > 1 && bare.length < 7 && !plain.has(term)) put(start, end, [...bare, ""].join("."), "dots", 2);
    if (!/(?:[\u0e01-\u0e4e]{2}|\.[\u0e01-\u0e2ea-z])\./.test(term) || /\d/.test(term)) return;
    // Those between letters, then all.
    put(start, end, term.replace(/([\u0e01-\u0e2ea-z])\.(?=(?:[\u0e01-\u0e2ea-z]{1,3}\.)+[^.]{2})/g, "$1"), "dots", 2);
    put(start, end, term.replace(/\./g, ""), "dots", 2.1);
  });
}

/** @param {Sheet} sheet @param {Readings} readings */
function readShort({ line, put }, { form: pattern, forms, plain }) {
  /** @type {{start: number, end: number, stop: number, form: string, others: string[]}[]} */
  const places = [];
  let last = -1;
  eachMatch(line, pattern, (start, end, form) => {
    const dotted = form.endsWith(".");
    const before = line.slice(0, start).match(/[^ ]*$/)?.[0] ?? "";
    if (!isCut(line, start) || !isCut(line, end)) return;
    if (dotted || CONSONANTS.test(form)) {
      // Consonants before a short form belong to it: it is another one.
      if (/(?:^|\.)[\u0e01-\u0e2e]+$|\.$/.test(before)) return;
      if (!dotted && (before || plain.has(form) || (form.length < 3 && !isEdge(line, end)))) return;
    }
    const after = line.slice(end).match(/^ ?([^ ]*)/) ?? ["", ""];
    for (const { place, others } of forms.get(form) ?? forms.get(`${form}.`) ?? []) {
      if (place === "number" && !/^\d/.test(after[1])) continue;
      // A title before a name; and what follows a title is its name.
      if (place === "name" && ((last >= 0 && !line.slice(last, start).trim()) || !/^(?![\u0e01-\u0e2e]{1,2}\.)[\u0e01-\u0e44][\u0e01-\u0e4e]/.test(after[1]))) continue;
      places.push({ start, end, form, others, stop: place === "word" ? end : end + after[0].length });
    }
    last = end;
  });
  places.forEach(({ start, end, stop, form, others }, nth) => others.forEach((other, index) => {
    const rest = line.slice(end, stop).trim();
    const weight = (other.length > form.length ? 1.5 : 2.5) + index / 5 + (places[nth - 1]?.start === start ? 0.3 : 0);
    /** @type {[string, string]} */
    const said = [line.slice(start, stop), other + rest];
    put(start, stop, said[1], "short", weight, said);
    if (/^[\u0e01-\u0e2e]{3,}\.$/.test(other)) put(start, stop, other.slice(0, -1) + rest, "short", weight + 1, said);
  }));
  const firsts = places.filter(({ start }, nth) => places[nth - 1]?.start !== start);
  const end = firsts[firsts.length - 1]?.stop;
  if (firsts.length < 2 || line.slice(firsts[0].start, end).includes(" ")) return;
  const parts = firsts.map((one, nth) => one.others[0] + line.slice(one.end, firsts[nth + 1]?.start ?? end));
  put(firsts[0].start, end, parts.join(""), "short", 1.4);
}

/** @param {Sheet} sheet @param {Readings} readings */
function readSigns({ line, starts, terms, put }, { habits: { signs }, shortened, doubled }) {
  const { shortening, repetition } = signs;
  terms.forEach((term, index) => {
    if (!term.includes(shortening)) return;
    const joins = term.endsWith(shortening) && index + 1 < terms.length;
    const start = starts[term.startsWith(shortening) && index ? index - 1 : index];
    const end = starts[index + (joins ? 2 : 1)] - 1;
    put(start, end, line.slice(start, end).split(shortening).join(""), "sign", term.endsWith(shortening) && !joins ? 6 : 2);
  });
  eachMatch(line, shortened, (start, end, word) => put(start, end, word + shortening, "sign", 4));
  eachMatch(line, all(`([^ ${repetition}]+) ?${repetition}`), (start, end, typed) => {
    const before = typed.slice(0, -1).trim();
    const word = before.length < 7 ? before : before.match(doubled)?.[0];
    if (word) put(start, end, before + word, "sign", 2, [word + repetition, word + word]);
    put(start, end, before, "sign", 5);
  });
  eachMatch(line, /(?=(?<word>[\u0e01-\u0e4e]{2,}) ?\1)/g, (start, _, __, { word }) => {
    const end = line.indexOf(word, start + word.length) + word.length;
    const isWord = word.replace(doubled, "") === "" || isEdge(line, end);
    if (isWord && isCut(line, start) && isCut(line, end - word.length) && isCut(line, end)) put(start, end, word + repetition, "sign", 2);
  });
}

/** @param {string | undefined} typed @param {unknown} [common] @returns {number} the year of the common era, or 0 */
function commonYear(typed, common) {
  const year = Number(typed ?? 0);
  if (typed?.length === 2) return year + (common ? 2000 : 1957);
  return year >= 2400 && year <= 2599 ? year - 543 : year >= 1900 && year <= 2056 ? year : 0;
}

/** @param {number | string} number @returns {string} */
function twoFigures(number) {
  return String(number).padStart(2, "0");
}

/** @param {Sheet} sheet @param {Readings} readings */
function readDates(sheet, readings) {
  const { line, taken } = sheet;
  const { era } = readings.habits;
  /** @type {(start: number, end: number, list: string, year: number, values: Object<string, string | number | undefined>) => void} */
  const put = (start, end, list, year, values) => {
    taken.push([start, end]);
    if (year) values = { ...values, ce: year, be: year + 543, yy: twoFigures((year + 543) % 100) };
    era.forms[list].forEach((form, index) => {
      const text = form.replace(/\{(\w+)\}/g, (_, part) => String(values[part] ?? "\0"));
      if (!text.includes("\0")) sheet.put(start, end, text, "era", 1 + index / 4, [line.slice(start, end), text.replace(/^\//, "\u2026/").replace(/-$/, "")]);
    });
  };
  for (const pattern of readings.dates) {
    eachMatch(line, pattern, (start, end, typed, { from, d, m, mon, y, ce }) => {
      const month = mon ? readings.months.get(mon.replace(/[. ]/g, "")) ?? 0 : Number(m) - 1;
      const year = commonYear(y, ce);
      const day = Number(d ?? 1);
      if (isTaken(sheet, start, end) || (y && !year) || !era.months[month] || !day || day > 31) return;
      const [full, short, english] = era.months[month];
      if (mon && !isMonth(line, start, end, mon, full, d, y)) return;
      put(start, end, d ? (y ? "day" : "birthday") : y ? "month" : "name", year, {
        d: from ? `${Number(from)}-${day}` : d && day, ...(from ? {} : { s: d && day, dd: d && twoFigures(d), next: day < 28 ? day + 1 : undefined }),
        m: month + 1, mm: twoFigures(month + 1), month: full, short, bare: short.replace(/\./g, ""), english, eng: english.slice(0, 3),
      });
    });
  }
  eachMatch(line, readings.meetings, (start, end, _, { n, w, y, ce }) => {
    const number = readNumber(n, readings);
    const year = commonYear(y, ce);
    const isNamed = line.slice(0, start).trimEnd().endsWith(era.meeting);
    if (number && year && !isTaken(sheet, start, end) && (isNamed || (!w && /\d/.test(n)))) put(start, end, "meeting", year, { n: number });
  });
  eachMatch(line, readings.years, (start, end, typed, { w, be, ce, y }) => {
    const year = commonYear(y, ce);
    start += typed.search(/[^ ']/);
    if (!year || isTaken(sheet, start, end)) return;
    if (w || be || ce) put(start, end, "year", year, { w: w ?? era.year[era.year.length - 1] });
    else if (y.length > 2 && isEdge(line, start) && isEdge(line, end) && !readings.units.test(line.slice(end))) {
      put(start, end, "alone", year, {});
      // 2000 may be a number too.
      if (Number(y) === year) taken.pop();
    }
  });
}

/**
 * Whether a month is meant: without a dot, a short form may be the beginning of any word.
 * @param {string} line @param {number} start @param {number} end
 * @param {string} mon @param {string} full @param {string | undefined} d @param {string | undefined} y
 * @returns {boolean}
 */
function isMonth(line, start, end, mon, full, d, y) {
  const edges = isEdge(line, start) && isEdge(line, end);
  if (/[a-z]/.test(mon)) {
    if (/[a-z]/.test((line[start - 1] ?? "") + (line[end] ?? "")) || y?.length === 2) return false;
    return d || y ? true : mon.length > 3 && edges;
  }
  if (mon === full) return isCut(line, end);
  const dotted = mon.endsWith(".");
  return (d || dotted || isEdge(line, start)) && (y || dotted || isEdge(line, end)) ? Boolean(d || y || edges) : false;
}

/** @param {string} text @param {Readings} readings @returns {number} the whole number that figures and words write, or 0 */
function readNumber(text, { habits: { sum }, atoms }) {
  let total = 0;
  let section = 0;
  let last = Infinity;
  /** @type {number | undefined} */
  let pending;
  for (const [atom] of text.matchAll(atoms)) {
    const power = 10 ** (sum.powers.indexOf(atom) + 1);
    if (power === 1) {
      const digit = sum.digits.indexOf(atom);
      pending = atom === sum.one ? 1 : atom === sum.twenty ? 2 : digit > 0 ? digit : Number(atom.replace(/,/g, ""));
      continue;
    }
    if (power === 1e6) {
      total = (total + section + (pending ?? (total + section ? 0 : 1))) * power;
      section = 0;
    } else if (power < last) section += (pending ?? 1) * power;
    else return 0;
    pending = undefined;
    last = power === 1e6 ? Infinity : power;
  }
  const number = total + section + (pending ?? 0);
  return Math.abs(number - Math.round(number)) < 1e-6 ? Math.round(number) : 0;
}

/** @param {number} number @returns {string} */
function withCommas(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** @param {number} number @param {Habits["sum"]} sum @returns {string} */
function inWords(number, sum) {
  const { digits, powers, twenty, one } = sum;
  let words = number >= 1e6 ? inWords(Math.floor(number / 1e6), sum) + powers[5] : "";
  for (let power = 5; power >= 0; power--) {
    const digit = Math.floor(number / 10 ** power) % 10;
    if (digit && power > 0) words += (power > 1 || digit > 2 ? digits[digit] : digit > 1 ? twenty : "") + powers[power - 1];
    else if (digit) words += digit === 1 && words ? one : digits[digit];
  }
  return words;
}

/** @param {number} number @param {string[]} powers @returns {string[]} figures with power words, as 4.9 of 100,000 */
function inPowers(number, powers) {
  const power = number >= 1e6 ? 6 : String(number).length - 1;
  const factor = Math.round(number / 10 ** (power - 6)) / 1e6;
  if (power < 3 || (power === 3 && factor % 1) || /\.\d{4}/.test(String(factor))) return [];
  const written = [`${factor < 1000 ? factor : withCommas(factor)} ${powers[power - 1]}`];
  if (factor >= 1e4) written.push(...inPowers(factor, powers).map((text) => text + powers[5]));
  if (factor % 1 && number < 1e7) {
    written.push([...String(number)].map((digit, index, { length }) => digit === "0" ? "" : `${digit} ${powers[length - index - 2] ?? ""}`).filter(Boolean).join(" "));
  }
  return written;
}

/** @param {Sheet} sheet @param {Readings} readings */
function readSums(sheet, readings) {
  const { line, put } = sheet;
  const { sum } = readings.habits;
  eachMatch(line, readings.sums, (start, end, typed) => {
    typed = typed.trim();
    end = start + typed.length;
    if (isTaken(sheet, start, end) || sum.names.includes(typed)) return;
    const after = line.slice(end);
    const unit = after.match(readings.counted)?.[0] ?? "";
    const isFigures = /^[\d,.]+$/.test(typed);
    if (isFigures) {
      if (/^0|\.(?!0+$)/.test(typed) || /^(?:[-/.,:]?\d|%)/.test(after)) return;
      if (/^2[45]..$/.test(typed) && !readings.units.test(after)) return;
    } else {
      // Number words may be pieces of other words: there is an edge or a unit after them, and before them an edge, or
      // they begin with a digit and have a power.
      const hasPower = sum.powers.some((power) => typed.includes(power));
      const isBare = sum.powers.some((power) => typed.startsWith(power));
      if (!(unit || isEdge(line, end)) || (isBare && !unit) || !(isEdge(line, start) || (!isBare && (unit || hasPower) && isCut(line, start)))) return;
    }
    const number = readNumber(typed, readings);
    if (!number || number > 1e13 || (!unit && number < (isFigures ? 1000 : 100))) return;
    // A small number says something only with what is counted.
    const counted = number < 1000 ? unit : "";
    const texts = [withCommas(number), String(number), ...inPowers(number, sum.powers), inWords(number, sum)];
    texts.forEach((text, index) => put(start, end + counted.length, text + counted, "sum", 1.2 + index / 3));
  });
  eachMatch(line, readings.ordinals, (start, end, typed, { n, word }) => {
    const number = readNumber(n ?? word, readings);
    const ordinal = start + sum.ordinal.length;
    if (!number || number > 99 || readings.figures.test(line.slice(0, ordinal)) || isTaken(sheet, ordinal, end)) return;
    const text = sum.ordinal + (n ? inWords(number, sum) : String(number));
    const before = line.slice(0, start).match(/[^ ]*$/)?.[0] ?? "";
    put(start, end, text, "sum", 1.5, [before + typed, before + text]);
  });
}

/**
 * @param {string} query as typed
 * @param {Habits} habits
 * @param {(word: string) => number} lexicon in how many pages a folded word is
 * @param {boolean} [parted] whether what is typed together is parted too
 * @returns {Fallback[]} to be tried in this order where nothing was found
 */
function fallbacks(query, habits, lexicon, parted = true) {
  const readings = keptReadings?.habits === habits ? keptReadings : readHabits(habits, []);
  const typed = fold(query);
  if (!typed || typed.length > LONGEST_READ) return [];
  const seen = new Set([typed]);
  /** @type {Fallback[]} */
  const found = [];
  /** @type {(kind: string, texts: string[]) => void} */
  const put = (kind, texts) => {
    for (const text of texts) {
      if (text && !seen.has(fold(text))) found.push({ kind, query: text, said: [query.trim(), text] });
      seen.add(fold(text));
    }
  };
  const asked = withoutQuestion(typed, readings);
  const mended = withoutGaps(query, typed, habits);
  // What is torn apart is Thai.
  if (!mended.length) put("keyboard", otherKeys(withoutQuotes(query), habits.keyboard, lexicon));
  put("question", [asked, withoutQuestion(asked, readings, lexicon)]);
  put("pdf", mended);
  if (parted) put("joined", cutApart(mended[0] ? withoutQuestion(mended[0], readings) : asked, habits, lexicon));
  return found;
}

/** @param {string} query @returns {string} of Thai without its quotation marks: one alone is a letter of the other keyboard */
function withoutQuotes(query) {
  return THAI.test(query) && query.split('"').length % 2 ? query.replace(/"/g, " ") : query;
}

/** @param {string} query @param {string[][]} rows @param {(word: string) => number} lexicon @returns {string[]} */
function otherKeys(query, rows, lexicon) {
  const isThai = THAI.test(query);
  const words = query.trim().split(/\s+/);
  /** @type {(texts: string[]) => boolean} */
  const areKnown = (texts) => texts.every((word) => lexicon(fold(word)) > 0);
  if (isThai === /[a-z]/i.test(query) || areKnown(words)) return [];
  /** @type {Map<string, string>} */
  const keys = new Map();
  for (const [latin, thai] of rows.map((row) => row.map((side) => side.split(" ")))) {
    latin.forEach((key, index) => isThai ? keys.set(thai[index], key) : keys.set(key, thai[index]));
  }
  /** @type {(text: string) => string} */
  const press = (text) => [...text].map((sign) => keys.get(sign) ?? sign).join("");
  if (isThai) {
    const latin = words.map((word) => press(word).toLowerCase());
    const isWord = latin.every((word) => /^(?:[a-z&-]+|[\d/.,-]+)$/.test(word) && !/^[^aeiouy\d]{3,}$|[^aeiouy\d]{5}/.test(word));
    return isWord && /[a-z]{3}/.test(latin.join(" ")) && (areKnown(latin) || !looksThai(words)) ? [latin.join(" ")] : [];
  }
  // Numbers are typed on keys of their own, or are what the row of digits writes; and caps lock may be on.
  const read = [words.map((word) => /^[\d/.,-]+$/.test(word) ? word : press(word)), words.map(press), words.map((word) => press(word.toLowerCase()))];
  return read.slice(0, /[a-z]/.test(query) ? 2 : 3)
    .filter((texts) => looksThai(texts) && (/[\u0e2d\u0e23\u0e27\u0e30-\u0e44]/.test(texts.join("")) || areKnown(texts)))
    .map((texts) => texts.join(" "));
}

/** @param {string[]} words @returns {boolean} whether their clusters could be Thai, or they are numbers */
function looksThai(words) {
  return words.map(fold).every((word) => /^(?:[\d/.,-]+|[\u0e2f\u0e46])$/.test(word) || (
    /^(?:[\u0e40-\u0e44]?[\u0e01-\u0e2e](?:[\u0e31\u0e34-\u0e39\u0e47][\u0e48-\u0e4b]?|[\u0e48-\u0e4b]|[\u0e34\u0e38]?\u0e4c)?(?:\u0e32\u0e30|[\u0e30\u0e32\u0e33\u0e45])?[\u0e46\u0e2f]?|[\d/,().-])+$/.test(word)
    // After some vowels comes a consonant, but for the one word of one consonant.
    && !/[\u0e31\u0e37\u0e47][\u0e48-\u0e4b]?(?![\u0e01-\u0e2e\u0e48-\u0e4b])/.test(word.replace(/\u0e01\u0e47/g, ""))));
}

/**
 * @param {string} folded
 * @param {Readings} readings
 * @param {(word: string) => number} [lexicon] given: weak words go too, before a known word
 * @returns {string} without what only asks
 */
function withoutQuestion(folded, { ends, starts, weak, alone }, lexicon) {
  let text = folded.replace(/[?!\u2026]+/g, " ").trim();
  /** @type {(rest: string) => boolean} */
  const isKnown = (rest) => !lexicon?.(text) && [...rest].some((_, index) => index > 1 && (lexicon?.(rest.slice(0, index + 1)) ?? 0) > 0);
  for (let before = ""; before !== text && !alone.has(text);) {
    before = text;
    const end = ends.find((word) => text.endsWith(word) && text.length > word.length + 1 && isCut(text, text.length - word.length));
    if (end) text = text.slice(0, -end.length).trim();
    const start = [...starts, ...(lexicon ? weak : [])].find((word) => text.startsWith(word) && text.length > word.length + 1 &&
      isCut(text, word.length) && (starts.includes(word) || isKnown(text.slice(word.length).trim())));
    if (start) text = text.slice(start.length).trim();
  }
  return text.split(" ").filter((word) => !alone.has(word)).join(" ") || folded;
}

/** @param {string} query @param {string} typed folded @param {Habits} habits @returns {string[]} what a PDF tore apart, mended */
function withoutGaps(query, typed, { pdf }) {
  const whole = fold(query.replace(/[\uf700-\uf71a]/g, (sign) => pdf.glyphs[sign.charCodeAt(0) - 0xf700]))
    .replace(/([\u0e01-\u0e4e])[-\u2010\u00ac] (?=[\u0e01-\u0e4e])/g, "$1")
    .replace(/\u0e4d \u0e32/g, "\u0e33")
    .replace(/ (?=[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])|(?<=[\u0e40-\u0e44]) (?=[\u0e01-\u0e2e])/g, "");
  // Of SARA AM some programs leave SARA AA.
  const read = [whole.replace(/ \u0e32/g, "\u0e33"), whole.replace(/ (?=[\u0e30\u0e32])/g, "")];
  const words = whole.split(" ");
  const isSpaced = words.length > 3 && words.every((word) => word.length < 4) && THAI.test(whole);
  return (isSpaced ? [words.join("")] : read).map(fold).filter((text) => text !== typed);
}

/** @param {string} folded @param {Habits} habits @param {(word: string) => number} lexicon @returns {string[]} coarse, fine */
function cutApart(folded, { joining }, lexicon) {
  const terms = folded.replace(/"/g, " ").split(" ").filter(Boolean);
  const coarse = terms.flatMap((term) => term.length < 4 || term[0] === "-" || lexicon(term) > 0 ? [term] : cutTerm(term, lexicon));
  if (!coarse.some((piece) => piece.length > 1 && !terms.includes(piece) && lexicon(piece) > 0)) return [];
  const fine = coarse.flatMap((piece) => {
    const parts = piece.length > 7 && lexicon(piece) > 0 ? cutTerm(piece, lexicon) : [];
    return parts.length && parts.every((part) => part.length > 3 && lexicon(part) > 0) ? parts : [piece];
  });
  return [coarse.join(" "), fine.filter((piece) => !joining.includes(piece)).join(" ")];
}

/**
 * @param {string} term
 * @param {(word: string) => number} lexicon
 * @returns {string[]} numbers, Latin words, the fewest and longest known Thai words but itself, and what is left between
 */
function cutTerm(term, lexicon) {
  return (term.match(/\d(?:[\d.,/:-]*\d)?|[a-z](?:[a-z'&.-]*[a-z])?|[^\da-z]+/g) ?? []).flatMap((text) => {
    /** @type {{cost: number, from: number}[]} */
    const best = [{ cost: 0, from: 0 }];
    for (let end = 1; end <= text.length; end++) {
      best[end] = { cost: Infinity, from: 0 };
      if (!isCut(text, end) || text[end] === ".") continue;
      for (let from = Math.max(0, end - 60); from < end; from++) {
        const piece = text.slice(from, end);
        const isKnown = piece !== term && (lexicon(piece) || lexicon(piece.replace(/[\u0e2f\u0e46.]$/, ""))) > 0;
        const length = end - from;
        const cost = best[from].cost + (isKnown ? 1 + Math.max(0, 3 - length) - length * length / 4000 : 2.2 + length * 0.35);
        if (cost < best[end].cost) best[end] = { cost, from };
      }
    }
    const pieces = [];
    for (let end = text.length; end > 0; end = best[end].from) pieces.unshift(text.slice(best[end].from, end));
    return THAI.test(text) ? pieces : text;
  });
}
