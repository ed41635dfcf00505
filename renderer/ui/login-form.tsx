import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { queryFor, useCommand } from '../api/query-options.ts';
import { t } from './language.ts';
import styles from './login-form.module.css';

export interface LoginFormProps {
  connectionId: string;
  autoFocus?: boolean;
  onDone?: () => void;
}

/** Password and "Log in" in one line; what failed stands below. */
export function LoginForm({ connectionId, autoFocus = false, onDone }: LoginFormProps): ReactNode {
  const [password, setPassword] = useState('');
  const connections = useQuery(queryFor('connections.list', {}));
  const connection = connections.data?.find(({ id }) => id === connectionId);
  const login = useCommand('connections.login');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    login.mutate({ id: connectionId, password }, { onSuccess: () => onDone?.() });
  };
  const label = connection === undefined ? t('Password') : t('Password of {{user}}', { user: connection.user });
  return (
    <form className={styles.form} onSubmit={submit}>
      <PasswordInput
        className={styles.password}
        aria-label={label}
        placeholder={label}
        autoComplete="current-password"
        data-autofocus={autoFocus || undefined}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={login.error === null ? undefined : [login.error.message, login.error.remedy].filter(Boolean).join(' ')}
      />
      <Button type="submit" variant="filled" loading={login.isPending} disabled={password === ''}>
        {t('Log in')}
      </Button>
    </form>
  );
}
