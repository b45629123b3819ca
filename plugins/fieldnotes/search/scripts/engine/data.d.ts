/** What the build puts before the scripts: tables of folding and of habits. */
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
};
