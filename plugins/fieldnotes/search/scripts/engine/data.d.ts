/**
 * What the build puts before the scripts, as far as each needs it: tables, words, versions. The engine's version is that of
 * the index; the starter's and the box's, with which they ask for the engine, begin so. The release is that of the scripts.
 */
declare const DATA: {
  fold: {
    breaks: string;
    spaces: string;
    deleted: string;
    order: string[];
    rules: [string, string][];
    suspicious: string;
    plain: string;
    leading: string;
    cased: string;
    white: string;
    combining: string;
  };
  habits: any;
  sounds: string[][];
  words: Record<string, string>;
  version: string;
  release: string;
  early: string[];
  missing: string;
};
