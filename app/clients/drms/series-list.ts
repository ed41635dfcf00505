import { objectField, textField } from './answer-fields.ts';
import type { SeriesListItem } from './api.ts';

/** Items of `show_series` and of its wrapper, with or without notes (protocol 2.1, 2.2). */
export function seriesListOf(items: readonly unknown[]): SeriesListItem[] {
  return items.flatMap((item) => {
    if (typeof item === 'string') return [{ name: item, primekeys: [], note: '' }];
    const entry = objectField(item);
    const name = textField(entry.name);
    if (name !== null) {
      const primekeys = (textField(entry.primekeys) ?? '').split(/[\s,]+/).filter((key) => key !== '');
      return [{ name, primekeys, note: textField(entry.note) ?? '' }];
    }
    return Object.entries(entry).map(([series, facts]) => ({
      name: series,
      primekeys: [],
      note: textField(objectField(facts).description) ?? '',
    }));
  });
}
