import type { Connection } from '../../contract/connections.ts';
import { ApiFailure } from './api-failure.ts';
import type { ConnectionView } from './api-schemas.ts';
import type { Desk } from './route.ts';

/** In a request, exactly this stands for the kept password; in an answer, for any. */
export const hiddenPassword = '******';

/** As a front-end names it; a name in another letter case is taken if no other fits. */
export function connectionNamed(connections: readonly Connection[], name: string): Connection {
  const found =
    connections.find((one) => one.name === name) ??
    connections.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new ApiFailure(404, `There is no connection named ${name.slice(0, 80)}.`);
}

export async function openbisConnections({ client }: Pick<Desk, 'client'>, signal: AbortSignal): Promise<Connection[]> {
  const all = await client.call('connections.list', {}, { signal });
  return all.filter(({ kind }) => kind === 'openbis');
}

/** Asks the servers, all at the same time, and looks for mounts. */
export async function connectionViews(
  { client }: Desk,
  connections: readonly Connection[],
  signal: AbortSignal,
): Promise<ConnectionView[]> {
  const [only, ...others] = connections;
  const ofOne = only !== undefined && others.length === 0 ? { connectionId: only.id } : {};
  const [checks, { mounts }] = await Promise.all([
    client.call('jupyter.connections.check', ofOne, { signal }),
    // Where nobody can tell, nothing is mounted; connections are of use all the same.
    client.call('openbis.mounts.list', ofOne, { signal }).catch(() => ({ mounts: [] })),
  ]);
  return connections.map(({ id, name, url, user }) => {
    const isConnected = checks.some((one) => one.connectionId === id && one.isConnected);
    const mount = mounts.find((one) => one.connectionId === id && one.state !== 'not-mounted');
    return {
      name,
      url: url.replace(/\/$/, ''),
      status: isConnected ? 'connected' : 'not connected',
      username: user === '' ? null : user,
      password: hiddenPassword,
      isMounted: mount !== undefined,
      mountpoint: mount?.mountpoint ?? '',
    };
  });
}
