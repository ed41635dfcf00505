import type { JsonTree } from './json-tree.ts';

/** Primary key of a sample, process, topic, user or external operator: a positive integer. Series have their name as key. */
export type Pk = number;

/** 0 exact, 1 minute, 2 hour, 3 day, 4 month, 5 year, 6 not even the year is sure. */
export type TimestampInaccuracy = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** One process as the server sends it, of any class, known or unknown. */
export interface Process {
  id: Pk;
  /** As sent, e.g. "Institute | PDS measurement". */
  contentType: string;
  /** Part after " | " of `contentType`, e.g. "PDS measurement". */
  typeName: string;
  /** ISO 8601 UTC, as sent. */
  timestampUtc: string;
  timestampInaccuracy: TimestampInaccuracy;
  /** Login name. */
  operator: string;
  externalOperator: string | null;
  /** Markdown. */
  comments: string;
  lastModifiedUtc: string | null;
  finished: boolean;
  sampleIds: Pk[];
  /** All other fields in the server's order, nested objects (layers, cells) as sub-trees. */
  fields: JsonTree;
}

/** Headings and rows; every cell is text. */
export interface ValueTable {
  headings: string[];
  rows: string[][];
}

export type ResultImageType = 'none' | 'png' | 'jpeg' | 'pdf';

/** A result process. */
export interface Result extends Process {
  title: string;
  imageType: ResultImageType;
  table: ValueTable;
  /** Names of the sample series it is attached to. */
  seriesNames: string[];
}

/** A sample with its processes, those of its ancestors first. */
export interface Sample {
  id: Pk;
  name: string;
  currentLocation: string;
  /** Login name. */
  responsiblePerson: string;
  purpose: string;
  /** Split at commas. */
  tags: string[];
  /** Phrase of the server, e.g. "split of 27-AL-1". */
  splitOrigin: string | null;
  topic: string | null;
  lastModifiedUtc: string | null;
  processes: (Process | Result)[];
  /** Fields that belong to no known part, e.g. informal layers. */
  otherFields: JsonTree;
}

/** A sample series; JuliaBase has no id for it but its name. */
export interface SampleSeries {
  name: string;
  /** In the server's order. */
  members: SeriesMember[];
}

export interface SeriesMember {
  id: Pk;
  name: string;
}

export function isResult(process: Process | Result): process is Result {
  return 'imageType' in process;
}
