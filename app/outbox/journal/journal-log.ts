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

/** What a look at the log came to. */
export interface LogScan {
  /** Every line is there and sound; a last line that was cut while it was written does not count. */
  isWhole: boolean;
  /** Number of the last sound commit. */
  sequence: number;
  /** Commits with a number up to this one stand in the snapshot at the beginning. */
  base: number;
  lines: LogLine[];
  /** Bytes up to the end of the last line, when whole. */
  soundBytes: number;
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

/** Reads all lines and checks each. */
export function scanLog(path: string, journalId: string, sums: Sums): LogScan {
  const bytes = readOrNothing(path);
  const headEnd = bytes.indexOf(lineBreak);
  const head = new RegExp(`^${title} ${journalId} (\\d+) (\\d+)$`).exec(bytes.toString('latin1', 0, headEnd));
  const [base, snapshotLines] = [Number(head?.[1] ?? 0), Number(head?.[2] ?? 0)];
  const lines: LogLine[] = [];
  let isWhole = head !== null;
  let at = headEnd + 1;
  let sequence = base;
  while (at < bytes.length) {
    const end = bytes.indexOf(lineBreak, at);
    const line = end < 0 ? undefined : readLine(bytes.subarray(at, end), sums);
    if (line === undefined) {
      // Only a last line without an end was cut by a crash; all else was sound once.
      if (end < 0) break;
      isWhole = false;
    } else {
      const expected = lines.length < snapshotLines ? base : sequence + 1;
      isWhole &&= line.sequence === expected;
      sequence = Math.max(sequence, line.sequence);
      lines.push(line);
    }
    at = end + 1;
  }
  return { isWhole: isWhole && lines.length >= snapshotLines, sequence, base, lines, soundBytes: at };
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
  private bytes: number;

  /** Cuts off what a crash has left behind the last sound line. */
  constructor(path: string, sums: Sums, soundBytes: number) {
    this.file = openSync(path, 'r+');
    this.sums = sums;
    this.bytes = soundBytes;
    ftruncateSync(this.file, soundBytes);
  }

  get size(): number {
    return this.bytes;
  }

  /** On disk when it returns. After a failure nothing of the line is left. */
  append(sequence: number, commit: Commit): void {
    const line = lineOf(sequence, commit, this.sums);
    try {
      for (let done = 0; done < line.length; ) {
        done += writeSync(this.file, line, done, line.length - done, this.bytes + done);
      }
      fdatasyncSync(this.file);
      this.bytes += line.length;
    } catch (error) {
      ftruncateSync(this.file, this.bytes);
      throw error;
    }
  }

  /** Takes back everything behind `bytes`. */
  cutTo(bytes: number): void {
    ftruncateSync(this.file, bytes);
    fdatasyncSync(this.file);
    this.bytes = bytes;
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Writes a log that begins with all that there is. The file under its name is the old one or the whole new one. */
export function writeLog(path: string, journalId: string, sums: Sums, contents: Contents): number {
  const { sequence, items, records } = contents;
  const lines = [
    ...items.map((item): Commit => ({ items: [item] })),
    ...records.map((record): Commit => ({ records: [record] })),
  ];
  const head = Buffer.from(`${title} ${journalId} ${sequence} ${lines.length}\n`);
  const bytes = Buffer.concat([head, ...lines.map((line) => lineOf(sequence, line, sums))]);
  const aside = `${path}.new`;
  // The types of Node lack the option here.
  writeFileSync(aside, bytes, { mode: 0o600, flush: true } as Parameters<typeof writeFileSync>[2]);
  renameSync(aside, path);
  syncFolder(dirname(path));
  return bytes.length;
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
