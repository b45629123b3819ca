/** What starts and reaches the engine: a worker, or what stands in for it in a page. */
interface Connection extends EventTarget {
  postMessage(message: any): void;
  addEventListener(type: "message", heard: (event: MessageEvent) => void, options?: AddEventListenerOptions): void;
  addEventListener(type: "error", heard: () => void, options?: AddEventListenerOptions): void;
}

/** What box.js gives to the other scripts of a page. */
interface Box {
  /** The address of box.js. */
  here: string;
  /** Where Material types; null in a theme without its box. */
  input: HTMLInputElement | null;
  /** The address of the search page; "" where the site has none. */
  page: string;
  /** What the search page was asked while Material may not see it. */
  asked?: string;
  worker?: Connection;
  link(query: string): string;
  load(name: string, version?: string): HTMLScriptElement;
  connect(): Connection;
}

interface SpeechRecognition {
  lang: string;
  onresult: (event: { results: { transcript: string }[][] }) => void;
  onend: () => void;
  start(): void;
  stop(): void;
}

interface Window {
  thaiSearch: Box;
  thaiSearchEarly?: Map<string, Promise<Response>>;
  /** `asked`: the version of the engine that is asked for, which ends with the release of who asks. */
  thaiSearchServe: (reply: (message: any) => void, asked?: string) => (message: any) => void;
  thaiSearchFile: (path: string, base64: string) => void;
  thaiSearchFiles?: Map<string, (packed: Blob) => void>;
  SpeechRecognition?: new () => SpeechRecognition;
  webkitSpeechRecognition?: new () => SpeechRecognition;
  /** Material's own: the pages shown within this one. */
  document$?: { subscribe(shown: () => void): { unsubscribe(): void } };
}

declare function importScripts(...addresses: string[]): void;
