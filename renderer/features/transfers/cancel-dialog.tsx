import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { useCommand } from '../../api/query-options.ts';
import { showMessage } from '../../ui/messages.ts';
import { isEnded } from './transfer-words.ts';
import styles from './transfers.module.css';
import { useTransfers } from './use-transfers.ts';

const useAsked = create<{ id: string | null }>(() => ({ id: null }));

export function askToCancel(id: string): void {
  useAsked.setState({ id });
}

/** Says what stays before a transfer is cancelled. */
export function CancelDialog(): ReactNode {
  const { id } = useAsked();
  const transfer = useTransfers()?.transfers.find((one) => one.id === id);
  const cancel = useCommand('jobs.cancel');
  const close = (): void => useAsked.setState({ id: null });
  const what = transfer?.kind === 'dataset' ? 'download' : 'export';
  const isOpen = transfer !== undefined && !isEnded(transfer);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={`Cancel this ${what}`}
      size={460}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {transfer !== undefined && (
        <>
          <p className={styles.question}>{transfer.title}</p>
          <p className={styles.question}>
            {transfer.files.verified === 0
              ? 'No file is here yet.'
              : `${formatInteger(transfer.files.verified)} verified files stay in ${transfer.folder}.`}{' '}
            The same {what} can be started again later; it then goes on where it stood.
          </p>
          <div className={styles.questionFoot}>
            <Button variant="subtle" onClick={close}>
              Let it go on
            </Button>
            <Button
              variant="filled"
              data-autofocus
              loading={cancel.isPending}
              onClick={() => cancel.mutate({ id: transfer.id }, { onError: showMessage, onSettled: close })}
            >
              Cancel the {what}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
