import type { TimestampInaccuracy, ValueTable } from '../domain/juliabase.ts';

interface CommonDraft {
  /** Name of the sample. */
  sample: string;
  /** Markdown, without our mark. */
  comments: string;
  /** ISO 8601 with zone. */
  timestampUtc: string;
  timestampInaccuracy: TimestampInaccuracy;
}

/** What one file becomes at the server. */
export type CrawlDraft =
  | (CommonDraft & { kind: 'result'; title: string; table: ValueTable; image: boolean })
  | (CommonDraft & { kind: 'process'; processClass: string; fields: Record<string, string> });

/** One file as a crawler sees it. */
export interface CrawlFile {
  /** Relative to the root, with `/`. */
  path: string;
  sha256: string;
  bytes: number;
  modifiedUtc: string;
}
