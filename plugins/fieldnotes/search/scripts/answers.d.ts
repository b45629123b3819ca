/** What the engine answers, for the scripts of pages: they do not hold the engine, which declares the same. */
type Piece = { text: string; marked: boolean };
type Result = {
  url: string;
  anchor: string;
  title: Piece[];
  label: string;
  date: string;
  kind: string;
  excerpt: Piece[];
  group: "literal" | "more" | "related";
  terms: string[];
};
type Said = { kind: string; from: string; to: string; count: number; off: boolean };
type Answer = {
  complete: boolean;
  query: string;
  total: number;
  exact: boolean;
  more: number;
  said: Said[];
  results: Result[];
  related: number;
  facets: { name: string; values: { value: string; count: number; chosen: boolean }[] }[];
  trouble: "" | "missing" | "stale" | "broken" | "slow" | "unsupported";
};
type Engine = {
  search(
    request: {
      query: string;
      filters?: Record<string, string[]>;
      sort?: string;
      off?: string[];
      from?: number;
      size?: number;
      box?: boolean;
      rest?: number;
    },
    tell?: (answer: Answer) => void,
  ): Promise<Answer>;
  suggest(text: string): Promise<string[]>;
  wake(): Promise<void>;
};
declare function openEngine(load: (path: string) => Promise<Uint8Array>): Promise<Engine>;
declare function emptyAnswer(query: string): Answer;
declare function trouble(name: string): Error;
declare function fold(text: string): string;
