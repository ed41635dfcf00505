import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { useCommand } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { isEnded } from './transfer-words.ts';
import styles from './transfers.module.css';
import { useTransfers } from './use-transfers.ts';

const useAsked = create<{ id: string | null }>(() => ({ id: null }));

export function askToCancel(id: string): void {
  useAsked.setState({ id });
}

export function closeCancelQuestion(): void {
  useAsked.setState({ id: null });
}

/** Says what stays before a transfer is cancelled. */
export function CancelDialog(): ReactNode {
  const { id } = useAsked();
  const transfer = useTransfers()?.transfers.find((one) => one.id === id);
  const cancel = useCommand('jobs.cancel');
  const what = transfer?.kind === 'dataset' ? t('download') : t('export');
  const isOpen = transfer !== undefined && !isEnded(transfer);
  return (
    <Modal
      opened={isOpen}
      onClose={closeCancelQuestion}
      title={t('Cancel this {{what}}', { what })}
      size={460}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {transfer !== undefined && (
        <>
          <p className={styles.question}>{transfer.title}</p>
          <p className={styles.question}>
            {t('{{kept}} The same {{what}} can be started again later; it then goes on where it stood.', {
              kept:
                transfer.files.verified === 0
                  ? t('No file is here yet.')
                  : t('{{verified}} verified files stay in {{folder}}.', {
                      verified: formatInteger(transfer.files.verified),
                      folder: transfer.folder,
                    }),
              what,
            })}
          </p>
          <div className={styles.questionFoot}>
            <Button variant="subtle" onClick={closeCancelQuestion}>
              {t('Do not cancel')}
            </Button>
            <Button
              variant="filled"
              data-autofocus
              loading={cancel.isPending}
              onClick={() => cancel.mutate({ id: transfer.id }, { onError: showMessage, onSettled: close })}
            >
              {t('Cancel the {{what}}', { what })}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
