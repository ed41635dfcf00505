import { IconAlertTriangle } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { KnownCrawler } from '../../../app/contract/crawlers.ts';
import { formatInteger, formatStamp } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { fileStates, nameOf, runInWords, stateWords, timesInWords } from './crawler-words.ts';
import styles from './crawlers.module.css';

interface CrawlersTableProps {
  crawlers: readonly KnownCrawler[];
  /** Its file. */
  selected: string;
  onSelect(file: string): void;
}

const countedStates = fileStates.filter((state) => state !== 'skipped');

/** One line a crawler: runs and files by state. The arrow keys walk. */
export function CrawlersTable({ crawlers, selected, onSelect }: CrawlersTableProps): ReactNode {
  return (
    <div className={styles.tableFrame}>
      <PlainTable aria-label={t('Crawlers')}>
        <thead>
          <tr>
            <th>{t('Crawler')}</th>
            <th>{t('Last run')}</th>
            <th>{t('Next run')}</th>
            {countedStates.map((state) => (
              <th key={state} className={styles.number}>
                {stateWords[state]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {crawlers.map((crawler) => (
            <CrawlerRow
              key={crawler.file}
              crawler={crawler}
              isSelected={crawler.file === selected}
              onSelect={() => onSelect(crawler.file)}
            />
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
}

interface CrawlerRowProps {
  crawler: KnownCrawler;
  isSelected: boolean;
  onSelect(): void;
}

function CrawlerRow({ crawler, isSelected, onSelect }: CrawlerRowProps): ReactNode {
  const nowMs = useNowMs();
  const { about, lastRun, nextUtc, times } = crawler;
  const lastUtc = lastRun?.endedUtc ?? lastRun?.startedUtc;
  return (
    <tr data-selected={isSelected || undefined} className={styles.row}>
      <td>
        <button
          type="button"
          data-crawler
          className={styles.name}
          tabIndex={isSelected ? 0 : -1}
          aria-current={isSelected ? 'true' : undefined}
          onClick={onSelect}
          onFocus={onSelect}
          onKeyDown={walk}
        >
          {about === null && <IconAlertTriangle size={14} className={styles.warn} aria-label={t('cannot be used')} />}
          {nameOf(crawler)}
        </button>
      </td>
      <td>
        {lastUtc != null && <time dateTime={lastUtc}>{formatStamp(lastUtc, nowMs)}</time>}{' '}
        <span className={styles.dim}>{runInWords(lastRun)}</span>
      </td>
      <td>
        {nextUtc !== null && <time dateTime={nextUtc}>{formatStamp(nextUtc, nowMs)}</time>}{' '}
        <span className={styles.dim}>{timesInWords(times)}</span>
      </td>
      {countedStates.map((state) => (
        <td key={state} className={styles.number} data-state={about?.counts[state] ? state : undefined}>
          {about === null ? '' : formatInteger(about.counts[state])}
        </td>
      ))}
    </tr>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('[data-crawler]') ?? [])];
  all[all.indexOf(event.currentTarget) + step]?.focus();
  event.preventDefault();
}
