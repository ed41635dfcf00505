import { useQuery } from '@tanstack/react-query';
import type { Connection } from '../../../app/contract/connections.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { type Command, offer, useCommands } from '../../ui/commands.ts';
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
  const isOut = state === 'signed-out' || state === 'needs-you';
  const ofKind =
    kind === 'openbis'
      ? [
          offer(
            'connections.find-openbis',
            () => openPanel('openbis-search', { connectionId: id, text: '' }),
            { name },
            id,
          ),
        ]
      : [
          offer('connections.find', () => openPanel('search', { connectionId: id, text: '' }), { name }, id),
          offer(
            'data.publish.many',
            () => openPanel('publish', { connectionId: id, of: 'search', name: '' }),
            { name },
            id,
          ),
        ];
  return [
    ...ofKind,
    isOut
      ? offer('connections.login', () => askForConnection({ kind: 'login', id }), { name }, id)
      : offer('connections.logout', () => logOut(id), { name }, id),
    offer('connections.edit', () => askForConnection({ kind: 'edit', id }), { name }, id),
    offer('connections.remove', () => askForConnection({ kind: 'remove', id }), { name }, id),
  ];
}
