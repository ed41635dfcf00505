import { finishedQuery } from './conditions.ts';
import { scanItem } from './scan-item.ts';
import type { Filter, Item, RecnumItem, RecordSet, Value, Word } from './syntax.ts';

/** A text as one value of a list: in quotation marks if it would be read as something else without. */
export function quoteValue(text: string): string {
  const item = /^[^\s,[\]"'^$#!?:][^\s,[\]]*$/.test(text) ? scanItem(text, 0) : null;
  const isPlain = item?.kind === 'value' && item.value.kind === 'plain' && item.value.text === text;
  if (isPlain && !/^[A-Za-z_]\w*=/.test(text)) return text;
  const escaped = text.replace(/[\\"]/g, '\\$&').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

export function writeValue(value: Value): string {
  switch (value.kind) {
    case 'plain':
      return value.text;
    case 'slot':
      return `#${value.text}`;
    case 'missing':
      return 'DRMS_MISSING_VALUE';
    case 'quoted':
      return quoteValue(value.text);
    default:
      return value.kind satisfies never;
  }
}

function writeEvery(every: Word | null): string {
  return every ? `@${every.text}` : '';
}

export function writeItem(item: Item): string {
  switch (item.kind) {
    case 'first':
      return '^';
    case 'last':
      return '$';
    case 'value':
      return writeValue(item.value);
    case 'range':
      return `${writeValue(item.start)}-${writeValue(item.end)}${writeEvery(item.every)}`;
    case 'slice':
      return `${writeValue(item.start)}/${item.length.text}${writeEvery(item.every)}`;
    default:
      return item satisfies never;
  }
}

function writeRecnum({ start, extent, every }: RecnumItem): string {
  const from = `#${start ?? ''}`;
  switch (extent.kind) {
    case 'one':
      return from + writeEvery(every);
    case 'through':
      return `${from}-#${extent.end ?? ''}${writeEvery(every)}`;
    case 'count':
      return `${from}/${extent.count}${writeEvery(every)}`;
    default:
      return extent satisfies never;
  }
}

export function writeFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'all':
      return '[]';
    case 'values':
      return `[${filter.key ? `${filter.key.text}=` : ''}${filter.items.map(writeItem).join(',')}]`;
    case 'recnums':
      return `[:${filter.items.map(writeRecnum).join(',')}]`;
    case 'sql': {
      const mark = filter.allVersions ? '!' : '?';
      return `[${mark} ${filter.query.text} ${mark}]`;
    }
    default:
      return filter satisfies never;
  }
}

/** One set without blanks and comments. */
export function writeRecordSet({
  series,
  filters,
  segments,
}: Pick<RecordSet, 'series' | 'filters' | 'segments'>): string {
  const braces = segments && segments.length > 0 ? `{${segments.map(({ text }) => text).join(',')}}` : '';
  return series.text + filters.map(writeFilter).join('') + braces;
}

/** The sets without the unfinished parts of their conditions, for what can be told before all is typed. */
export function finishedPart(sets: readonly RecordSet[]): string {
  return sets
    .map((set) => ({ ...set, filters: set.filters.map(finishedFilter) }))
    .map((set) => writeRecordSet({ ...set, filters: set.filters.filter((filter) => filter !== null) }))
    .join(',');
}

function finishedFilter(filter: Filter): Filter | null {
  if (filter.kind !== 'sql') return filter;
  const text = finishedQuery(filter.query.text);
  return text === '' ? null : { ...filter, query: { ...filter.query, text } };
}

/**
 * The one spelling all texts of the same meaning share as far as the grammar tells: no blanks or comments, quotation
 * marks only where needed, sets separated by commas.
 */
export function canonicalRecordSet(sets: readonly RecordSet[]): string {
  return sets.map(writeRecordSet).join(',');
}
