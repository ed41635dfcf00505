import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { OpenbisClient } from '../clients/openbis/api.ts';
import type { MountHealth, OwnMount, SshfsMounts } from '../clients/openbis/mount/mount.ts';
import type { SshfsMount } from '../clients/openbis/mount/mount-table.ts';
import { AppError, isAppError, type JsonValue } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { OpenbisMount, openbisMountsContract } from '../contract/openbis-mounts.ts';
import { openbisConnection } from './openbis-connection.ts';
import type { ConnectionRecord, ConnectionRecords } from './service-context.ts';

type MountHandlers = Pick<Handlers, keyof typeof openbisMountsContract>;

type Sshfs = Pick<SshfsMounts, 'list' | 'mount' | 'unmount' | 'health' | 'requireSshfs'>;

export interface OpenbisMountsParts {
  settings: {
    getSetting(key: string): Promise<JsonValue | undefined>;
    putSetting(key: string, value: JsonValue): Promise<void>;
  };
  connections: Pick<ConnectionRecords, 'get' | 'list'>;
  clientOf(connectionId: string): Promise<Pick<OpenbisClient, 'session'>>;
  /** Throws 'auth-required' if none was given or kept. */
  passwordOf(connection: ConnectionRecord): Promise<string>;
  /** Loaded when it is needed. */
  sshfs(): Promise<Sshfs>;
  /** Folder of the user. */
  homeFolder: string;
  /** File for the keys of servers; absolute. */
  knownHostsFile: string;
}

const settingKey = 'openbis-mounts';
const OwnMounts = z.record(
  z.string(),
  z.object({ mountpoint: z.string(), host: z.string(), user: z.string(), madeFolder: z.boolean() }),
);

export function createOpenbisMountsHandlers(parts: OpenbisMountsParts): MountHandlers {
  const mounts = new Mounts(parts);
  return {
    'openbis.mounts.list': ({ connectionId }) => mounts.list(connectionId),
    'openbis.mounts.mount': (input, { signal }) => mounts.mount(input, signal),
    'openbis.mounts.unmount': ({ connectionId, force }) => mounts.unmount(connectionId, force),
  };
}

class Mounts {
  private readonly parts: OpenbisMountsParts;
  /** Connections that are just being mounted or unmounted. */
  private readonly busy = new Set<string>();

  constructor(parts: OpenbisMountsParts) {
    this.parts = parts;
  }

  async list(connectionId: string | undefined) {
    const { connections } = this.parts;
    const wanted =
      connectionId === undefined
        ? (await connections.list()).filter(({ kind }) => kind === 'openbis')
        : [await openbisConnection(connections, connectionId)];
    const sshfs = await this.parts.sshfs();
    const obstacle = await sshfs.requireSshfs().then(
      () => null,
      (error: unknown) => {
        if (!isAppError(error, 'unsupported')) throw error;
        return { message: error.message, remedy: error.remedy ?? null };
      },
    );
    const table = await this.table(sshfs);
    const mounts = await Promise.all(wanted.map((connection) => this.ofConnection(connection, table, sshfs)));
    return { obstacle, mounts: mounts.flat() };
  }

  async mount(
    { connectionId, folder, port }: { connectionId: string; folder: string | null; port: number },
    signal: AbortSignal,
  ): Promise<OpenbisMount> {
    const connection = await openbisConnection(this.parts.connections, connectionId);
    return this.alone(connection, async () => {
      const sshfs = await this.parts.sshfs();
      await sshfs.requireSshfs();
      const mountpoint = await realFolder(folder ?? this.usualFolder(connection));
      const present = ownIn(await this.table(sshfs), (await this.ownOf(connection))?.mount);
      if (present !== undefined) throw alreadyMounted(connection.name, present.mountpoint);
      const target = { host: hostOf(connection), port, mountpoint, knownHostsFile: this.parts.knownHostsFile };
      const made = await this.mountAs(sshfs, connection, target, signal);
      return mounted(connectionId, { ...made, path: '/' }, 'mounted', true);
    });
  }

  async unmount(connectionId: string, force: boolean): Promise<OpenbisMount> {
    const connection = await openbisConnection(this.parts.connections, connectionId);
    return this.alone(connection, async () => {
      const sshfs = await this.parts.sshfs();
      const own = await this.ownOf(connection);
      const table = await sshfs.list();
      if (own === undefined) throw notOurs(connection.name, ofHost(table, connection)[0]);
      await sshfs.unmount(own.mount, { force });
      await this.keep(own.keptAs, undefined);
      return this.notMounted(connection);
    });
  }

  /** With the token of the session, which needs no password; servers that take none of these get user and password. */
  private async mountAs(
    sshfs: Sshfs,
    connection: ConnectionRecord,
    target: { host: string; port: number; mountpoint: string; knownHostsFile: string },
    signal: AbortSignal,
  ): Promise<OwnMount> {
    const attempt = async (user: string, password: string): Promise<OwnMount> => {
      const { host, mountpoint } = target;
      // Kept before it is there: else a kill would make it a foreign one.
      await this.keep(connection.id, { host, mountpoint, user, madeFolder: false });
      try {
        const own = await sshfs.mount({ ...target, user, password }, signal);
        await this.keep(connection.id, own);
        return own;
      } catch (error) {
        await this.keep(connection.id, undefined);
        throw error;
      }
    };
    const client = await this.parts.clientOf(connection.id);
    const token = await client.session.token({ signal });
    try {
      return await attempt('?', token);
    } catch (error) {
      if (!isAppError(error, 'auth-required') || connection.user === '') throw error;
      const password = await this.parts.passwordOf(connection).catch(() => token);
      if (password === token) throw error;
      return attempt(connection.user, password);
    }
  }

  private async ofConnection(
    connection: ConnectionRecord,
    table: readonly SshfsMount[],
    sshfs: Sshfs,
  ): Promise<OpenbisMount[]> {
    const own = await this.own();
    const ours = ownIn(table, (await this.ownOf(connection))?.mount);
    // Ours of another connection to the same server belongs to that one.
    const isOurs = (one: SshfsMount): boolean => Object.values(own).some((kept) => ownIn([one], kept) !== undefined);
    const others = ofHost(table, connection).filter((one) => !isOurs(one));
    const shown = [...(ours === undefined ? [] : [ours]), ...others];
    if (shown.length === 0) return [this.notMounted(connection)];
    return Promise.all(
      shown.map(async (one) => mounted(connection.id, one, await sshfs.health(one.mountpoint), one === ours)),
    );
  }

  /** Where nothing can be mounted, nothing is. */
  private async table(sshfs: Sshfs): Promise<SshfsMount[]> {
    try {
      return await sshfs.list();
    } catch (error) {
      if (isAppError(error, 'unsupported')) return [];
      throw error;
    }
  }

  private notMounted(connection: ConnectionRecord): OpenbisMount {
    const mountpoint = this.usualFolder(connection);
    return { connectionId: connection.id, mountpoint, state: 'not-mounted', isOurs: false, source: null };
  }

  private usualFolder(connection: ConnectionRecord): string {
    return join(this.parts.homeFolder, hostOf(connection).replaceAll(':', '-'));
  }

  private async alone<T>({ id, name }: ConnectionRecord, work: () => Promise<T>): Promise<T> {
    if (this.busy.has(id))
      throw new AppError('conflict', `The files of ${name} are just being mounted or unmounted.`, {
        remedy: 'Wait for it.',
        retryable: true,
      });
    this.busy.add(id);
    try {
      return await work();
    } finally {
      this.busy.delete(id);
    }
  }

  /** What the connection has mounted, or one to the same server that has been removed since. */
  private async ownOf(connection: ConnectionRecord): Promise<{ keptAs: string; mount: OwnMount } | undefined> {
    const own = await this.own();
    const mount = own[connection.id];
    if (mount !== undefined) return { keptAs: connection.id, mount };
    const present = new Set((await this.parts.connections.list()).map(({ id }) => id));
    const left = Object.entries(own).find(
      ([id, { host }]) => !present.has(id) && host.toLowerCase() === hostOf(connection).toLowerCase(),
    );
    return left === undefined ? undefined : { keptAs: left[0], mount: left[1] };
  }

  private async own(): Promise<Record<string, OwnMount>> {
    const kept = OwnMounts.safeParse((await this.parts.settings.getSetting(settingKey)) ?? {});
    return kept.success ? kept.data : {};
  }

  private async keep(connectionId: string, mount: OwnMount | undefined): Promise<void> {
    const kept = Object.entries(await this.own()).filter(([id]) => id !== connectionId);
    if (mount !== undefined) kept.push([connectionId, mount]);
    const plain = kept.map(([id, own]): [string, JsonValue] => [id, { ...own }]);
    await this.parts.settings.putSetting(settingKey, Object.fromEntries(plain));
  }
}

function mounted(connectionId: string, mount: SshfsMount, state: MountHealth, isOurs: boolean): OpenbisMount {
  const { mountpoint, user, host, path } = mount;
  const source = `${user === '' ? '' : `${user}@`}${host.includes(':') ? `[${host}]` : host}:${path}`;
  return { connectionId, mountpoint, state, isOurs, source };
}

function ownIn(table: readonly SshfsMount[], own: OwnMount | undefined): SshfsMount | undefined {
  return table.find(
    (one) =>
      one.mountpoint === own?.mountpoint && one.user === own.user && one.host.toLowerCase() === own.host.toLowerCase(),
  );
}

function ofHost(table: readonly SshfsMount[], connection: ConnectionRecord): SshfsMount[] {
  const host = hostOf(connection).toLowerCase();
  return table.filter((one) => one.host.toLowerCase() === host);
}

/** Without the brackets of IPv6. */
function hostOf({ url }: ConnectionRecord): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

/** The table of mounts has no links in it. */
async function realFolder(folder: string): Promise<string> {
  if (!isAbsolute(folder))
    throw new AppError('invalid-input', `${folder} is no absolute path.`, {
      remedy: 'Give the whole path of the folder.',
    });
  const real = await realpath(folder).catch(() => undefined);
  if (real !== undefined) return real;
  const parent = dirname(folder);
  return join(await realpath(parent).catch(() => parent), basename(folder));
}

function alreadyMounted(name: string, mountpoint: string): AppError {
  return new AppError('conflict', `The files of ${name} are mounted at ${mountpoint} already.`, {
    remedy: 'Use that folder, or unmount it first.',
    source: name,
  });
}

function notOurs(name: string, foreign: SshfsMount | undefined): AppError {
  if (foreign === undefined)
    return new AppError('not-found', `The files of ${name} are not mounted.`, {
      remedy: 'Mount them first.',
      source: name,
    });
  return new AppError('conflict', `${foreign.mountpoint} was mounted by another program.`, {
    remedy: 'End it with the program that has made it.',
    source: name,
  });
}
