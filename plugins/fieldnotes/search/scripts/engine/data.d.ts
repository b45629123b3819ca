/** What the build puts before the scripts, as far as each needs it: tables, words, the version of the index. */
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
};
