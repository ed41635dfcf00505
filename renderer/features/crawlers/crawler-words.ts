import type { CrawlFileState, CrawlPreview } from '../../../app/contract/crawl.ts';
import type { CrawlTimes, KnownCrawler } from '../../../app/contract/crawlers.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';

/** States of files in the order of need. */
export const fileStates = ['asks', 'invalid', 'young', 'queued', 'done', 'skipped', 'gone'] as const;

export const stateWords: Readonly<Record<CrawlFileState, string>> = {
  asks: t('Needs your choice'),
  invalid: t('Invalid'),
  young: t('Not finished'),
  queued: t('Waiting'),
  done: t('Done'),
  skipped: t('Skipped'),
  gone: t('Removed'),
};

export const outcomeWords: Readonly<Record<CrawlPreview['files'][number]['outcome'], string>> = {
  queued: t('send'),
  moved: t('sent already, moved'),
  asks: t('ask you'),
  invalid: t('invalid'),
  same: t('sent already'),
};

/** The name in its file, or else the name of the file. */
export function nameOf({ about, file }: Pick<KnownCrawler, 'about' | 'file'>): string {
  return about?.name ?? file.split(/[\\/]/).at(-1) ?? file;
}

export function timesInWords(times: CrawlTimes | null): string {
  if (times === null) return t('only by hand');
  if (times.kind === 'at') return t('each day at {{times}}', { times: times.times.join(', ') });
  return times.minutes % 60 === 0 && times.minutes > 60
    ? t('every {{minutes}} h', { minutes: times.minutes / 60 })
    : times.minutes === 60
      ? t('every hour')
      : t('every {{minutes}} min', { minutes: times.minutes });
}

/** How the last run ended, or what it is doing. */
export function runInWords(run: KnownCrawler['lastRun']): string {
  if (run === null) return t('none yet');
  switch (run.status) {
    case 'queued':
    case 'running':
      return t('running');
    case 'waiting':
      return t('waiting');
    case 'paused':
      return t('paused');
    case 'needs-you':
      return t('needs you');
    case 'cancelled':
      return t('cancelled');
    case 'failed':
      return run.error?.message ?? t('failed');
    case 'succeeded':
      return resultInWords(run.result);
    default:
      return run.status satisfies never;
  }
}

function resultInWords(result: NonNullable<KnownCrawler['lastRun']>['result']): string {
  if (result === null) return t('done');
  const { files, queued, invalid, asks, sent } = result;
  const parts: [number, string][] = [
    [queued, t('new')],
    [invalid, t('invalid')],
    [asks + sent.needsYou, t('need you')],
    [sent.open, t('not sent yet')],
  ];
  const news = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatInteger(count)} ${word}`);
  return t('{{files}} files, {{news}}', {
    files: formatInteger(files),
    news: news.length === 0 ? t('nothing new') : news.join(', '),
  });
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
