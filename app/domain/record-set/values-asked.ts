import type { SeriesStructure } from '../drms/series-structure.ts';
import { parseRecordSet } from './parse.ts';
import { type Filter, isPositional } from './syntax.ts';

/**
 * Single values of a prime key that earlier record sets of a series asked for, each once, in the order of the texts.
 *
 * @param texts Record sets of any series; those that cannot be read are passed over.
 */
export function valuesAsked(texts: Iterable<string>, structure: SeriesStructure, key: string): string[] {
  const position = structure.primekeys.indexOf(key);
  const name = structure.name.toLowerCase();
  const found = new Set<string>();
  for (const text of texts) {
    for (const { series, filters } of parseRecordSet(text).sets) {
      if (series.text.toLowerCase() !== name) continue;
      const positional = position < 0 ? undefined : filters.filter(isPositional)[position];
      const named = filters.filter((filter) => filter.kind === 'values' && isNamed(filter, key));
      for (const filter of [positional, ...named]) for (const value of valuesOf(filter)) found.add(value);
    }
  }
  return [...found];
}

function isNamed(filter: Extract<Filter, { kind: 'values' }>, key: string): boolean {
  return filter.key?.text.toLowerCase() === key.toLowerCase();
}

function valuesOf(filter: Filter | undefined): string[] {
  if (filter?.kind !== 'values') return [];
  return filter.items.flatMap((item) =>
    item.kind === 'value' && (item.value.kind === 'plain' || item.value.kind === 'quoted') ? [item.value.text] : [],
  );
}
