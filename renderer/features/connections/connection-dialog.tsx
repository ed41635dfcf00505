import { Button, Modal } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { Connection, ConnectionDraft, ConnectionKind } from '../../../app/contract/connections.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { addConnection, changeConnection } from './change-connections.ts';
import { type ConnectionFormValues, draftOf, formErrors, formValues } from './connection-draft.ts';
import { ConnectionFields } from './connection-fields.tsx';
import styles from './connections.module.css';
import { closeConnectionQuestion } from './dialog-state.ts';
import { TestSteps } from './test-steps.tsx';
import { useConnectionTest } from './use-connection-test.ts';

interface ConnectionDialogProps {
  connection: Connection | null;
  /** Kind of a new one. */
  server: ConnectionKind | undefined;
}

/** Adds a connection, or edits one; it is tested while the form is filled. */
export function ConnectionDialog({ connection, server }: ConnectionDialogProps): ReactNode {
  const [values, setValues] = useState(() => formValues(connection, server));
  const [wasSent, setWasSent] = useState(false);
  const test = useConnectionTest(values, connection?.id);
  const save = useMutation<Connection, AppError, ConnectionDraft>({
    mutationFn: (draft) => (connection === null ? addConnection(draft) : changeConnection(connection, draft)),
  });
  const login = useCommand('connections.login');
  const errors = formErrors(values);
  const change = (changes: Partial<ConnectionFormValues>): void => setValues((before) => ({ ...before, ...changes }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (Object.keys(errors).length > 0) return;
    const { password } = values;
    save.mutate(draftOf(values), {
      onSuccess: ({ id }) => {
        closeConnectionQuestion();
        // Whether it worked is told where the connection stands.
        if (password !== '') login.mutate({ id, password });
      },
    });
  };
  return (
    <Modal
      opened
      onClose={closeConnectionQuestion}
      title={connection === null ? t('Add a connection') : t('Edit connection {{name}}', { name: connection.name })}
      size={780}
      padding={0}
      classNames={{ header: styles.dialogHead ?? '' }}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        {save.error !== null && <ErrorNote error={save.error} />}
        <div className={styles.columns}>
          <ConnectionFields
            values={values}
            errors={wasSent ? errors : {}}
            isNew={connection === null}
            passwordKept={connection?.passwordKept ?? 'none'}
            onChange={change}
          />
          <TestSteps test={test} />
        </div>
        <div className={styles.foot}>
          <Button
            variant="subtle"
            leftSection={<IconRefresh size={14} />}
            disabled={test.steps === null || test.isRunning}
            onClick={test.again}
          >
            {t('Test again')}
          </Button>
          <span className={styles.gap} />
          <Button variant="subtle" onClick={closeConnectionQuestion}>
            {t('Cancel')}
          </Button>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {connection === null ? t('Add connection') : t('Save connection')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
