import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Connection } from '../../../app/contract/connections.ts';
import { useCommand } from '../../api/query-options.ts';
import { closePanelsOf } from '../../routes/panels.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { selectThing } from '../../ui/selection.ts';
import styles from './connections.module.css';
import { closeConnectionQuestion } from './dialog-state.ts';

/** Says what goes with a connection before it goes. */
export function RemoveDialog({ connection }: { connection: Connection }): ReactNode {
  const remove = useCommand('connections.remove');
  const run = (): void =>
    remove.mutate(
      { id: connection.id },
      {
        onSuccess: () => {
          closePanelsOf(connection.id);
          selectThing(null);
          closeConnectionQuestion();
        },
      },
    );
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
        <Button variant="filled" loading={remove.isPending} onClick={run}>
          {t('Remove connection')}
        </Button>
      </Group>
    </Modal>
  );
}
