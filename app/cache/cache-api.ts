export interface KeptAnswerRow {
  body: unknown;
  fetchedAtMs: number;
  /** What the server gave to ask "has it changed?" with, e.g. an ETag; null where it has none. */
  validator?: string | null;
  parserVersion: number;
}

export interface KeptTextRow {
  text: string;
  fetchedAtMs: number;
  parserVersion: number;
}

/** Many answers as one text: a thousand small ones take longer from thread to thread. */
export interface KeptTexts {
  /** JSON list of the bodies in the order of the requests, null where nothing is kept. */
  bodies: string;
  about: (Omit<KeptTextRow, 'text'> | null)[];
}

/** Which answers are kept, without them. */
export interface KeptAnswerName {
  site: string;
  request: string;
  fetchedAtMs: number;
}

/** The disposable half of the databases: answers of servers, each with a digest over its row. */
export interface CacheApi {
  getAnswer(site: string, request: string, nowMs: number): KeptAnswerRow | undefined;
  /** The kept answers of many requests in their order; reading the JSON is up to the caller. */
  getAnswerTexts(site: string, requests: readonly string[]): KeptTexts;
  /** Bodies of the kept answers of requests whose name starts with the prefix, in no order. */
  answersOf(site: string, prefix: string): unknown[];
  answerNames(): KeptAnswerName[];
  putAnswer(site: string, request: string, answer: KeptAnswerRow): void;
  /** Requests whose name starts with the prefix; all of the site without one. */
  forgetAnswers(site: string, prefix?: string): void;
  cacheBytes(): number;
  clearCache(): void;
  /** Removes the answers used longest ago until the file's content is below the limit. */
  trimCache(limitBytes: number): void;
  /** Looks at every page and every row, unless that was done within `everyMs`. */
  checkCache(nowMs: number, everyMs: number): void;
  /** Sentences about damage that was found since the last call. */
  takeCacheNotices(): string[];
}
