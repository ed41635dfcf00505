import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { AppError } from '../../../app/contract/app-error.ts';
import type { CrawlFileState } from '../../../app/contract/crawl.ts';
import type { KnownCrawler } from '../../../app/contract/crawlers.ts';
import { formatDate, formatTime } from '../../../app/domain/number-format.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { CrawlerFiles } from './crawler-files.tsx';
import { CrawlerLog } from './crawler-log.tsx';
import { CrawlerPreview } from './crawler-preview.tsx';
import { CrawlerTimes } from './crawler-times.tsx';
import { nameOf } from './crawler-words.ts';
import styles from './crawlers.module.css';

type Tab = 'files' | 'preview' | 'times' | 'log';
const tabs: readonly { value: Tab; label: string }[] = [
  { value: 'files', label: 'Files' },
  { value: 'preview', label: 'Dry run' },
  { value: 'times', label: 'Schedule' },
  { value: 'log', label: 'Log' },
];

/** All about one crawler. */
export function CrawlerDetails({ crawler }: { crawler: KnownCrawler }): ReactNode {
  const [tab, setTab] = useState<Tab>('files');
  // Kept here, for a panel that another tab covers forgets.
  const [fileState, setFileState] = useState<CrawlFileState | null>(null);
  const { about, problem, lastRun } = crawler;
  return (
    <section className={styles.details} aria-label={`Crawler ${nameOf(crawler)}`}>
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
          <Tabs.List aria-label="About this crawler">
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
    { label: 'Described by', value: file },
    ...(about === null
      ? []
      : [
          { label: 'Folder', value: about.root },
          { label: 'Connection', value: about.connection },
        ]),
    { label: 'Runs on', value: ownerInWords(owner) },
  ];
}

function ownerInWords(owner: KnownCrawler['owner']): string {
  if (owner === null) return 'no computer yet';
  const since = `since ${formatDate(owner.sinceUtc)}, ${formatTime(owner.sinceUtc)}`;
  return owner.isHere ? `this computer, ${owner.computer}, ${since}` : `${owner.computer}, ${since}; not on this one`;
}
