/** Part of the text, in UTF-16 units; `to` is not included. */
export interface Span {
  from: number;
  to: number;
}

export interface RecordSetProblem extends Span {
  /** With errors the server refuses the text or reads it as something else; warnings are about likely surprises. */
  severity: 'error' | 'warning';
  /** One sentence about what is wrong and one about what to do. */
  message: string;
  remedy: string;
  /** Texts that could stand in this place instead, best first. */
  suggestions: string[];
  /** Something has to be typed yet; the rest of the text can be asked without this place. */
  isUnfinished?: true;
}

/** A piece of the text that is taken as it is: a name, a duration, a query. */
export interface Word extends Span {
  text: string;
}

/**
 * A value. What it means depends on the type of its key, which the grammar does not know.
 *
 * `slot`: `#100`, `#^`, `#$`, `text` is what stands after the `#`. `quoted`: `text` is what stands in the quotes.
 */
export interface Value extends Word {
  kind: 'plain' | 'quoted' | 'slot' | 'missing';
}

export type Item =
  | ({ kind: 'first' | 'last' } & Span)
  | ({ kind: 'value'; value: Value } & Span)
  /** Both ends included. */
  | ({ kind: 'range'; start: Value; end: Value; every: Word | null } & Span)
  /** The end not included. */
  | ({ kind: 'slice'; start: Value; length: Word; every: Word | null } & Span);

/** `#5`, `#5-#9`, `#5-#` (to the last), `#-#9` (from the first), `#5/4`; `start` may be `^` or `$`. */
export interface RecnumItem extends Span {
  start: string | null;
  extent: { kind: 'one' } | { kind: 'through'; end: string | null } | { kind: 'count'; count: string };
  every: Word | null;
}

export type Filter =
  | ({ kind: 'all' } & Span)
  /** `key` null: belongs to the next prime key. */
  | ({ kind: 'values'; key: Word | null; items: Item[] } & Span)
  | ({ kind: 'recnums'; items: RecnumItem[] } & Span)
  /** `allVersions`: `[! … !]` instead of `[? … ?]`. */
  | ({ kind: 'sql'; allVersions: boolean; query: Word } & Span);

export interface RecordSet extends Span {
  series: Word;
  filters: Filter[];
  /** Null: no braces. */
  segments: Word[] | null;
  /** What stands between this set and the next. */
  separator: Word | null;
}

/** Whether the filter takes the place of a prime key. */
export function isPositional(filter: Filter): boolean {
  return filter.kind === 'all' || (filter.kind === 'values' && filter.key === null);
}
