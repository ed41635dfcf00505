import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import styles from './crawlers.module.css';

const ways = ['cron', 'systemd'] as const;

/** Lines that let the computer run a crawler whether Quarry is open or not. */
export function InstallLines({ file }: { file: string }): ReactNode {
  const [how, setHow] = useState<(typeof ways)[number]>('cron');
  const query = useQuery(queryFor('crawlers.install', { file, how }));
  const text = query.data?.lines.join('\n') ?? '';
  return (
    <>
      <SectionHead title={t('Without Quarry being open')}>
        <SegmentedControl
          aria-label={t('What runs it')}
          data={[...ways]}
          value={how}
          onChange={(value) => setHow(ways.find((one) => one === value) ?? how)}
        />
        <CopyButton label={t('Copy lines')} text={() => text} />
      </SectionHead>
      {query.error !== null && <ErrorNote error={query.error} />}
      <ScrollRegion label={t('Lines for {{how}}', { how })} className={styles.lines}>
        <pre>{text}</pre>
      </ScrollRegion>
    </>
  );
}
