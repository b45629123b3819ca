/**
 * Reads the files of the index: shards of terms and bundles of texts, as fieldnotes.search.shards and bundles write them.
 *
 * @typedef {{key: string, sort: number, listed: Uint32Array, complement: boolean, universe: Entry | null,
 *   strong: Uint32Array, times: Uint8Array | null, size: number}} Entry
 *   one term: what is listed are places in the universe, an entry's pages or (null) all pages; size is its number of pages
 * @typedef {{entries: Map<string, Entry>, keys: string[]}} Shard   entries by sort and key: "2ประชุม"
 * @typedef {{anchor: string, heading: boolean, text: string}} Paragraph
 * @typedef {{url: string, title: string, kind: string, label: string, date: string, names: string[], paragraphs: Paragraph[]}} Page
 */

const GRAM = 0;
const SPACED = 1;
const WORD = 2;

/** @param {Uint8Array} bytes @returns {{at: number, next: () => number, bytes: (size: number) => Uint8Array}} reads one thing after the other */
function readerOf(bytes) {
  const reader = {
    at: 0,
    next() {
      let value = 0;
      for (let shift = 1; ; shift *= 128) {
        if (reader.at >= bytes.length) throw trouble("broken");
        const byte = bytes[reader.at++];
        value += (byte & 127) * shift;
        if (byte < 128) return value;
      }
    },
    bytes(/** @type {number} */ size) {
      if (reader.at + size > bytes.length) throw trouble("broken");
      return bytes.subarray(reader.at, (reader.at += size));
    },
  };
  return reader;
}

/** @param {number} listed @param {number} universe @returns {number} the k of Rice's code */
function parameterOf(listed, universe) {
  let k = 0;
  while ((universe - listed) * 69 > listed * 100 * 2 ** (k + 1)) {
    k += 1;
    if (!listed) break;
  }
  return k;
}

/** @param {Uint8Array} bytes @returns {(listed: number, universe: number) => Uint32Array} reads one list after the other */
function listsOf(bytes) {
  let at = 0;
  return (listed, universe) => {
    if (listed > universe) throw trouble("broken");
    const places = new Uint32Array(listed);
    const k = parameterOf(listed, universe);
    let place = -1;
    for (let i = 0; i < listed; i++) {
      let gap = 0;
      while (!((bytes[at >> 3] >> (7 - (at & 7))) & 1)) {
        gap += 1;
        at += 1;
        if (at >> 3 >= bytes.length) throw trouble("broken");
      }
      at += 1;
      for (let bit = 0; bit < k; bit++, at++) gap = gap * 2 + ((bytes[at >> 3] >> (7 - (at & 7))) & 1);
      place += gap + 1;
      places[i] = place;
    }
    return places;
  };
}

/** @param {Uint8Array} bytes @param {number} count pages of the site @returns {Shard} */
function readShard(bytes, count) {
  const file = readerOf(bytes);
  const [keyBytes, headBytes, timesBytes, bits] = [0, 1, 2, 3].map(() => file.bytes(file.next()));
  const [keys, head, times] = [keyBytes, headBytes, timesBytes].map(readerOf);
  const utf8 = new TextDecoder();
  const list = listsOf(bits);
  /** @type {Shard} */
  const shard = { entries: new Map(), keys: [] };
  /** @type {Entry | null} */
  let gram = null;
  let key = new Uint8Array(0);
  while (keys.at < keyBytes.length) {
    const shared = keys.next();
    const rest = keys.bytes(keys.next());
    const next = new Uint8Array(shared + rest.length);
    next.set(key.subarray(0, shared));
    next.set(rest, shared);
    key = next;
    const text = utf8.decode(key);
    const value = head.next();
    const listed = Math.floor(value / 8);
    const complement = (value & 4) > 0;
    const sort = value & 3;
    const universe = sort === WORD && gram && gram.key === firstSigns(text, 3) ? gram : null;
    const most = universe ? universe.size : count;
    const size = complement ? most - listed : listed;
    const strongs = sort === SPACED ? 0 : head.next();
    const places = list(listed, most);
    const strong = strongs ? list(strongs, size) : NOTHING;
    const often = sort === WORD ? times.bytes(size) : null;
    /** @type {Entry} */
    const entry = { key: text, sort, listed: places, complement, universe, strong, times: often, size };
    if (sort === GRAM) gram = entry;
    shard.entries.set(sort + text, entry);
    shard.keys.push(text);
  }
  return shard;
}

const NOTHING = new Uint32Array(0);

/** @param {string} text @param {number} many @returns {string} */
function firstSigns(text, many) {
  return text.length <= many ? text : [...text.slice(0, many * 2)].slice(0, many).join("");
}

/** @type {Map<Entry, Uint32Array>} the pages of entries, while a query is under way: most are asked for more than once */
const decoded = new Map();

/** @param {Entry} entry @param {number} count @returns {Uint32Array} the numbers of its pages, in order */
function pagesOf(entry, count) {
  if (!entry.complement && !entry.universe) return entry.listed;
  const known = decoded.get(entry);
  if (known) return known;
  const pages = decodedPages(entry, count);
  decoded.set(entry, pages);
  return pages;
}

/** @param {Entry} entry @param {number} count @returns {Uint32Array} */
function decodedPages(entry, count) {
  let places = entry.listed;
  if (entry.complement) {
    const most = entry.universe ? entry.universe.size : count;
    places = new Uint32Array(entry.size);
    for (let place = 0, i = 0, gone = 0; place < most; place++) {
      if (entry.listed[gone] === place) gone += 1;
      else places[i++] = place;
    }
  }
  if (!entry.universe) return places;
  const universe = pagesOf(entry.universe, count);
  return places.map((place) => universe[place]);
}

/** @param {Uint8Array} bytes @returns {Page[]} the pages of a bundle */
function readBundle(bytes) {
  const text = new TextDecoder("windows-874").decode(bytes);
  return text.split("\x1e").map((record) => {
    const [url, title, kind, label, date, names, paragraphs] = record.split("\x1f").map(unescaped);
    let anchor = "";
    return {
      url, title, kind, label, date,
      names: names ? names.split("\x1d") : [],
      paragraphs: (paragraphs ? paragraphs.split("\x1d") : []).map((part) => {
        const [own, sort, words] = part.split("\x1c");
        anchor = own || anchor;
        return { anchor, heading: sort === "H", text: words };
      }),
    };
  });
}

/** @param {string} text @returns {string} with the signs that windows-874 lacks */
function unescaped(text) {
  return text.replace(/\x1b([0-9a-f]+);/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
}

/** @param {string} name "missing" | "stale" | "broken" | "slow" | "unsupported" @returns {Error} */
function trouble(name) {
  const error = new Error(name);
  error.name = name;
  return error;
}
