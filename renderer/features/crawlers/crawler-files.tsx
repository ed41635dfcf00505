import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CrawlFile, CrawlFileState } from '../../../app/contract/crawl.ts';
import type { KnownCrawler } from '../../../app/contract/crawlers.ts';
import { formatInteger, formatStamp } from '../../../app/domain/number-format.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { showMessage } from '../../ui/messages.ts';
import { useNowMs } from '../../ui/now.ts';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { selectThing } from '../../ui/selection.ts';
import { fileStates, stateWords } from './crawler-words.ts';
import styles from './crawlers.module.css';

/** More are read by nobody; the command line gives all. */
const mostFiles = 500;

interface CrawlerFilesProps {
  about: NonNullable<KnownCrawler['about']>;
  /** Null for the first state that has files. */
  chosen: CrawlFileState | null;
  choose(state: CrawlFileState): void;
}

/** Files by their state: why they are in it, and what a person can decide. */
export function CrawlerFiles({ about, chosen, choose }: CrawlerFilesProps): ReactNode {
  const { name, counts } = about;
  const state = chosen ?? fileStates.find((one) => counts[one] > 0) ?? 'done';
  const query = useQuery(queryFor('crawl.files', { crawler: name, state, mostFiles }));
  return (
    <>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label={t('State of the files')}
          value={state}
          // The values are those of the states.
          onChange={(value) => choose(value as CrawlFileState)}
          data={fileStates
            .filter((one) => one === state || counts[one] > 0)
            .map((one) => ({ value: one, label: `${stateWords[one]} ${formatInteger(counts[one])}` }))}
        />
      </div>
      {query.error !== null && <ErrorNote error={query.error} />}
      {query.data === undefined && query.error === null && <LoadingRows count={4} />}
      {query.data !== undefined && <FileTable crawler={name} files={query.data} state={state} />}
      {query.data !== undefined && query.data.length < counts[state] && (
        <p className={styles.hint}>
          {t('The first {{dataCount}} of {{counts}}.', {
            dataCount: formatInteger(query.data.length),
            counts: formatInteger(counts[state]),
          })}
        </p>
      )}
    </>
  );
}

interface FileTableProps {
  crawler: string;
  files: readonly CrawlFile[];
  state: CrawlFileState;
}

function FileTable({ crawler, files, state }: FileTableProps): ReactNode {
  if (files.length === 0) return <p className={styles.hint}>{t('No file is in this state.')}</p>;
  return (
    <FilteredList of={t('files')} items={files} textOf={({ path, target, reason }) => [path, target, reason].join(' ')}>
      {(shown) => (
        <PlainTable aria-label={t('Files: {{stateWords}}', { stateWords: stateWords[state] })}>
          <thead>
            <tr>
              <th>{t('File')}</th>
              <th>{t('Sample')}</th>
              <th>{t('Why')}</th>
              <th>
                <span data-visually-hidden>{t('What can be done')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <FileRow key={one.path} crawler={crawler} one={one} />
            ))}
          </tbody>
        </PlainTable>
      )}
    </FilteredList>
  );
}

function FileRow({ crawler, one }: { crawler: string; one: CrawlFile }): ReactNode {
  const nowMs = useNowMs();
  const { path, target, reason, itemId, retryUtc, state } = one;
  return (
    <tr>
      <td className={styles.path}>{path}</td>
      <td>{target}</td>
      <td>
        {reason}{' '}
        {state === 'invalid' &&
          retryUtc !== null &&
          t('Tried again after {{retryUtc}}.', { retryUtc: formatStamp(retryUtc, nowMs) })}
      </td>
      <td className={styles.ends}>
        {state === 'asks' && <FileChoices crawler={crawler} path={path} wasSent={itemId !== null} />}
        {itemId !== null && itemId !== '' && (
          <CellLink aria-label={t('Open in the outbox: {{path}}', { path })} onClick={() => openItem(itemId)}>
            {t('Open in the outbox')}
          </CellLink>
        )}
      </td>
    </tr>
  );
}

function openItem(id: string): void {
  openPanel('outbox', {});
  selectThing({ kind: 'outbox-item', id });
}

function FileChoices({ crawler, path, wasSent }: { crawler: string; path: string; wasSent: boolean }): ReactNode {
  const answer = useCommand('crawl.answer');
  const choose = (choice: 'take' | 'edit' | 'skip'): void =>
    answer.mutate({ crawler, path, choice }, { onError: showMessage });
  return (
    <>
      {wasSent && (
        <Button
          size="compact-xs"
          aria-label={t('Change its record: {{path}}', { path })}
          onClick={() => choose('edit')}
        >
          {t('Change its record')}
        </Button>
      )}
      <Button
        size="compact-xs"
        aria-label={t('Send as a new record: {{path}}', { path })}
        onClick={() => choose('take')}
      >
        {t('Send as a new record')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t('Never send: {{path}}', { path })}
        onClick={() => choose('skip')}
      >
        {t('Never send')}
      </Button>
    </>
  );
}
