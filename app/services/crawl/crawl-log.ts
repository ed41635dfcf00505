import { appendFileSync, closeSync, mkdirSync, openSync } from 'node:fs';
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
  const file = openLog(join(folder, `crawl-${crawler}.log`), folder);
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
