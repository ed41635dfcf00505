import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Connection } from '../../../app/contract/connections.ts';
import { LoginForm } from '../../ui/login-form.tsx';
import styles from './connections.module.css';
import { closeConnectionQuestion } from './dialog-state.ts';

/** Asks for the password of a connection. */
export function LoginDialog({ connection }: { connection: Connection }): ReactNode {
  return (
    <Modal
      opened
      onClose={closeConnectionQuestion}
      title={`Log in at ${connection.name}`}
      size={460}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={styles.lead}>
        {connection.stateMessage ?? `You are logged out of ${connection.name}.`} {`The server is ${connection.url}.`}
      </p>
      <LoginForm connectionId={connection.id} autoFocus onDone={closeConnectionQuestion} />
    </Modal>
  );
}
