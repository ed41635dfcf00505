import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Connection } from '../../../app/contract/connections.ts';
import { t } from '../../ui/language.ts';
import { LoginForm } from '../../ui/login-form.tsx';
import styles from './connections.module.css';
import { closeConnectionQuestion } from './dialog-state.ts';

/** Asks for the password of a connection. */
export function LoginDialog({ connection }: { connection: Connection }): ReactNode {
  return (
    <Modal
      opened
      onClose={closeConnectionQuestion}
      title={t('Log in at {{name}}', { name: connection.name })}
      size={460}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <p className={styles.lead}>
        {connection.stateMessage ?? t('You are logged out of {{name}}.', { name: connection.name })}{' '}
        {t('The server is {{url}}.', { url: connection.url })}
      </p>
      <LoginForm connectionId={connection.id} autoFocus onDone={closeConnectionQuestion} />
    </Modal>
  );
}
