import type { CrawlFileState, CrawlPreview } from '../../../app/contract/crawl.ts';
import type { CrawlTimes, KnownCrawler } from '../../../app/contract/crawlers.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';

/** States of files in the order of need. */
export const fileStates = ['asks', 'invalid', 'young', 'queued', 'done', 'skipped', 'gone'] as const;

export const stateWords: Readonly<Record<CrawlFileState, string>> = {
  asks: 'Needs your choice',
  invalid: 'Invalid',
  young: 'Not finished',
  queued: 'Waiting',
  done: 'Done',
  skipped: 'Skipped',
  gone: 'Removed',
};

export const outcomeWords: Readonly<Record<CrawlPreview['files'][number]['outcome'], string>> = {
  queued: 'send',
  moved: 'sent already, moved',
  asks: 'ask you',
  invalid: 'invalid',
  same: 'sent already',
};

/** The name in its file, or else the name of the file. */
export function nameOf({ about, file }: Pick<KnownCrawler, 'about' | 'file'>): string {
  return about?.name ?? file.split(/[\\/]/).at(-1) ?? file;
}

export function timesInWords(times: CrawlTimes | null): string {
  if (times === null) return 'only by hand';
  if (times.kind === 'at') return `each day at ${times.times.join(', ')}`;
  return times.minutes % 60 === 0 && times.minutes > 60
    ? `every ${times.minutes / 60} h`
    : times.minutes === 60
      ? 'every hour'
      : `every ${times.minutes} min`;
}

/** How the last run ended, or what it is doing. */
export function runInWords(run: KnownCrawler['lastRun']): string {
  if (run === null) return 'none yet';
  switch (run.status) {
    case 'queued':
    case 'running':
      return 'running';
    case 'waiting':
      return 'waiting';
    case 'paused':
      return 'paused';
    case 'needs-you':
      return 'needs you';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
      return run.error?.message ?? 'failed';
    case 'succeeded':
      return resultInWords(run.result);
    default:
      return run.status satisfies never;
  }
}

function resultInWords(result: NonNullable<KnownCrawler['lastRun']>['result']): string {
  if (result === null) return 'done';
  const { files, queued, invalid, asks, sent } = result;
  const parts: [number, string][] = [
    [queued, 'new'],
    [invalid, 'invalid'],
    [asks + sent.needsYou, 'need you'],
    [sent.open, 'not sent yet'],
  ];
  const news = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatInteger(count)} ${word}`);
  return `${formatInteger(files)} files, ${news.length === 0 ? 'nothing new' : news.join(', ')}`;
}

/** Times as they are typed; undefined if they cannot be read. */
export function timesOf(kind: CrawlTimes['kind'], text: string): CrawlTimes | undefined {
  if (kind === 'every') {
    const minutes = Number(text.trim());
    return /^\d{1,5}$/.test(text.trim()) && minutes >= 1 && minutes <= 10_080 ? { kind, minutes } : undefined;
  }
  const times = text.split(',').map((time) => time.trim().replace(/^\d:/, '0$&'));
  const areSound = times.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time));
  return areSound && times.length <= 24 ? { kind, times: [...new Set(times)].toSorted() } : undefined;
}
