import { useQuery } from '@tanstack/react-query';
import type { Connection } from '../../../app/contract/connections.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { type Command, useCommands } from '../../ui/commands.ts';
import { showMessage } from '../../ui/messages.ts';
import { askForConnection } from './dialog-state.ts';

/** What can be done with each connection, for the palette. */
export function useConnectionCommands(): void {
  const connections = useQuery(queryFor('connections.list', {})).data ?? [];
  const logout = useCommand('connections.logout');
  const logOut = (id: string): void => logout.mutate({ id }, { onError: showMessage });
  useCommands(
    true,
    connections.flatMap((connection) => commandsOf(connection, logOut)),
  );
}

function commandsOf({ id, kind, name, state }: Connection, logOut: (id: string) => void): Command[] {
  const group = 'Connections';
  const isOut = state === 'signed-out' || state === 'needs-you';
  return [
    {
      id: `connections.find.${id}`,
      title: kind === 'openbis' ? `Find objects and datasets at ${name}…` : `Find samples at ${name}…`,
      group,
      run: () => openPanel(kind === 'openbis' ? 'openbis-search' : 'search', { connectionId: id, text: '' }),
    },
    ...(kind === 'juliabase'
      ? [
          {
            id: `data.publish.${id}`,
            title: `Publish figures of many series at ${name}…`,
            keywords: 'batch recipe conductivity',
            run: () => openPanel('publish', { connectionId: id, of: 'search', name: '' }),
          },
        ]
      : []),
    isOut
      ? {
          id: `connections.login.${id}`,
          title: `Log in at ${name}…`,
          group,
          run: () => askForConnection({ kind: 'login', id }),
        }
      : { id: `connections.logout.${id}`, title: `Log out of ${name}`, group, run: () => logOut(id) },
    {
      id: `connections.edit.${id}`,
      title: `Edit connection ${name}…`,
      group,
      run: () => askForConnection({ kind: 'edit', id }),
    },
    {
      id: `connections.remove.${id}`,
      title: `Remove connection ${name}…`,
      group,
      run: () => askForConnection({ kind: 'remove', id }),
    },
  ];
}
