import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { AppError } from '../../../app/contract/app-error.ts';
import type { CrawlFileState } from '../../../app/contract/crawl.ts';
import type { KnownCrawler } from '../../../app/contract/crawlers.ts';
import { formatDate, formatTime } from '../../../app/domain/number-format.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { t } from '../../ui/language.ts';
import { CrawlerFiles } from './crawler-files.tsx';
import { CrawlerLog } from './crawler-log.tsx';
import { CrawlerPreview } from './crawler-preview.tsx';
import { CrawlerTimes } from './crawler-times.tsx';
import { nameOf } from './crawler-words.ts';
import styles from './crawlers.module.css';

type Tab = 'files' | 'preview' | 'times' | 'log';
const tabs: readonly { value: Tab; label: string }[] = [
  { value: 'files', label: t('Files') },
  { value: 'preview', label: t('Dry run') },
  { value: 'times', label: t('Schedule') },
  { value: 'log', label: t('Log') },
];

/** All about one crawler. */
export function CrawlerDetails({ crawler }: { crawler: KnownCrawler }): ReactNode {
  const [tab, setTab] = useState<Tab>('files');
  // Kept here, for a panel that another tab covers forgets.
  const [fileState, setFileState] = useState<CrawlFileState | null>(null);
  const { about, problem, lastRun } = crawler;
  return (
    <section className={styles.details} aria-label={t('Crawler {{crawler}}', { crawler: nameOf(crawler) })}>
      {problem !== null && <ErrorNote error={AppError.fromData(problem)} />}
      {lastRun?.status === 'failed' && lastRun.error !== null && <ErrorNote error={AppError.fromData(lastRun.error)} />}
      <FactList facts={factsOf(crawler)} />
      {about !== null && (
        <Tabs
          value={tab}
          onChange={(value) => setTab(tabs.find((one) => one.value === value)?.value ?? tab)}
          keepMounted={false}
          className={styles.tabs ?? ''}
        >
          <Tabs.List aria-label={t('About this crawler')}>
            {tabs.map(({ value, label }) => (
              <Tabs.Tab key={value} value={value}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="files" className={styles.tab ?? ''}>
            <CrawlerFiles about={about} chosen={fileState} choose={setFileState} />
          </Tabs.Panel>
          <Tabs.Panel value="preview" className={styles.tab ?? ''}>
            <CrawlerPreview file={crawler.file} />
          </Tabs.Panel>
          <Tabs.Panel value="times" className={styles.tab ?? ''}>
            <CrawlerTimes crawler={crawler} />
          </Tabs.Panel>
          <Tabs.Panel value="log" className={styles.tab ?? ''}>
            <CrawlerLog crawler={about.name} />
          </Tabs.Panel>
        </Tabs>
      )}
    </section>
  );
}

function factsOf({ file, about, owner }: KnownCrawler): { label: string; value: string }[] {
  return [
    { label: t('Described by'), value: file },
    ...(about === null
      ? []
      : [
          { label: t('Folder'), value: about.root },
          { label: t('Connection'), value: about.connection },
        ]),
    { label: t('Runs on'), value: ownerInWords(owner) },
  ];
}

function ownerInWords(owner: KnownCrawler['owner']): string {
  if (owner === null) return t('no computer yet');
  const since = t('since {{sinceUtc}}, {{sinceUtc2}}', {
    sinceUtc: formatDate(owner.sinceUtc),
    sinceUtc2: formatTime(owner.sinceUtc),
  });
  return owner.isHere
    ? t('this computer, {{computer}}, {{since}}', { computer: owner.computer, since })
    : t('{{computer}}, {{since}}; not on this one', { computer: owner.computer, since });
}
