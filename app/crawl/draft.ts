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

/** `image`: the file itself is the picture. */
export interface ResultContent {
  kind: 'result';
  title: string;
  table: ValueTable;
  image: boolean;
}

/** A process and its class; see `ProcessClass` of the JuliaBase library for the words. */
export interface ProcessContent {
  url: string;
  model: string;
  type: string;
  key: string | null;
  fields: Record<string, string>;
}

/** What one file becomes at the server. */
export type CrawlDraft = (CommonDraft & ResultContent) | (CommonDraft & { kind: 'process'; process: ProcessContent });

/** One file as a crawler sees it. */
export interface CrawlFile {
  /** Relative to the root, with `/`. */
  path: string;
  sha256: string;
  bytes: number;
  modifiedUtc: string;
}
