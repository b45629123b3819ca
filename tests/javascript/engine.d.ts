/**
 * All that the engine may use beside the language itself, so that it runs in a worker and in a page alike. Without the
 * types of pages its own may be called by plain names too, `Text` and `Request`.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
declare function setTimeout(done: () => void, milliseconds?: number): number;
declare function clearTimeout(timer: number | undefined): void;
/** Not in Firefox before version 125. */
declare namespace Intl {
  const Segmenter:
    | (new (language: string, options: { granularity: "word" }) => { segment(text: string): Iterable<{ index: number }> })
    | undefined;
}
