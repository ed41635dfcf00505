import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatRate } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import styles from '../frame/status-bar.module.css';
import { showBottomTab } from '../frame/view-state.ts';
import { countsOf, summaryOf } from './transfer-groups.ts';
import { isEnded } from './transfer-words.ts';
import { useTransfers } from './use-transfers.ts';

/** Transfers that are not over, their rate, and those that need the user; in the status bar. */
export function TransferState(): ReactNode {
  const transfers = useTransfers()?.transfers ?? [];
  const open = transfers.filter((transfer) => !isEnded(transfer)).length;
  const needing = countsOf(transfers)['needs-you'];
  const { bytesPerSecond } = summaryOf(transfers);
  const show = (): void => showBottomTab('transfers');
  return (
    <>
      {open > 0 && (
        <UnstyledButton className={styles.item} onClick={show}>
          {t('{{count}} transfers', { count: open })}
          {bytesPerSecond > 0 && ` · ${formatRate(bytesPerSecond, 'bytes')}`}
        </UnstyledButton>
      )}
      {needing > 0 && (
        <UnstyledButton className={styles.item} data-tone="warn" onClick={show}>
          {t('{{count}} transfers need you', { count: needing })}
        </UnstyledButton>
      )}
    </>
  );
}
