import type { Series, Value } from './model.ts';
import { findKeyword } from './records.ts';

/** What has become of records of a series since it was made, by their numbers. */
export interface Revision {
  series: string;
  /** Records that are not there. */
  gone?: readonly number[];
  /** Null: the value is missing. */
  values?: readonly { recnum: number; keyword: string; value: number | string | null }[];
}

/** The series as it is after a revision. @throws Error for a keyword that it does not have. */
export function revised(series: Series, { gone = [], values = [] }: Revision): Series {
  const isGone = new Set(gone);
  const byKeyword = new Map<string, Map<number, Value>>();
  for (const { recnum, keyword, value } of values) {
    const name = findKeyword(series, keyword)?.name;
    if (name === undefined) throw new Error(`${series.name} has no keyword "${keyword}".`);
    byKeyword.set(name, (byKeyword.get(name) ?? new Map<number, Value>()).set(recnum, value));
  }
  return {
    ...series,
    ...(isGone.size === 0 ? {} : { isGone: (recnum: number) => isGone.has(recnum) }),
    keywords: series.keywords.map((keyword) => {
      const changed = byKeyword.get(keyword.name);
      if (changed === undefined) return keyword;
      return {
        ...keyword,
        value: (record) => (changed.has(record.recnum) ? (changed.get(record.recnum) ?? null) : keyword.value(record)),
      };
    }),
  };
}
