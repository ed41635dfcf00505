import { Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { Connection } from '../../../app/contract/connections.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { removeConnection } from './change-connections.ts';
import styles from './connections.module.css';
import { closeConnectionQuestion } from './dialog-state.ts';

/** Says what goes with a connection before it goes. */
export function RemoveDialog({ connection }: { connection: Connection }): ReactNode {
  const remove = useMutation<void, AppError>({
    mutationFn: () => removeConnection(connection),
    onSuccess: closeConnectionQuestion,
  });
  return (
    <Modal
      opened
      onClose={closeConnectionQuestion}
      title={t('Remove connection {{name}}', { name: connection.name })}
      size={460}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {remove.error !== null && <ErrorNote error={remove.error} />}
      <p className={styles.lead}>
        {t('Its kept answers and its password go from this computer. Nothing changes at the server.')}
      </p>
      <Group justify="flex-end">
        <Button variant="subtle" data-autofocus onClick={closeConnectionQuestion}>
          {t('Cancel')}
        </Button>
        <Button variant="filled" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('Remove connection')}
        </Button>
      </Group>
    </Modal>
  );
}
