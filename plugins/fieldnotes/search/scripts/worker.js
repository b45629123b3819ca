/**
 * Speaks for the engine: with Material's box in Material's words, and with our search page in ours. In a worker the
 * starter hands on what it gets; in a page (from files, or where no worker may start) box.js does.
 *
 * Material: {type: 2, data: query} in, {type: 3, data: {items, suggest}} out; beside `items` stands what rows.js shows
 * ({counted: data} where that alone is new), and {suggestions, query} is for it too.
 * Our page: {ask: id, request} in, {answer: id, of: Answer, last} out; {ask: id, suggest: text} in, {suggested: id,
 * texts} out. {wake: true}: the head of the index will be needed soon.
 */

/** @typedef {Result & {address: string}} Shown */

const HERE = typeof document === "undefined"
  ? self.location.href
  : /** @type {HTMLScriptElement} */ (document.currentScript).src;
const FROM_FILES = HERE.startsWith("file:");
const IN_BOX = 20;
// Milliseconds without another letter after which the box counts.
const QUIET = 500;
const LONGEST_MARKS = 300;

/** @type {Map<string, Promise<Uint8Array>>} files that are on their way: who asks for the same waits for the same */
const underWay = new Map();

/** @param {string} path @returns {Promise<Uint8Array>} the data of an index file */
function load(path) {
  let asked = underWay.get(path);
  if (!asked) {
    asked = unpacked(path).finally(() => underWay.delete(path));
    underWay.set(path, asked);
  }
  return asked;
}

/** @param {string} path @returns {Promise<Uint8Array>} */
async function unpacked(path) {
  const packed = FROM_FILES ? await fromFile(path) : await fetched(path);
  let bytes;
  try {
    const stream = packed.stream().pipeThrough(new DecompressionStream("deflate"));
    bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    // Some hosts give a page of their own for what is no longer there.
    throw trouble((await isCurrent()) ? "broken" : "stale");
  }
  // Where a host gives one build's file for another's address.
  if (path === "head" && !new TextDecoder().decode(bytes).includes(`"${DATA.version}"`)) throw trouble("stale");
  return bytes;
}

/** @param {string} path @returns {Promise<Blob>} */
async function fetched(path) {
  const name = `index/${DATA.version}/${path}.bin`;
  try {
    const early = await self.thaiSearchEarly?.get(name)?.catch(() => undefined);
    self.thaiSearchEarly?.delete(name);
    const response = early?.ok ? early : await fetch(new URL(name, HERE));
    if (response.ok) return await response.blob();
  } catch {
    throw trouble("missing");
  }
  throw trouble((await isCurrent()) ? "missing" : "stale");
}

/** @returns {Promise<boolean>} whether the site still is the one that this engine came with */
async function isCurrent() {
  try {
    // What the browser keeps is made anew, so that loading the page again is of use.
    const [starter] = await Promise.all(
      ["starter.js", "box.js"].map((name) => fetch(new URL(name, HERE), { cache: "reload" })),
    );
    return !starter.ok || (await starter.text()).includes(DATA.version);
  } catch {
    return true;
  }
}

/** @param {string} path @returns {Promise<Blob>} */
function fromFile(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const waiting = self.thaiSearchFiles || (self.thaiSearchFiles = new Map());
    self.thaiSearchFile = (/** @type {string} */ name, /** @type {string} */ base64) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      waiting.get(name)?.(new Blob([bytes]));
    };
    waiting.set(path, resolve);
    script.src = new URL(`index/${DATA.version}/${path}.js`, HERE).href;
    script.onload = () => {
      script.remove();
      reject(trouble("broken"));
    };
    script.onerror = () => {
      script.remove();
      reject(trouble("missing"));
    };
    document.body.append(script);
  });
}

/** @param {Result} result @returns {URL} where it leads, with what to mark there but without the paragraph */
function addressOf(result) {
  const url = new URL(result.url || "./", new URL("../", HERE));
  if (FROM_FILES && url.pathname.endsWith("/")) url.pathname += "index.html";
  let marks = "";
  for (const term of new Set(result.terms)) {
    // Quotes say here what belongs together; marks.js looks past those of the text.
    const bare = term.replace(/"/g, "").trim();
    const cut = bare.slice(0, boundary(bare, LONGEST_MARKS, -1));
    const written = /\s/.test(cut) ? `"${cut}"` : cut;
    if (!marks || marks.length + written.length < LONGEST_MARKS) marks += ` ${written}`;
  }
  if (marks.trim()) url.searchParams.set("h", marks.trim());
  return url;
}

/** @param {Result} result @returns {Shown} */
function shown(result) {
  const url = addressOf(result);
  url.hash = result.anchor;
  return { ...result, address: url.href };
}

/** @param {string} text @returns {string} */
function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** @param {Piece[]} pieces @returns {string} */
function marked(pieces) {
  return pieces
    .map(({ text, marked }) => (marked ? `<mark>${escaped(text)}</mark>` : escaped(text)))
    .join("");
}

/**
 * One result as Material shows it. It shows no text of an address with a paragraph, so rows.js adds that.
 * @param {Result} result
 * @param {number} place
 */
function boxItem(result, place) {
  const about = [result.label, result.date].filter(Boolean).join(" · ");
  return [
    {
      location: addressOf(result).href,
      title: `${marked(result.title)}<span hidden data-anchor="${escaped(result.anchor)}"></span>`,
      text: (about && `<p class="ts-about">${escaped(about)}</p>`) + `<p>${marked(result.excerpt)}</p>`,
      score: IN_BOX - place,
      terms: {},
    },
  ];
}

const TROUBLES = ["missing", "stale", "broken", "slow", "unsupported"];

/**
 * @param {(message: any) => void} reply
 * @returns {(message: any) => void} what takes messages
 */
function serve(reply) {
  /** @typedef {{request: Parameters<Engine["search"]>[0], tell: (answer: Answer, last: boolean) => void}} Job */
  /** @type {Promise<Engine> | undefined} */
  let opened;
  let isOpen = false;
  // The engine answers one query at a time and drops one when the next comes. A box and a page may ask at once: each
  // drops its own alone, and waits for the other's.
  /** @type {Map<string, Job>} */
  const jobs = new Map();
  let running = "";
  let boxTurn = 0;

  function engine() {
    if (typeof DecompressionStream === "undefined") return Promise.reject(trouble("unsupported"));
    if (!opened) {
      isOpen = false;
      opened = openEngine(load);
      opened.then(() => (isOpen = true), () => {});
    }
    return opened;
  }

  function startAnew() {
    opened = undefined;
    // What came early came with what failed.
    self.thaiSearchEarly?.clear();
  }

  /** @param {string} who @param {Job} job */
  function ask(who, job) {
    jobs.set(who, job);
    if (!running || running === who) run(who, job);
  }

  /** @param {string} who @param {Job} job @param {boolean} [again] whether it failed once already */
  async function run(who, job, again) {
    running = who;
    const isLatest = () => jobs.get(who) === job;
    let answer;
    // What was under way before this was asked may have failed for a reason that is gone.
    const mayTryAgain = Boolean(opened) && !isOpen && !again;
    try {
      answer = await (await engine()).search(job.request, (part) => isLatest() && job.tell(part, false));
    } catch (error) {
      startAnew();
      if (mayTryAgain && isLatest()) return run(who, job, true);
      const { name } = /** @type {Error} */ (error);
      const known = /** @type {Answer["trouble"]} */ (TROUBLES.includes(name) ? name : "broken");
      answer = { ...emptyAnswer(job.request.query), trouble: known };
      if (!TROUBLES.includes(name)) console.error(error);
    }
    if (!isLatest()) return;
    jobs.delete(who);
    running = "";
    job.tell(answer, true);
    for (const [other, waiting] of jobs) return run(other, waiting);
  }

  /** @param {string} query */
  function askFromBox(query) {
    const turn = ++boxTurn;
    if (!fold(query)) return reply({ type: 3, data: { items: [], suggest: [], query, last: true } });
    /** @type {string[]} */
    let suggestions = [];
    let before = "";
    const suggesting = suggest(query).then((texts) => {
      if (turn !== boxTurn) return;
      suggestions = texts;
      reply({ suggestions: texts, query });
    });
    ask("box", {
      request: { query, size: IN_BOX, box: true, rest: QUIET },
      tell: async (answer, last) => {
        if (last) await suggesting;
        else if (!answer.results.length) return;
        if (turn !== boxTurn) return;
        const { results, total, exact, more, said, trouble } = answer;
        const items = results.slice(0, IN_BOX).map(boxItem);
        const group = results.length ? results[0].group : "";
        const suggest = completion(query, suggestions);
        const written = JSON.stringify([items, suggest]);
        const data = { items, suggest, query, total, exact, more, said, trouble, group, last };
        // The same rows again would take the reader's place in them away: Material hears of them once.
        reply(written === before ? { counted: data } : { type: 3, data });
        before = written;
      },
    });
  }

  /** @param {string} text @returns {Promise<string[]>} */
  async function suggest(text) {
    try {
      return await (await engine()).suggest(text);
    } catch {
      return [];
    }
  }

  return (message) => {
    const { ask: id, request } = message;
    if (message.type === 2) askFromBox(message.data);
    else if (message.wake) engine().then((awake) => awake.wake()).catch(startAnew);
    else if (request) {
      ask("page", {
        request,
        tell: (answer, last) =>
          reply({ answer: id, of: { ...answer, results: answer.results.map(shown) }, last }),
      });
    } else if (id) suggest(message.suggest).then((texts) => reply({ suggested: id, texts }));
  };
}

/** @param {string} query @param {string[]} texts @returns {string[]} what Material writes behind the last word typed */
function completion(query, texts) {
  const last = query.split(/[\s-]+/).pop() ?? "";
  const fitting = texts.find((text) => text.length > query.length && text.startsWith(query));
  return fitting && last ? [fitting.slice(query.length - last.length)] : [];
}

self.thaiSearchServe = serve;
