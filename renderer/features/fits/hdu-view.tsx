import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FitsFileOut, FitsHdu } from '../../../app/contract/fits.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import styles from './fits.module.css';
import { HeaderView } from './header-view.tsx';
import { type PictureChoices, usualChoices } from './picture-choices.ts';
import { PictureView } from './picture-view.tsx';
import { TableView } from './table-view.tsx';

/** What stays when one leafs from file to file. */
export interface HduChoices {
  picture: PictureChoices;
  search: string;
  /** Null: what the part is for. */
  tab: string | null;
}

export const usualHduChoices: HduChoices = { picture: usualChoices, search: '', tab: null };

interface HduViewProps {
  file: FitsFileOut;
  hdu: FitsHdu;
  choices: HduChoices;
  onChange(change: Partial<HduChoices>): void;
}

/** One part of a file: its picture or table, and its header. */
export function HduView({ file, hdu, choices, onChange }: HduViewProps): ReactNode {
  const isTable = hdu.kind === 'table' || hdu.kind === 'ascii-table';
  const data = hdu.planes > 0 ? 'picture' : isTable ? 'table' : null;
  const shown = data === null || choices.tab === 'header' ? 'header' : data;
  return (
    <Tabs
      className={styles.hdu ?? ''}
      value={shown}
      onChange={(tab) => onChange({ tab: tab === 'header' ? tab : null })}
      keepMounted={false}
    >
      <div className={styles.tabs}>
        <Tabs.List aria-label={t('What is shown')}>
          {data !== null && <Tabs.Tab value={data}>{data === 'picture' ? t('Picture') : t('Table')}</Tabs.Tab>}
          <Tabs.Tab value="header">{t('Header')}</Tabs.Tab>
        </Tabs.List>
        <Sums fileId={file.fileId} hdu={hdu.index} />
      </div>
      {data !== null && (
        <Tabs.Panel value={data} className={styles.view ?? ''}>
          {data === 'picture' ? (
            <PictureView
              key={hdu.index}
              file={file}
              hdu={hdu}
              choices={choices.picture}
              onChange={(change) => onChange({ picture: { ...choices.picture, ...change } })}
            />
          ) : (
            <TableView file={file} hdu={hdu} />
          )}
        </Tabs.Panel>
      )}
      <Tabs.Panel value="header" className={styles.view ?? ''}>
        <HeaderView
          fileId={file.fileId}
          hdu={hdu}
          search={choices.search}
          onSearch={(search) => onChange({ search })}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

const sumWords = {
  right: t('Checksums are right'),
  wrong: t('Checksums are wrong: the file was changed or is damaged'),
  absent: t('No checksums'),
} as const;

function Sums({ fileId, hdu }: { fileId: string; hdu: number }): ReactNode {
  const { data } = useQuery({
    ...queryFor('fits.sums', { fileId, hdu }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (data === undefined) return null;
  const states = [data.checksum, data.datasum];
  const state = states.includes('wrong') ? 'wrong' : states.includes('right') ? 'right' : 'absent';
  return (
    <span className={styles.sums} data-state={state}>
      {sumWords[state]}
    </span>
  );
}
