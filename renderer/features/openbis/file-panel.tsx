import { Button } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { plainTitle } from '../../../app/domain/collections/things.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { FilePreview } from './file-preview.tsx';
import styles from './openbis.module.css';

/** One file of a dataset by itself, as collections lead to it. */
export function FilePanel({ params, panelId }: PanelProps<'openbis-file'>): ReactNode {
  const { connectionId, permId, path } = params;
  const name = plainTitle({ kind: 'openbis-file', ...params });
  usePanelTitle(panelId, { title: name, icon: 'data-set' });
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2 className={styles.title}>{name}</h2>
        <p className={styles.sub}>{t('{{path}} of dataset {{permId}}', { path, permId })}</p>
      </header>
      <Toolbar label={t('File')}>
        <Button
          variant="subtle"
          leftSection={<IconFiles size={14} />}
          onClick={() => openPanel('openbis-data-set', { connectionId, permId })}
        >
          {t('Open the dataset')}
        </Button>
      </Toolbar>
      <FilePreview connectionId={connectionId} permId={permId} path={path} />
    </div>
  );
}
