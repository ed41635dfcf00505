import { isAppError, toAppError } from '../../../contract/app-error.ts';
import type { Connection } from '../../../contract/connections.ts';
import { ApiFailure, sentences } from '../api-failure.ts';
import { ChangeAnswer, ConnectionChange } from '../api-schemas.ts';
import { connectionNamed, hiddenPassword } from '../connection-views.ts';
import { type Desk, type Route, route } from '../route.ts';
import { viewOf } from './connections.ts';

interface Change {
  desk: Desk;
  connection: Connection;
  username: string | undefined;
  password: string | undefined;
  signal: AbortSignal;
}

/** Logging in and out, mounting and unmounting: route 4 of the protocol. */
export const connectionChangeRoute: Route = route({
  method: 'PUT',
  paths: ['openbis/conn/{name}', 'openbis/conn'],
  summary: 'Logs in or out, mounts or unmounts',
  body: ConnectionChange,
  answer: ChangeAnswer,
  failures: {
    400: 'The action is none, or no connection is named and there is not just one.',
    401: 'User name or password are wrong, or no password is kept.',
    404: 'There is no such connection.',
    500: 'Logging out, mounting or unmounting failed.',
    501: 'This computer cannot mount.',
    502: 'The server cannot be reached, or its certificate is not trusted.',
    504: 'The server does not answer.',
  },
  // What was given is all right by now: the server does not want it.
  statuses: { 'invalid-input': 502 },
  async run({ desk, parameters: [inPath], body, connections, signal }) {
    const name = inPath ?? body.name ?? undefined;
    const connection = name === undefined ? onlyOne(connections) : connectionNamed(connections, name);
    const { username, password, action } = body;
    const change: Change = {
      ...{ desk, connection, signal },
      username: username ?? undefined,
      password: password === hiddenPassword ? undefined : (password ?? undefined),
    };
    await actions[action](change);
    const folder = action === 'login' ? { notebook_dir: desk.notebooks.path } : {};
    return { status: 200 as const, connection: await viewOf(desk, connection, signal), ...folder };
  },
});

const actions = { login: logIn, logout: logOut, mount, unmount };

async function logIn({ desk, connection, username, password, signal }: Change): Promise<void> {
  const { id, name, passwordKept } = connection;
  if (password === undefined && passwordKept === 'none')
    throw new ApiFailure(401, `No password is kept for ${name}. ${hiddenPassword} stands for the kept one; give it.`);
  const given = {
    ...(username === undefined ? {} : { user: username }),
    ...(password === undefined ? {} : { password }),
  };
  try {
    await desk.client.call('jupyter.connections.login', { connectionId: id, ...given }, { signal });
  } catch (error) {
    if (!isAppError(error, 'auth-required')) throw error;
    throw new ApiFailure(401, `Incorrect username or password for ${name}`, {}, { cause: error });
  }
}

async function logOut({ desk, connection: { id, name }, signal }: Change): Promise<void> {
  try {
    await desk.client.call('connections.logout', { id }, { signal });
  } catch (error) {
    throw new ApiFailure(500, `Logging out of ${name} failed: ${sentences(toAppError(error))}`, {}, { cause: error });
  }
}

async function mount({ desk: { client }, connection: { id }, signal }: Change): Promise<void> {
  if (await isMounted(client, id, signal)) return;
  try {
    await client.call('openbis.mounts.mount', { connectionId: id }, { signal });
  } catch (error) {
    if (isAppError(error, 'unsupported')) throw error;
    throw new ApiFailure(500, `Mounting failed: ${sentences(toAppError(error))}`, {}, { cause: error });
  }
}

async function unmount({ desk: { client }, connection: { id }, signal }: Change): Promise<void> {
  if (!(await isMounted(client, id, signal))) return;
  try {
    await client.call('openbis.mounts.unmount', { connectionId: id }, { signal });
  } catch (error) {
    throw new ApiFailure(500, `Unmounting failed: ${sentences(toAppError(error))}`, {}, { cause: error });
  }
}

async function isMounted(client: Desk['client'], connectionId: string, signal: AbortSignal): Promise<boolean> {
  const { mounts } = await client.call('openbis.mounts.list', { connectionId }, { signal });
  return mounts.some(({ state }) => state !== 'not-mounted');
}

function onlyOne(connections: readonly Connection[]): Connection {
  const [only, ...others] = connections;
  if (only !== undefined && others.length === 0) return only;
  throw new ApiFailure(400, `There are ${connections.length} connections. Name one of them in the path or as "name".`);
}
