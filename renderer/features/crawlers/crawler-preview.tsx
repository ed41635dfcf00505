import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CrawlPreview } from '../../../app/contract/crawl.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { t } from '../../ui/language.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { outcomeWords } from './crawler-words.ts';
import styles from './crawlers.module.css';

/** What a run would do now, on a copy of what is known; nothing is kept and nothing is sent. */
export function CrawlerPreview({ file }: { file: string }): ReactNode {
  const [isAsked, setAsked] = useState(false);
  const query = useQuery({ ...queryFor('crawl.preview', { file, mostFiles: 200 }), enabled: isAsked, gcTime: 0 });
  const look = (): void => {
    if (isAsked) void query.refetch();
    setAsked(true);
  };
  return (
    <>
      <div className={styles.bar}>
        <Button leftSection={<IconEye size={14} />} loading={query.isFetching} onClick={look}>
          {isAsked ? t('Look again') : t('Look what a run would do')}
        </Button>
        <span className={styles.dim}>{t('Nothing is kept and nothing is sent.')}</span>
      </div>
      {query.error !== null && <ErrorNote error={query.error} />}
      {query.data !== undefined && <PreviewTable preview={query.data} />}
    </>
  );
}

function PreviewTable({ preview: { summary, files } }: { preview: CrawlPreview }): ReactNode {
  const told = t('{{files}} files were seen.', { files: formatInteger(summary.files) });
  if (files.length === 0) return <p className={styles.hint}>{t('{{told}} Nothing is new.', { told })}</p>;
  return (
    <>
      <FilteredList of={t('files')} items={files} textOf={textOf}>
        {(shown) => (
          <PlainTable aria-label={t('What a run would do')}>
            <thead>
              <tr>
                <th>{t('File')}</th>
                <th>{t('What')}</th>
                <th>{t('Sample')}</th>
                <th>{t('Title or reason')}</th>
                <th>{t('Comments')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ path, outcome, target, title, reason, comments }) => (
                <tr key={path} data-outcome={outcome}>
                  <td className={styles.path}>{path}</td>
                  <td>{outcomeWords[outcome]}</td>
                  <td className={styles.sample}>{target}</td>
                  <td>{outcome === 'queued' ? title : reason}</td>
                  <td className={styles.dim}>{outcome === 'queued' ? comments : ''}</td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
        )}
      </FilteredList>
      <p className={styles.hint}>{summary.problems.length === 0 ? told : `${told} ${summary.problems.join(' ')}`}</p>
    </>
  );
}

function textOf({ path, outcome, target, title, reason }: CrawlPreview['files'][number]): string {
  return [path, outcomeWords[outcome], target, title, reason].join(' ');
}
