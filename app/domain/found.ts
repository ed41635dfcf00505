/** What a search finds, the ones that lead furthest first: a series leads to its samples, a sample to its processes. */
export const foundKinds = [
  'series',
  'topic',
  'drms-series',
  'saved-query',
  'openbis-space',
  'openbis-project',
  'openbis-collection',
  'mining-table',
  'table',
  'sample',
  'openbis-object',
  'openbis-data-set',
  'figure',
  'result',
  'process',
  'past-query',
  'transfer',
  'file',
] as const;

export type FoundKind = (typeof foundKinds)[number];

/** Something that can be found by its words and shown at an address. */
export interface Thing {
  kind: FoundKind;
  title: string;
  /** Where it belongs, in a few words; shown beside the title and searched too. */
  detail: string;
  /** Everything else by which it is found: comments, keywords, notes. */
  notes: string;
  /** Of the panel that shows it. */
  address: string;
  /** Tells it from others that the same panel shows; empty where the panel shows this thing itself. */
  part: string;
  /** 0: told in a list, 1: as a part of another thing, 2: by an answer about itself. The fullest answer counts. */
  fullness: 0 | 1 | 2;
}
