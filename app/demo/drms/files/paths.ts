import type { Catalog } from '../series/catalog.ts';
import type { DemoRecord, Segment, Series } from '../series/model.ts';
import { recordOf } from '../series/records.ts';

/** Directory of the storage unit of a record. */
export function recordDirectory(series: Series, record: DemoRecord, catalog: Catalog): string {
  const sunum = catalog.sunum(series, record);
  return `/SUM${sunum % 20}/D${sunum}/S00000`;
}

/** What `rs_list` prints for a segment. */
export function segmentPath(series: Series, record: DemoRecord, segment: Segment, catalog: Catalog): string {
  const holder = catalog.holder(series, record, segment);
  if (holder === undefined) return 'BadSegLink';
  if (holder.series.storage(holder.record) !== 'online') return 'NoDataDirectory';
  return `${recordDirectory(holder.series, holder.record, catalog)}/${holder.segment.file}`;
}

/** The way back from a path to the file it names. */
export function findStored(
  path: string,
  catalog: Catalog,
): { series: Series; record: DemoRecord; segment: Segment; inside: string } | undefined {
  const [, sunum, file = ''] = /^\/SUM\d+\/D(\d{10,})\/S\d{5}\/(.+)$/.exec(path) ?? [];
  const found = sunum === undefined ? undefined : catalog.ofSunum(Number(sunum));
  const record = found && recordOf(found.series, found.recnum);
  if (found === undefined || record === undefined || found.series.storage(record) !== 'online') return undefined;
  for (const segment of found.series.segments) {
    if (segment.link !== undefined) continue;
    if (segment.content === 'directory' && file.startsWith(`${segment.file}/`))
      return { ...found, record, segment, inside: file.slice(segment.file.length + 1) };
    if (segment.content !== 'directory' && segment.file === file) return { ...found, record, segment, inside: '' };
  }
  return undefined;
}
