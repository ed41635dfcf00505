import type { CallOptions } from './api.ts';
import { doubleQuote } from './double-quote.ts';
import { readChoices } from './html-pages.ts';
import { parseExportedRows } from './parse.ts';
import { type QueryParameter, samplePath, withQuery } from './requests.ts';
import { hashedSearch } from './search-hash.ts';
import type { TableSlices } from './table-slices.ts';
import type { ExportedTable, SampleCriteria, TableColumn, TableOf, TablesArea } from './tables-api.ts';
import type { Wire } from './wire.ts';

export function createTables(wire: Wire, slices: TableSlices): TablesArea {
  async function columns(
    of: TableOf,
    { groups, ...options }: CallOptions & { groups?: readonly string[] } = {},
  ): Promise<TableColumn[]> {
    const path = exportPath(of);
    const first = await wire.pageForJson(path, options);
    const all = readChoices(first, '__-column_groups').map(({ value }) => value);
    const wanted = groups ?? all;
    // With one group only, the first page offers its columns at once.
    const page = wanted.length === 0 ? first : await wire.pageForJson(withQuery(path, chosenGroups(wanted)), options);
    return readChoices(page, '__-columns').map(({ value, label, group }) => ({
      index: Number(value),
      group,
      heading: label,
    }));
  }

  async function read(
    of: TableOf,
    { columns: chosen, ...options }: CallOptions & { columns?: readonly TableColumn[] } = {},
  ): Promise<ExportedTable> {
    const wanted = chosen ?? (await columns(of, options));
    const choice = {
      groups: [...new Set(wanted.map(({ group }) => group))],
      columns: wanted.map(({ index }) => index),
    };
    const rows = await slices.rows(exportPath(of), choice, parseExportedRows, options);
    const headings = [...new Set(rows.flatMap((row) => [...row.keys()]))];
    return { headings, rows: rows.map((row) => headings.map((heading) => row.get(heading) ?? null)) };
  }

  return { columns, read };
}

function exportPath(of: TableOf): string {
  if ('samples' in of) return sampleSearch(of.samples);
  if ('sample' in of) return `${samplePath(of.sample)}/export/`;
  if ('series' in of) return `sample_series/${doubleQuote(of.series)}/export/`;
  if ('result' in of) return `results/${of.result}/export/`;
  return `${of.labNotebook.url}/lab_notebook/${of.year}/${of.month}/export/`;
}

function sampleSearch(criteria: SampleCriteria): string {
  const { name, responsiblePerson, currentLocation, purpose, tags, topic } = criteria;
  const named: [string, string | undefined][] = [
    ['name', name],
    ['currently_responsible_person', responsiblePerson],
    ['current_location', currentLocation],
    ['purpose', purpose],
    ['tags', tags],
    ['topic_main', topic],
  ];
  const wanted = named.flatMap(([key, value]): QueryParameter[] =>
    value === undefined || value === '' ? [] : [[key, value]],
  );
  return withQuery('advanced_search', hashedSearch('Sample', wanted));
}

function chosenGroups(groups: readonly string[]): QueryParameter[] {
  return [
    ...groups.map((group): QueryParameter => ['__-column_groups', group]),
    ['__old_data-column_groups', groups.join('\t')],
    ['__old_data-columns', ''],
  ];
}
