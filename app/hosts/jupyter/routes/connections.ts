import type { Connection } from '../../../contract/connections.ts';
import { ApiFailure } from '../api-failure.ts';
import { ConnectionAnswer, ConnectionsAnswer, type ConnectionView, DoneAnswer, NewConnection } from '../api-schemas.ts';
import { connectionNamed, connectionViews, hiddenPassword, openbisConnections } from '../connection-views.ts';
import { type Desk, type Route, route } from '../route.ts';

const unknownConnection = { 404: 'There is no such connection.' };

/** Listing, adding and forgetting connections: routes 1, 2, 3 and 5 of the protocol. */
export const connectionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    paths: ['openbis/conns'],
    summary: 'All openBIS connections with their state',
    answer: ConnectionsAnswer,
    run: ({ desk, connections, signal }) => listOf(desk, connections, signal),
  }),
  route({
    method: 'POST',
    paths: ['openbis/conns'],
    summary: 'Adds a connection, or updates the one of that name and address',
    body: NewConnection,
    answer: ConnectionsAnswer,
    failures: { 400: 'Name or url is missing or wrong.', 409: 'The name belongs to another address.' },
    statuses: { 'invalid-input': 400 },
    async run({ desk, body, signal }) {
      const { name, url, username, password, verify_certificates, http_only } = body;
      // Hidden means "the kept one", and a new connection has none.
      const secret = password === hiddenPassword ? '' : (password ?? '');
      await desk.client.call(
        'jupyter.connections.register',
        {
          ...{ name, url, user: username ?? '', password: secret },
          ...{ verifyCertificates: verify_certificates ?? true, allowsHttp: http_only ?? false },
        },
        { signal },
      );
      return listOf(desk, await openbisConnections(desk, signal), signal);
    },
  }),
  route({
    method: 'GET',
    paths: ['openbis/conn/{name}'],
    summary: 'One connection with its state',
    answer: ConnectionAnswer,
    failures: unknownConnection,
    async run({ desk, parameters: [name = ''], connections, signal }) {
      const connection = await viewOf(desk, connectionNamed(connections, name), signal);
      const folder = desk.notebooks.path;
      return { status: 200 as const, connection, notebook_dir: folder, noteboook_dir: folder };
    },
  }),
  route({
    method: 'DELETE',
    paths: ['openbis/conn/{name}'],
    summary: 'Forgets a connection; those of files come back at the next start',
    answer: DoneAnswer,
    failures: unknownConnection,
    async run({ desk: { client }, parameters: [name = ''], connections, signal }) {
      const { id } = connectionNamed(connections, name);
      const { mounts } = await client.call('openbis.mounts.list', { connectionId: id }, { signal });
      // Neither a mount in use nor a server that is away keeps anybody from forgetting it.
      if (mounts.some((one) => one.isOurs && one.state !== 'not-mounted'))
        await client.call('openbis.mounts.unmount', { connectionId: id }, { signal }).catch(() => undefined);
      await client.call('connections.logout', { id }, { signal }).catch(() => undefined);
      await client.call('connections.remove', { id }, { signal });
      return { status: 200 as const };
    },
  }),
];

async function listOf(desk: Desk, all: readonly Connection[], signal: AbortSignal) {
  const connections = await connectionViews(desk, all, signal);
  return { status: 200 as const, connections, notebook_dir: desk.notebooks.path };
}

/** @throws ApiFailure 500 if it was removed meanwhile */
export async function viewOf(desk: Desk, { id, name }: Connection, signal: AbortSignal): Promise<ConnectionView> {
  const now = (await openbisConnections(desk, signal)).filter((one) => one.id === id);
  const [view] = await connectionViews(desk, now, signal);
  if (view === undefined) throw new ApiFailure(404, `The connection ${name} was removed meanwhile.`);
  return view;
}
