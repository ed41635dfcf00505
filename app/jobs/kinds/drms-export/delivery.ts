import { extname } from 'node:path';
import type { DrmsClient } from '../../../clients/drms/api.ts';
import type { ExportProblem, ExportRow, PackedRow } from '../../../clients/drms/file-table.ts';
import type { SeriesInfo } from '../../../clients/drms/series-info.ts';
import type { ArchiveContent, DownloadFolder, DownloadItem, FileEntry } from '../../../clients/http/download/api.ts';
import { localFileName } from '../../../domain/drms/file-names.ts';
import { recordParts } from '../../../domain/drms/series-name.ts';
import type { SeriesStructure } from '../../../domain/drms/series-structure.ts';
import type { Delivered } from './delivered.ts';
import { texts } from './split.ts';
import type { DrmsExportQuery, RequestState } from './state.ts';

/** The files of a finished export as items of a download; each with an id that is the same in every run. */
export function itemsOf(
  request: RequestState,
  { isQuick }: Delivered,
  rows: readonly ExportRow[],
  info: SeriesInfo | null,
): DownloadItem[] {
  const structure = info === null ? undefined : structureOf(info);
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const base = idOf(request, row.record, row.fileName);
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return {
      ...{ id: count === 1 ? base : `${base}#${count}`, group: request.key, url: row.url },
      record: row.record === null ? null : bareRecord(row.record),
      segment: segmentOf(row, info),
      name: isQuick && row.record !== null ? quickName(row.record, row.fileName, structure) : row.fileName,
    };
  });
}

/** What is wanted out of the archive of an export. */
export function contentsOf(
  request: RequestState,
  packed: readonly PackedRow[],
  info: SeriesInfo | null,
): ArchiveContent[] {
  return packed.map(({ record, path }) => ({
    ...{ id: idOf(request, record, path), path },
    record: record === null ? null : bareRecord(record),
    segment: segmentOf({ record, fileName: path, url: '' }, info),
  }));
}

/** Whether nothing of an archive is needed any more. */
export async function areUnpacked(
  folder: DownloadFolder,
  request: RequestState,
  contents: readonly ArchiveContent[],
): Promise<boolean> {
  const entries = folder.entries(request.key);
  for (const { id } of contents) {
    // Files of a folder have ids that begin with its own.
    const own = entries.filter((entry) => entry.id === id || entry.id.startsWith(`${id}\n`));
    if (own.length === 0) return false;
    for (const entry of own) if (!(await folder.isPresent(entry))) return false;
  }
  return true;
}

/** Rows of the answer without a file, as entries of the manifest. */
export function missingOf(request: RequestState, problems: readonly ExportProblem[], asOf: string): FileEntry[] {
  return problems.map(({ record, fileName, message }) => {
    const parts = record === null ? null : recordParts(record);
    return missing(request, {
      ...{ record: parts === null ? null : bareRecord(record ?? ''), segment: parts?.segments.join(',') || null },
      ...{ name: fileName ?? '', message, asOf },
    });
  });
}

/**
 * Records that the query finds and the export does not have; the server leaves out what has no image.
 * Asks for names only where the numbers differ.
 */
export async function lostRecords(
  client: DrmsClient,
  request: RequestState,
  { records }: Delivered,
  asOf: string,
  signal: AbortSignal,
): Promise<FileEntry[]> {
  const delivered = new Set(records.flatMap((record) => keyOfRecord(record) ?? []));
  if (request.records === null || delivered.size >= request.records) return [];
  const answer = await client.query(request.recordSet, { key: ['*recnum*'], recinfo: true }, { signal });
  const names = answer.recordNames === null ? [] : texts(answer.recordNames);
  return names
    .filter((name) => !delivered.has(keyOfRecord(name) ?? name))
    .map((name) => {
      const message = 'The export does not have this record: perhaps it has no image (see QUALITY).';
      return missing(request, { record: bareRecord(name), segment: null, name: '', message, asOf });
    });
}

function missing(
  request: RequestState,
  about: { record: string | null; segment: string | null; name: string; message: string; asOf: string },
): FileEntry {
  const { record, segment, name, message, asOf } = about;
  return {
    ...{ id: `${idOf(request, record, name)}/${segment ?? ''}?`, group: request.key, record, segment },
    ...{ file: null, url: null, bytes: null, sha256: null, state: 'missing', message, asOf },
  };
}

/** Whether steps of processing were asked for and left out: processed records are of a series of their own. */
export function isUnprocessed(query: DrmsExportQuery, { records }: Delivered): boolean {
  if (Object.keys(query.process).length === 0 || /^(jpg|mpg|mp4)/i.test(query.protocol)) return false;
  const series = records.flatMap((record) => recordParts(record)?.series ?? []);
  return series.length > 0 && series.every((name) => !name.endsWith('_mod'));
}

function idOf({ key }: RequestState, record: string | null, name: string): string {
  return `${key}/${record ?? ''}/${name}`;
}

/** Without the segments in braces. */
function bareRecord(record: string): string {
  return record.replace(/\{[^{}]*\}\s*$/, '').trim();
}

/** What names of one record share, whether processed or not. */
function keyOfRecord(record: string | null): string | null {
  const parts = record === null ? null : recordParts(record);
  return parts === null ? null : [parts.series.toLowerCase().replace(/_mod$/, ''), ...parts.values].join('|');
}

/** From the record's braces, else the segment of the series that stands last in the name of the file. */
function segmentOf({ record, fileName }: ExportRow, info: SeriesInfo | null): string | null {
  const named = record === null ? undefined : recordParts(record)?.segments;
  if (named !== undefined && named.length > 0) return named.join(',');
  if (record === null) return null;
  const stem = fileName.slice(0, fileName.length - extname(fileName).length);
  return info?.segments.find(({ name }) => stem === name || stem.endsWith(`.${name}`))?.name ?? null;
}

function quickName(record: string, fileName: string, structure: SeriesStructure | undefined): string {
  const local = localFileName(record, fileName, structure);
  if (local === null) return fileName;
  const extension = extname(fileName);
  return local.endsWith(extension) ? local : `${local}${extension}`;
}

function structureOf({ name, primekeys, keywords, segments }: SeriesInfo): SeriesStructure {
  return {
    ...{ name, primekeys, interval: null },
    keywords: keywords.map(({ isTime, recscope, defval, units, note, ...keyword }) => ({
      ...{ name: keyword.name, type: isTime ? 'time' : 'string', recscope, defval, units, note },
    })),
    segments: segments.map((segment) => ({ name: segment.name, note: segment.note, protocol: segment.protocol ?? '' })),
  };
}
