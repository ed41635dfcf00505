import { Button } from '@mantine/core';
import { IconFolderSearch, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { AddCrawlerForm } from './add-crawler-form.tsx';
import { CrawlerActions } from './crawler-actions.tsx';
import { CrawlerDetails } from './crawler-details.tsx';
import styles from './crawlers.module.css';
import { CrawlersTable } from './crawlers-table.tsx';

/** Crawlers with their runs, and what became of each file of one of them. */
export function CrawlersPanel({ panelId }: PanelProps<'crawlers'>): ReactNode {
  usePanelTitle(panelId, { title: t('Crawlers'), icon: 'crawlers' });
  const query = useQuery(queryFor('crawlers.list', {}));
  const [file, setFile] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  if (query.data === undefined)
    return query.error === null ? <LoadingRows count={6} /> : <ErrorNote error={query.error} />;
  const crawlers = query.data;
  const selected = crawlers.find((one) => one.file === file) ?? crawlers[0];
  const added = (addedFile: string): void => {
    setFile(addedFile);
    setAdding(false);
  };
  return (
    <div className={styles.panel}>
      <Toolbar label={t('Crawlers')}>
        <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
          {t('Add crawler…')}
        </Button>
        {selected !== undefined && <CrawlerActions crawler={selected} />}
        <span className={styles.gap} />
        <span className={styles.promise}>{t('Each file is taken once, and none is forgotten')}</span>
      </Toolbar>
      {isAdding && <AddCrawlerForm onAdded={added} onCancel={() => setAdding(false)} />}
      {selected === undefined ? (
        !isAdding && (
          <EmptyState
            icon={IconFolderSearch}
            title={t('No crawlers yet.')}
            actions={[{ label: t('Add crawler…'), onClick: () => setAdding(true) }]}
          >
            {t(
              'A crawler watches the folder of an instrument and makes a record of each file. It is described by a small file.',
            )}
          </EmptyState>
        )
      ) : (
        <>
          <CrawlersTable crawlers={crawlers} selected={selected.file} onSelect={setFile} />
          <CrawlerDetails key={selected.file} crawler={selected} />
        </>
      )}
    </div>
  );
}
