import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { askForConnection, useConnectionQuestion } from './dialog-state.ts';
import { LostSessions } from './lost-sessions.ts';

const ConnectionDialog = loadedLater(async () => (await import('./connection-dialog.tsx')).ConnectionDialog);
const LoginDialog = loadedLater(async () => (await import('./login-dialog.tsx')).LoginDialog);
const RemoveDialog = loadedLater(async () => (await import('./remove-dialog.tsx')).RemoveDialog);

/** The dialog about a connection that was asked for, or whose login was lost. */
export function ConnectionDialogs(): ReactNode {
  const { question } = useConnectionQuestion();
  const connections = useQuery(queryFor('connections.list', {})).data;
  const lost = useRef(new LostSessions());
  useEffect(() => {
    // One question at a time: what is lost meanwhile is asked for afterwards.
    const id = question === null ? lost.current.next(connections ?? []) : undefined;
    if (id !== undefined) askForConnection({ kind: 'login', id });
  }, [connections, question]);
  if (question === null) return null;
  const connection = question.kind === 'add' ? null : connections?.find(({ id }) => id === question.id);
  if (connection === undefined) return null;
  return (
    <>
      {(question.kind === 'add' || question.kind === 'edit') && (
        <ConnectionDialog
          key={connection?.id ?? 'new'}
          connection={connection}
          server={question.kind === 'add' ? question.server : undefined}
        />
      )}
      {question.kind === 'login' && connection !== null && <LoginDialog connection={connection} />}
      {question.kind === 'remove' && connection !== null && <RemoveDialog connection={connection} />}
    </>
  );
}
