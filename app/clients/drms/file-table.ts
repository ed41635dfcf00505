import { recordParts } from '../../domain/drms/series-name.ts';
import type { ExportAnswer, ExportData } from './export-answer.ts';

export interface ExportRow {
  /** Record name, with `{segment}` for as-is exports; null for tar files and movies. */
  record: string | null;
  fileName: string;
  url: string;
}

/** A row of the answer that is no file to fetch, and why. */
export interface ExportProblem {
  record: string | null;
  fileName: string | null;
  message: string;
}

/** A file, or a folder of files, within the archive that an export is delivered as. */
export interface PackedRow {
  record: string | null;
  path: string;
}

export interface FileTable {
  rows: ExportRow[];
  /** What the archive in `rows` has; empty for exports that are no archive. */
  packed: PackedRow[];
  problems: ExportProblem[];
  /** What is wrong with the export as a whole, in sentences. */
  warnings: string[];
}

/**
 * Files of a finished export by the rules of protocol 5.3; rows without a file become problems.
 * @param urlOf address of a path on the server
 * @param isProcessed steps of processing were asked for
 */
export function fileTableOf(answer: ExportAnswer, urlOf: (path: string) => string, isProcessed = false): FileTable {
  const { tarfile, dir, requestId } = answer;
  const warnings = isProcessed && isUnprocessed(answer) ? [unprocessedWarning] : [];
  const { named, problems } = namedRows(answer);
  if (tarfile !== null) {
    // An image tar may lack its name, which is a defect of the server.
    const path = tarfile.endsWith('/.tar') && dir !== null ? `${dir}/${requestId ?? ''}.tar` : tarfile;
    const rows = [{ record: null, fileName: baseName(path), url: urlOf(path) }];
    return { rows, packed: named.map(({ record, fileName }) => ({ record, path: fileName })), problems, warnings };
  }
  const rows = named.map(({ record, fileName }) => ({
    record,
    fileName: baseName(fileName),
    url: urlOf(dir === null ? fileName : `${dir}/${fileName}`),
  }));
  return { rows, packed: [], problems, warnings };
}

function namedRows(answer: ExportAnswer): {
  named: { record: string | null; fileName: string }[];
  problems: ExportProblem[];
} {
  const named: { record: string | null; fileName: string }[] = [];
  const problems: ExportProblem[] = [];
  for (const { record, fileName, isMovie } of sortedData(answer)) {
    const problem = isMovie ? null : rowProblem(record, fileName);
    if (problem !== null) problems.push({ record, fileName, message: problem });
    else if (fileName !== null) named.push({ record, fileName });
  }
  return { named, problems };
}

interface DataRow extends ExportData {
  isMovie: boolean;
}

/** Rows of images in the light of their names: they are pasted together line by line, and slip where one failed. */
function sortedData({ protocol, data }: ExportAnswer): DataRow[] {
  const plain = (rows: readonly ExportData[]): DataRow[] => rows.map((row) => ({ ...row, isMovie: false }));
  if (!isPicture(protocol)) return plain(data);
  const [first, ...others] = data;
  if (first === undefined || !/^(mpg|mp4)/i.test(protocol ?? '') || first.record?.startsWith('movie') !== true)
    return plain(matchedByName(data));
  return [{ record: null, fileName: first.fileName, isMovie: true }, ...plain(matchedByName(others))];
}

function isPicture(protocol: string | null): boolean {
  return /^(jpg|png|mpg|mp4)/i.test(protocol ?? '');
}

/** Files with the records whose names they bear; as they came where names tell nothing. */
function matchedByName(data: readonly ExportData[]): readonly ExportData[] {
  const recordsByStem = new Map<string, string[]>();
  for (const { record } of data) {
    const stem = record === null ? null : stemOf(record);
    if (record !== null && stem !== null) recordsByStem.set(stem, [...(recordsByStem.get(stem) ?? []), record]);
  }
  const files = data.flatMap(({ fileName }) => (fileName === null ? [] : [fileName]));
  const stems = files.map((fileName) => stemsWithin(fileName).find((stem) => recordsByStem.has(stem)) ?? null);
  if (stems.includes(null)) return data;
  const matched = files.map((fileName, index) => ({
    record: recordsByStem.get(stems[index] ?? '')?.shift() ?? null,
    fileName,
  }));
  const left = [...recordsByStem.values()].flat().map((record) => ({ record, fileName: null }));
  return [...matched, ...left];
}

/** The beginning of a file name by the template of Quarry: series and values of prime keys. */
function stemOf(record: string): string | null {
  const parts = recordParts(record);
  if (parts === null) return null;
  return [
    parts.series.toLowerCase().replace(/_mod$/, ''),
    ...parts.values.map((value) => value.replace(/[.:-]/g, '')),
  ].join('.');
}

/** What stands before each dot, longest first. */
function stemsWithin(fileName: string): string[] {
  const parts = baseName(fileName).split('.');
  return parts.map((_, count) => parts.slice(0, parts.length - count).join('.'));
}

const unprocessedWarning =
  'The server left out the processing: the records are those of the series itself. Check the options of the steps and submit the export again.';

/** Processed records are of a series of their own (protocol 2.7); pictures bear the name of the original. */
function isUnprocessed({ protocol, data }: ExportAnswer): boolean {
  if (isPicture(protocol)) return false;
  const records = data.flatMap(({ record }) => recordParts(record ?? '') ?? []);
  return records.length > 0 && records.every(({ series }) => !series.endsWith('_mod'));
}

function rowProblem(record: string | null, fileName: string | null): string | null {
  if (record?.startsWith('warning=') === true) return record.slice('warning='.length);
  if (fileName === null) return 'The server named no file for this record.';
  if (baseName(fileName) === 'NoDataFile') return 'The server has no file for this record.';
  return record === null ? 'The server named no record for this file.' : null;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
