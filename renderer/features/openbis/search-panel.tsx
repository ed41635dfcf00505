import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { t } from '../../ui/language.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { DataSetTable } from './data-set-table.tsx';
import { ObjectTable } from './object-table.tsx';
import styles from './openbis.module.css';

/** Objects and datasets with words in any of their fields. */
export function OpenbisSearchPanel({ params, panelId, isActive }: PanelProps<'openbis-search'>): ReactNode {
  const { connectionId } = params;
  const [asked, setAsked] = useState(params.text);
  const [text, setText] = useState(params.text);
  usePanelTitle(panelId, {
    title: asked === '' ? t('Search openBIS') : t('openBIS “{{asked}}”', { asked }),
    icon: 'search',
  });
  const search = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(text.trim());
  };
  return (
    <div className={styles.panel}>
      <form className={styles.form} aria-label={t('Find objects and datasets')} onSubmit={search}>
        <TextInput
          className={styles.field}
          size="xs"
          aria-label={t('Words of an object or dataset')}
          placeholder={t('Words of an object or dataset')}
          leftSection={<IconSearch size={14} />}
          data-list-filter
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">{t('Find')}</Button>
      </form>
      {asked === '' ? (
        <EmptyState icon={IconSearch} title={t('Nothing asked yet.')}>
          {t('Type words that stand in any field of an object or dataset, and press Enter.')}
        </EmptyState>
      ) : (
        <ScrollRegion className={styles.scroll ?? ''} label={t('Found')}>
          <ObjectTable key={`objects ${asked}`} connectionId={connectionId} of={{ text: asked }} isActive={isActive} />
          <DataSetTable key={`datasets ${asked}`} connectionId={connectionId} of={{ text: asked }} />
        </ScrollRegion>
      )}
    </div>
  );
}
