import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrmsClient, QueryAnswer } from '../../../clients/drms/api.ts';
import type { CellColumn } from '../../../clients/drms/cell-column.ts';
import type { DownloadFolder, FileEntry } from '../../../clients/http/download/api.ts';
import { AppError, toAppError } from '../../../contract/app-error.ts';
import { type RecordKeyword, recordCards } from '../../../domain/drms/fits-keywords.ts';
import type { WrittenCard } from '../../../domain/fits/card-text.ts';
import { FitsError } from '../../../domain/fits/fits-error.ts';
import { openFits } from '../../../domain/fits/fits-file.ts';
import type { FitsSource } from '../../../domain/fits/fits-source.ts';
import { headerWithCards, keywordHdu, type NewHeader } from '../../../domain/fits/write-header.ts';
import { texts } from './split.ts';

export interface LocalHeaderParts {
  client: DrmsClient;
  folder: DownloadFolder;
  /** As the server was asked. */
  recordSet: string;
  /** Files of this group of the manifest are looked at. */
  group: string;
  signal: AbortSignal;
  nowUtc(): string;
}

const fitsName = /\.(?:fits?|fts|fz)$/i;
const recordNumber = '*recnum*';

/**
 * Writes the keywords of their records into FITS files that came as they lie on the server, as an export in FITS form
 * would have them; numbers have the digits that the server prints. A file that has them already is left alone; each is the old or the new one, never a torn one.
 * @returns what could not be done, in sentences
 */
export async function writeLocalHeaders(parts: LocalHeaderParts): Promise<string[]> {
  const { folder, group, signal } = parts;
  const warnings: string[] = [];
  let records: RecordCards | undefined;
  for (const entry of folder.entries(group)) {
    if (entry.file === null || entry.record === null || !fitsName.test(entry.file)) continue;
    if (entry.state !== 'verified' && entry.state !== 'size-unconfirmed') continue;
    signal.throwIfAborted();
    try {
      records ??= await askRecords(parts);
      const cards = records.cardsOf(entry.record, entry.segment ?? '');
      if (cards === null) warnings.push(`${entry.file} got no keywords: the server did not tell those of its record.`);
      else await writeCards(parts, { ...entry, file: entry.file }, cards);
    } catch (error) {
      if (!(error instanceof FitsError)) throw error;
      warnings.push(`${entry.file} got no keywords. ${error.message}`);
    }
  }
  return warnings;
}

interface RecordCards {
  /** Null if the answer does not have the record. */
  cardsOf(record: string, segment: string): WrittenCard[] | null;
}

async function askRecords({ client, recordSet, signal }: LocalHeaderParts): Promise<RecordCards> {
  const answer = await client.query(recordSet, { key: ['**ALL**', recordNumber], recinfo: true }, { signal });
  const names = answer.recordNames === null ? [] : texts(answer.recordNames);
  const rows = new Map(names.map((name, row) => [plainName(name), row]));
  return {
    cardsOf(record, segment) {
      const row = rows.get(plainName(record));
      return row === undefined ? null : cardsOfRow(answer, row, record, segment);
    },
  };
}

/** Without segments, in small letters. */
function plainName(record: string): string {
  return record
    .replace(/\{[^{}]*\}\s*$/, '')
    .trim()
    .toLowerCase();
}

function cardsOfRow({ keywords, info }: QueryAnswer, row: number, record: string, segment: string): WrittenCard[] {
  const number = keywords.find(({ name }) => name === recordNumber);
  const recnum = number === undefined ? null : Number(valueAt(number, row));
  const described = keywords.flatMap((column): RecordKeyword[] => {
    const keyword = info.keywords.find(({ name }) => name === column.name);
    if (keyword === undefined) return [];
    const { name, units, note, type, isTime } = keyword;
    return [{ ...{ name, units, note }, type: isTime ? 'time' : type, value: valueAt(column, row) }];
  });
  const series = /^[\w.]+/.exec(record)?.[0] ?? info.name;
  return recordCards(described, { series, recnum, segment, primekeys: info.primekeys });
}

function valueAt(column: CellColumn, row: number): RecordKeyword['value'] {
  if ((column.states?.[row] ?? 0) !== 0) return null;
  if (column.kind !== 'text') return column.values[row] ?? null;
  const { bytes, offsets } = column;
  return Buffer.from(bytes.subarray(offsets[row], offsets[row + 1])).toString('latin1');
}

type PresentEntry = FileEntry & { file: string };

async function writeCards(parts: LocalHeaderParts, entry: PresentEntry, cards: readonly WrittenCard[]): Promise<void> {
  const { folder, nowUtc } = parts;
  const path = join(folder.path, entry.file);
  // Names with this ending are never taken for finished files.
  const aside = `${path}.header.part`;
  try {
    const handle = await open(path, 'r');
    try {
      const header = await newHeader(handle, cards);
      if (header === null) return;
      const written = await copyWith(handle, header, aside);
      await rename(aside, path);
      // Else the changed file would count as touched by somebody, and be fetched again.
      await folder.putEntry({ ...entry, ...written, asOf: nowUtc() });
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(aside, { force: true });
    if (error instanceof FitsError || error instanceof AppError) throw error;
    throw new AppError('storage', `The header of ${path} cannot be written.`, {
      remedy: 'Check the disk and the rights of the folder.',
      retryable: true,
      cause: toAppError(error),
    });
  }
}

/** Null if the file has the keywords already. */
async function newHeader(handle: FileHandle, cards: readonly WrittenCard[]): Promise<NewHeader | null> {
  const file = await openFits(await sourceOf(handle));
  const hdu = keywordHdu(file);
  if (hdu === undefined || hdu.header.has('DRMS_ID')) return null;
  return headerWithCards(file, hdu, cards);
}

async function sourceOf(handle: FileHandle): Promise<FitsSource> {
  const { size } = await handle.stat();
  return {
    size,
    async read(position, length) {
      const wanted = Math.max(0, Math.min(length, size - position));
      const bytes = new Uint8Array(wanted);
      const { bytesRead } = await handle.read(bytes, 0, wanted, position);
      return bytes.subarray(0, bytesRead);
    },
  };
}

const pieceBytes = 1024 * 1024;

/** The whole file with another header under another name, safely on disk. */
async function copyWith(
  handle: FileHandle,
  header: NewHeader,
  target: string,
): Promise<{ bytes: number; sha256: string }> {
  const { size } = await handle.stat();
  const hash = createHash('sha256');
  const written = await open(target, 'w');
  let bytes = 0;
  const put = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece);
    await written.write(piece);
    bytes += piece.length;
  };
  const copy = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at += pieceBytes) {
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, to - at));
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      await put(piece.subarray(0, bytesRead));
    }
  };
  try {
    await copy(0, header.byte);
    await put(header.bytes);
    await copy(header.byte + header.oldBytes, size);
    await written.sync();
  } finally {
    await written.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
