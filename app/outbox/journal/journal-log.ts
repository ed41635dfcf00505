import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Commit, Contents } from './contents.ts';
import type { Sums } from './sums.ts';

/** A place in the log, and what all before it must add up to. */
export interface LogMark {
  bytes: number;
  sum: number;
  /** Number of lines before it, and of the last commit. */
  lines: number;
  sequence: number;
}

/** What a look at the log came to. */
export interface LogScan {
  /** Every line is there and sound; a last line that was cut while it was written does not count. */
  isWhole: boolean;
  /** Number of the last sound commit. */
  sequence: number;
  /** Commits with a number up to this one stand in the snapshot at the beginning. */
  base: number;
  /** Sound lines behind the place that was known before. */
  lines: LogLine[];
  /** End of the last line, when whole. */
  end: LogMark;
}

export interface LogLine {
  sequence: number;
  json: Uint8Array;
}

const title = 'quarry-outbox-journal 1';
const lineBreak = 10;

/** The journal that a log says it belongs to; undefined if it does not say. */
export function journalIdOf(path: string): string | undefined {
  const start = readOrNothing(path).subarray(0, 200).toString('latin1');
  return new RegExp(`^${title} ([0-9a-f-]{36}) \\d+ \\d+\n`).exec(start)?.[1];
}

/**
 * Reads the log and checks it.
 * @param known a place up to which it may have been checked line by line before; if all before it still adds up to the
 *   same, only what follows is read line by line
 */
export function scanLog(path: string, journalId: string, sums: Sums, known?: LogMark): LogScan {
  const bytes = readOrNothing(path);
  const before =
    known !== undefined && known.bytes <= bytes.length && sums.ofBytes(bytes.subarray(0, known.bytes)) === known.sum
      ? known
      : undefined;
  const headEnd = bytes.indexOf(lineBreak);
  const head = new RegExp(`^${title} ${journalId} (\\d+) (\\d+)$`).exec(bytes.toString('latin1', 0, headEnd));
  const [base, snapshotLines] = [Number(head?.[1] ?? 0), Number(head?.[2] ?? 0)];
  const lines: LogLine[] = [];
  let isWhole = head !== null;
  let at = before?.bytes ?? headEnd + 1;
  let sequence = before?.sequence ?? base;
  const linesBefore = before?.lines ?? 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(lineBreak, at);
    const line = end < 0 ? undefined : readLine(bytes.subarray(at, end), sums);
    if (line === undefined) {
      // Only a last line without an end was cut by a crash; all else was sound once.
      if (end < 0) break;
      isWhole = false;
    } else {
      const expected = linesBefore + lines.length < snapshotLines ? base : sequence + 1;
      isWhole &&= line.sequence === expected;
      sequence = Math.max(sequence, line.sequence);
      lines.push(line);
    }
    at = end + 1;
  }
  const count = linesBefore + lines.length;
  const soundBytes = Math.min(at, bytes.length);
  const sum = sums.ofBytes(bytes.subarray(before?.bytes ?? 0, soundBytes), before?.sum);
  const end = { bytes: soundBytes, sum, lines: count, sequence };
  return { isWhole: isWhole && count >= snapshotLines, sequence, base, lines, end };
}

/** A line is `checksum sequence json`; the checksum covers the rest. */
function readLine(line: Uint8Array, sums: Sums): LogLine | undefined {
  const text = Buffer.from(line.buffer, line.byteOffset, Math.min(line.length, 40)).toString('latin1');
  const [matched, sum, sequence] = /^([0-9a-f]{8}) (\d{1,15}) /.exec(text) ?? [];
  if (matched === undefined || sum === undefined) return undefined;
  if (sums.ofBytes(line.subarray(9)) !== Number.parseInt(sum, 16)) return undefined;
  return { sequence: Number(sequence), json: line.subarray(matched.length) };
}

export function commitOf({ json }: LogLine): Commit {
  // Its checksum says that we have written it.
  return JSON.parse(new TextDecoder().decode(json)) as Commit;
}

/** The append-only copy of the journal, open for writing. */
export class JournalLog {
  private readonly file: number;
  private readonly sums: Sums;
  private at: LogMark;

  /** Cuts off what a crash has left behind the last sound line. */
  constructor(path: string, sums: Sums, end: LogMark) {
    this.file = openSync(path, 'r+');
    this.sums = sums;
    this.at = end;
    ftruncateSync(this.file, end.bytes);
  }

  /** Behind the last line. */
  get end(): LogMark {
    return this.at;
  }

  /** On disk when it returns. After a failure nothing of the line is left. */
  append(sequence: number, commit: Commit): void {
    const line = lineOf(sequence, commit, this.sums);
    const { bytes, sum, lines } = this.at;
    try {
      for (let done = 0; done < line.length; ) {
        done += writeSync(this.file, line, done, line.length - done, bytes + done);
      }
      fdatasyncSync(this.file);
    } catch (error) {
      ftruncateSync(this.file, bytes);
      throw error;
    }
    this.at = { bytes: bytes + line.length, sum: this.sums.ofBytes(line, sum), lines: lines + 1, sequence };
  }

  /** Takes back everything behind a place. */
  cutTo(place: LogMark): void {
    ftruncateSync(this.file, place.bytes);
    fdatasyncSync(this.file);
    this.at = place;
  }

  close(): void {
    closeSync(this.file);
  }
}

/** A log that begins with all that there is. */
export function freshLog(journalId: string, sums: Sums, contents: Contents): { bytes: Buffer; end: LogMark } {
  const { sequence, items, records } = contents;
  const lines = [
    ...items.map((item): Commit => ({ items: [item] })),
    ...records.map((record): Commit => ({ records: [record] })),
  ];
  const head = Buffer.from(`${title} ${journalId} ${sequence} ${lines.length}\n`);
  const bytes = Buffer.concat([head, ...lines.map((line) => lineOf(sequence, line, sums))]);
  return { bytes, end: { bytes: bytes.length, sum: sums.ofBytes(bytes), lines: lines.length, sequence } };
}

/** The file under its name is the old one or the whole new one. */
export function writeLog(path: string, bytes: Buffer): void {
  const aside = `${path}.new`;
  // The types of Node lack the option here.
  writeFileSync(aside, bytes, { mode: 0o600, flush: true } as Parameters<typeof writeFileSync>[2]);
  renameSync(aside, path);
  syncFolder(dirname(path));
}

function lineOf(sequence: number, commit: Commit, sums: Sums): Buffer {
  const body = Buffer.from(`${sequence} ${JSON.stringify(commit)}`);
  const sum = sums.ofBytes(body).toString(16).padStart(8, '0');
  return Buffer.concat([Buffer.from(`${sum} `), body, Buffer.of(lineBreak)]);
}

/** A name is safe on disk once its folder is; Windows does that by itself and knows no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
