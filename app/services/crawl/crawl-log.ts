import { appendFileSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import type { CrawledFile } from '../../contract/crawl.ts';
import type { CrawlSummary } from '../../crawl/run-crawl.ts';
import type { Clock } from '../../platform/platform.ts';

/** The log of one run, as people and the log viewer of JuliaBase read it. */
export interface CrawlLog {
  /** All lines of this run. */
  lines(): readonly string[];
  info(text: string): void;
  error(text: string): void;
  file(file: CrawledFile): void;
  summary(summary: CrawlSummary): void;
  close(): void;
}

/** More than a mail should have. */
const keptLines = 1000;

/** Appends to `crawl-NAME.log`. @throws AppError 'storage' */
export function openCrawlLog(folder: string, crawler: string, clock: Clock): CrawlLog {
  const file = openLog(logPath(folder, crawler), folder);
  const lines: string[] = [];
  const write = (level: string, text: string): void => {
    const at = new Date(clock.nowMs()).toISOString().slice(0, 19).replace('T', ' ');
    // A file's own name may have line breaks.
    const line = `${at} ${level.padEnd(8)} ${text.replace(/[\r\n]+/g, ' ')}`;
    if (lines.length < keptLines) lines.push(line);
    appendFileSync(file, `${line}\n`);
  };
  return {
    lines: () => lines,
    info: (text) => write('INFO', text),
    error: (text) => write('ERROR', text),
    file({ path, outcome, reason, target }) {
      if (outcome === 'queued') write('INFO', `${path}: queued for ${target}`);
      if (outcome === 'moved') write('INFO', `${path}: was ${reason} when it was sent`);
      if (outcome === 'asks' || outcome === 'invalid') write('WARNING', `${path}: ${reason}`);
    },
    summary(summary) {
      for (const problem of summary.problems) write('WARNING', problem);
      const { files, queued, moved, invalid, asks, gone, young } = summary;
      write(
        'INFO',
        `${files} files; ${queued} queued, ${moved} moved, ${invalid} invalid, ${asks} ask, ${gone} gone, ${young} not finished`,
      );
    },
    close: () => closeSync(file),
  };
}

function logPath(folder: string, crawler: string): string {
  return join(folder, `crawl-${crawler}.log`);
}

/** Longer lines than these are none that a person reads. */
const readBytesPerLine = 300;

/** The last lines of a log; none if there was no run yet. @throws AppError 'storage' */
export async function readCrawlLog(
  folder: string,
  crawler: string,
  mostLines: number,
): Promise<{ path: string; lines: string[] }> {
  const path = logPath(folder, crawler);
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const start = Math.max(0, size - mostLines * readBytesPerLine);
      const bytes = Buffer.alloc(size - start);
      await file.read(bytes, 0, bytes.length, start);
      const lines = bytes.toString('utf8').trimEnd().split('\n');
      // The first one may be cut.
      return { path, lines: (start === 0 ? lines : lines.slice(1)).slice(-mostLines) };
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { path, lines: [] };
    throw new AppError('storage', `The log ${path} cannot be read.`, { remedy: 'Check its rights.', cause });
  }
}

function openLog(path: string, folder: string): number {
  try {
    mkdirSync(folder, { recursive: true });
    return openSync(path, 'a', 0o600);
  } catch (cause) {
    throw new AppError('storage', `The log ${path} cannot be written.`, {
      remedy: 'Check the rights and the space of the data folder.',
      cause,
    });
  }
}
