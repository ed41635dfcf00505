import { open } from 'node:fs/promises';
import type { LogEntry } from '../contract/app.ts';
import { AppError, type JsonValue } from '../contract/app-error.ts';

/** As much of the log's end as is read; the rest is in the file. */
const mostBytes = 2_000_000;

export interface LogWish {
  /** Each word must be in the line; letter case aside. */
  text: string;
  leastLevel: LogEntry['level'];
  count: number;
}

const levels: readonly [LogEntry['level'], number][] = [
  ['debug', 0],
  ['info', 30],
  ['warn', 40],
  ['error', 50],
];

/** The newest lines of a log that fit, newest first; a log that is not there is empty. */
export async function logEntries(path: string, wish: LogWish): Promise<LogEntry[]> {
  const least = levels.find(([name]) => name === wish.leastLevel)?.[1] ?? 0;
  const words = wish.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found: LogEntry[] = [];
  for (const line of (await endOf(path)).split('\n').reverse()) {
    if (found.length === wish.count) break;
    if (line === '' || !words.every((word) => line.toLowerCase().includes(word))) continue;
    const entry = entryOf(line);
    if (entry !== null && entry.weight >= least) found.push(entry.entry);
  }
  return found;
}

async function endOf(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const length = Math.min(size, mostBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
      const text = buffer.toString('utf8', 0, bytesRead);
      // The first line is cut where not all was read.
      return length < size ? text.slice(text.indexOf('\n') + 1) : text;
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw new AppError('storage', `The log ${path} cannot be read.`, {
      remedy: 'Check the rights of the data folder.',
      cause,
    });
  }
}

/** A line that a crash has torn is left out. */
function entryOf(line: string): { entry: LogEntry; weight: number } | null {
  let value: JsonValue;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { level, time, msg, pid: _, hostname: __, ...fields } = value;
  const weight = typeof level === 'number' ? level : 30;
  const at = typeof time === 'number' || typeof time === 'string' ? new Date(time) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime())) return null;
  const name = levels.findLast(([, from]) => weight >= from)?.[0] ?? 'debug';
  const text = typeof msg === 'string' ? msg : '';
  return { weight, entry: { timeUtc: at.toISOString(), level: name, text, fields: JSON.stringify(fields) } };
}
