/**
 * What is shown of a page: its title and a piece of its text with the matches marked, cut between clusters of Thai.
 */

const AROUND = 70;
// How far an excerpt is made shorter, to begin and to end at a space or else between words.
const [TO_SPACE, TO_WORD] = [12, 24];

/**
 * Where pieces stand in a text, in the order of the text, none over another.
 * @param {string} text as written @param {string[]} pieces folded @param {boolean} loose @returns {[number, number][]}
 */
function matchesIn(text, pieces, loose) {
  const { text: folded, offsets } = foldWithOffsets(text);
  let searched = folded;
  let places = offsets;
  if (loose) {
    searched = "";
    places = [];
    for (let i = 0; i < folded.length; i++) {
      if (folded[i] === " ") continue;
      searched += folded[i];
      places.push(offsets[i]);
    }
    places.push(offsets[folded.length]);
  }
  /** @type {[number, number][]} */
  const found = [];
  for (const piece of pieces) {
    const wanted = loose ? withoutSpaces(piece) : piece;
    if (!wanted) continue;
    for (let at = searched.indexOf(wanted), i = 0; at >= 0 && i < 50; at = searched.indexOf(wanted, at + wanted.length), i++) {
      const last = places[at + wanted.length - 1];
      let end = places[at + wanted.length];
      while (end > last + 1 && /\s/.test(text[end - 1])) end -= 1;
      found.push([places[at], end]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter(([start], i) => !found.slice(0, i).some(([, end]) => start < end));
}

/** @param {string} text @param {[number, number][]} matches @returns {Piece[]} */
function pieces(text, matches) {
  /** @type {Piece[]} */
  const made = [];
  let done = 0;
  for (const [from, to] of matches) {
    const start = Math.max(boundary(text, from, -1), done);
    const end = boundary(text, to, 1);
    if (start > done) made.push({ text: text.slice(done, start), marked: false });
    made.push({ text: text.slice(start, end), marked: true });
    done = end;
  }
  if (done < text.length) made.push({ text: text.slice(done), marked: false });
  return made;
}

/**
 * @param {Text} text @param {string[]} wanted folded pieces @param {boolean} loose
 * @returns {{title: Piece[], excerpt: Piece[], anchor: string, terms: string[]}}
 */
function excerptOf(text, wanted, loose) {
  const { page } = text;
  const sought = [...new Set(wanted)].sort((a, b) => b.length - a.length);
  let best = { points: 0, text: "", matches: /** @type {[number, number][]} */ ([]), anchor: "" };
  page.paragraphs.forEach((paragraph, i) => {
    const end = text.starts[i + 1] ?? text.text.length;
    const folded = text.text.slice(text.starts[i], end);
    const searched = loose ? withoutSpaces(folded) : folded;
    const held = sought.filter((piece) => searched.includes(loose ? withoutSpaces(piece) : piece)).length;
    const points = held * 10 + (held && !paragraph.heading ? 1 : 0);
    if (points > best.points) best = { points, text: paragraph.text, matches: [], anchor: paragraph.anchor };
  });
  if (best.points) best.matches = matchesIn(best.text, sought, loose);
  else if (page.paragraphs.length) best.text = page.paragraphs[0].text;
  const titles = matchesIn(page.title, sought, loose);
  const terms = [...new Set([
    ...best.matches.map(([start, end]) => best.text.slice(start, end).trim()),
    ...(best.matches.length ? [] : titles.map(([start, end]) => page.title.slice(start, end).trim())),
  ])].slice(0, 8);
  return { title: pieces(page.title, titles), excerpt: cut(best.text, best.matches), anchor: best.anchor, terms };
}

/** @param {string} text @param {[number, number][]} matches @returns {Piece[]} what stands around the first matches */
function cut(text, matches) {
  const [first, last] = matches.length ? matches[0] : [0, 0];
  const start = atEdge(text, Math.max(0, first - AROUND), 1);
  const end = atEdge(text, boundary(text, Math.min(text.length, last + AROUND * 2), -1), -1);
  const inside = matches.filter(([from, to]) => from >= start && to <= end);
  const shown = pieces(text.slice(start, end), inside.map(([from, to]) => [from - start, to - start]));
  if (start > 0) shown.unshift({ text: "\u2026", marked: false });
  if (end < text.length) shown.push({ text: "\u2026", marked: false });
  return shown;
}

/**
 * @param {string} text @param {number} at @param {number} step
 * @returns {number} where a reader can begin or stop near by: at a space, else between words, else between clusters
 */
function atEdge(text, at, step) {
  if (at <= 0 || at >= text.length) return at;
  const ahead = step > 0 ? 1 : 0;
  for (let place = at - ahead; (place - at) * step < TO_SPACE; place += step) {
    if (/\s/.test(text[place] ?? "")) return boundary(text, place + ahead, step);
  }
  // Words are cut by those before them: some are looked at more than are wanted.
  const from = boundary(text, at - 2 * TO_WORD, 1);
  const edges = wordEdges(text.slice(from, at + 2 * TO_WORD)).map((edge) => from + edge)
    .filter((edge) => edge > from && (edge - at) * step >= 0 && (edge - at) * step <= TO_WORD && isCut(text, edge));
  return edges.length ? (step > 0 ? edges[0] : edges[edges.length - 1]) : boundary(text, at, step);
}

/** @type {{segment: (text: string) => Iterable<{index: number}>} | null | undefined} */
let segmenter;

/** @param {string} text @returns {number[]} where words begin; without the browser's help only where a vowel tells so */
function wordEdges(text) {
  segmenter ??= Intl.Segmenter ? new Intl.Segmenter("th", { granularity: "word" }) : null;
  const found = segmenter ? [...segmenter.segment(text)] : [...text.matchAll(/[\u0e40-\u0e44]/g)];
  return found.map(({ index }) => index ?? 0);
}
