import type { FoundKind } from '../domain/found.ts';

export interface SourceName {
  site: string;
  /** Names the answer within its site. */
  request: string;
}

export interface SourceStamp extends SourceName {
  asOfMs: number;
}

export interface SearchedAnswer extends SourceStamp {
  body: unknown;
}

/** Many kept answers of one site, as the cache hands them out. */
export interface SearchedTexts {
  site: string;
  about: { request: string; asOfMs: number }[];
  /** JSON list of the bodies in the same order, null where nothing is kept any more. */
  bodies: string;
}

export interface SearchAsked {
  text: string;
  /** Empty: all. */
  kinds: readonly FoundKind[];
  /** Empty: all. */
  sites: readonly string[];
  limit: number;
  /** Addresses that were opened lately, the last one first; these things come first among equals. */
  opened: readonly string[];
  /** Count for each kind and site as well. */
  facets: boolean;
}

/** Places in a text, [from, behind the last sign], in order and apart. */
export type Marks = [number, number][];

export interface FoundThing {
  /** The same as long as the index is not begun anew. */
  id: string;
  kind: FoundKind;
  site: string;
  title: string;
  titleMarks: Marks;
  detail: string;
  /** The part of its other texts that fits; null if title or detail do. */
  excerpt: { text: string; marks: Marks } | null;
  address: string;
  asOfMs: number;
}

export interface FoundCount<Name> {
  name: Name;
  count: number;
  /** There are more than were counted. */
  isMore: boolean;
}

export interface SearchFound {
  /** The best first. */
  hits: FoundThing[];
  total: number;
  isMore: boolean;
  /** Of what the text finds, whatever kinds and sites are chosen; empty unless asked for. */
  kinds: FoundCount<FoundKind>[];
  sites: FoundCount<string>[];
  /** Words that nothing begins with, and the known ones that were taken for them. */
  readAs: { typed: string; words: string[] }[];
  /** Another number than before: the index was begun anew and lacks what was in it. */
  generation: number;
}

/** The search index; all of it can be made again from what is kept elsewhere. */
export interface FindApi {
  /** Replaces what these answers told of. */
  put(answers: readonly SearchedAnswer[]): { generation: number };
  putTexts(texts: SearchedTexts): { generation: number };
  /** Of one site, or of all for null. */
  sources(site: string | null): { sources: SourceStamp[]; generation: number };
  /** Forgets what the requests of a site tell of whose name starts with the prefix; where that is much, all. */
  forget(site: string, prefix: string): { generation: number };
  forgetSources(names: readonly SourceName[]): void;
  /** Joins a part of the many short lists of words that much new data leaves; a search reads one long list faster. */
  merge(isFirst: boolean): { isDone: boolean };
  /** Begins anew, with nothing. */
  clear(): { generation: number };
  search(asked: SearchAsked): SearchFound;
  /** Looks at every page of the file, unless it is new or that was done within `everyMs`. */
  check(nowMs: number, everyMs: number): void;
  shutDown(): void;
}
