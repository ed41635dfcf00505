import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { DrmsServerDraft } from '../../../app/contract/drms.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { addServer } from './change-servers.ts';
import { draftOf, noServer, type ServerValues, serverErrors } from './server-draft.ts';
import { ServerTest } from './server-test.tsx';
import styles from './settings.module.css';

/** A server of one's own; it can be tested before it is added. */
export function AddServerForm({ onDone }: { onDone(): void }): ReactNode {
  const [values, setValues] = useState(noServer);
  const [wasSent, setWasSent] = useState(false);
  const add = useMutation<void, AppError, DrmsServerDraft>({ mutationFn: addServer });
  const errors = serverErrors(values);
  const shown = wasSent ? errors : {};
  const change = (changes: Partial<ServerValues>): void => setValues((before) => ({ ...before, ...changes }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (Object.keys(errors).length === 0) add.mutate(draftOf(values), { onSuccess: onDone });
  };
  const draft = draftOf(values);
  return (
    <form className={styles.addServer} onSubmit={submit} noValidate aria-label={t('New server')}>
      {add.error !== null && <ErrorNote error={add.error} />}
      <TextInput
        label={t('Address of its programs')}
        placeholder="https://drms.example.org/cgi-bin/ajax/"
        value={values.cgiUrl}
        error={shown.cgiUrl}
        onChange={(event) => change({ cgiUrl: event.currentTarget.value })}
      />
      <TextInput
        label={t('Address of its files')}
        description={t('Without it files cannot be fetched.')}
        placeholder="https://drms.example.org/"
        value={values.downloadUrl}
        error={shown.downloadUrl}
        onChange={(event) => change({ downloadUrl: event.currentTarget.value })}
      />
      <TextInput
        label={t('Name')}
        placeholder={draft.name}
        value={values.name}
        error={shown.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {errors.cgiUrl === undefined && <ServerTest key={draft.cgiUrl} serverId={draft.cgiUrl} name={draft.name} />}
      <div className={styles.buttons}>
        <Button variant="subtle" onClick={onDone}>
          {t('Cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={add.isPending}>
          {t('Add the server')}
        </Button>
      </div>
    </form>
  );
}
