import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import styles from '../frame/status-bar.module.css';
import { countsOf } from './outbox-words.ts';

/** How many writes are not done, and how many need the user; in the status bar. */
export function OutboxState(): ReactNode {
  const list = useQuery(queryFor('outbox.list', {})).data;
  const counts = list === undefined ? undefined : countsOf(list);
  const open = counts === undefined ? 0 : counts.all - counts.ended;
  if (open === 0 && list?.held !== true) return null;
  const needing = counts?.['needs-you'] ?? 0;
  const words = [t('Outbox {{open}}', { open }), ...(needing > 0 ? [t('{{count}} need you', { count: needing })] : [])];
  return (
    <UnstyledButton
      className={styles.item}
      data-tone={needing > 0 ? 'warn' : undefined}
      onClick={() => openPanel('outbox', {})}
    >
      {[...words, ...(list?.held === true ? [t('held')] : [])].join(', ')}
    </UnstyledButton>
  );
}
