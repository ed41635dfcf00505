import type { FormField } from '../http/request-body.ts';
import type { FieldValue, SampleSearch, SeriesFilter } from './api.ts';
import { doubleQuote, quote } from './double-quote.ts';

export type QueryParameter = [name: string, value: string];

/** Appends to a query that is there already. */
export function withQuery(path: string, parameters: readonly QueryParameter[]): string {
  return parameters.length === 0
    ? path
    : `${path}${path.includes('?') ? '&' : '?'}${parameters.map(([key, value]) => `${quote(key)}=${quote(value)}`).join('&')}`;
}

/** Form values as fields: true is `on`; false, null, '' and empty lists are left out. */
export function formFields(data: Record<string, FieldValue>): FormField[] {
  return Object.entries(data).flatMap(([name, value]): FormField[] => {
    if (value === null || value === false || value === '') return [];
    if (value === true) return [[name, 'on']];
    if (typeof value === 'string' || typeof value === 'number') return [[name, String(value)]];
    return 'bytes' in value ? [[name, value]] : value.map((item) => [name, String(item)]);
  });
}

export function samplePath(name: string): string {
  return `samples/${doubleQuote(name)}`;
}

/** A search that gives a page with links; the model stands twice because otherwise only an empty form is shown. */
export function searchPath(model: string, criteria: readonly QueryParameter[]): string {
  return withQuery('advanced_search', [['_model', model], ['_old_model', model], ...criteria]);
}

export function sampleSearchPath({ namePattern, topic }: SampleSearch): string {
  return searchPath('Sample', [...criterion('name', namePattern), ...criterion('topic_main', topic)]);
}

export function seriesSearchPath({ name, topic }: SeriesFilter): string {
  return searchPath('SampleSeries', [...criterion('name', name), ...criterion('topic', topic)]);
}

export function seriesOfSamplePath(sampleName: string): string {
  return searchPath('SampleSeries', [
    ['1-_model', 'Sample'],
    ['1-_old_model', 'Sample'],
    ['1-name', sampleName],
  ]);
}

export function markerSearchPath(marker: string): string {
  return searchPath('Result', [['comments', marker]]);
}

function criterion(name: string, value: string | undefined): QueryParameter[] {
  return value === undefined || value === '' ? [] : [[name, value]];
}

/** Splits names so that no request line becomes too long. Names with a comma cannot be asked for and are left out. */
export function keyQueries(table: 'samples' | 'depositions', names: readonly string[], longestQuery = 3000): string[] {
  const queries: string[] = [];
  let current = '';
  for (const name of new Set(names)) {
    if (name === '' || name.includes(',')) continue;
    const piece = quote(name);
    if (current !== '' && current.length + piece.length + 1 > longestQuery) {
      queries.push(`primary_keys?${table}=${current}`);
      current = '';
    }
    current = current === '' ? piece : `${current},${piece}`;
  }
  return current === '' ? queries : [...queries, `primary_keys?${table}=${current}`];
}
