import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { OpenbisMount } from '../../../contract/openbis-mounts.ts';
import {
  addCommand,
  addConnectionOptions,
  type CommonOptions,
  type ConnectionOptions,
  findConnection,
  type Runner,
  withConnection,
  withCore,
} from '../command-context.ts';
import { portOption } from '../port-option.ts';
import { textTable } from '../text-table.ts';

interface MountOptions extends ConnectionOptions {
  to?: string;
  port?: number;
}

interface UnmountOptions extends CommonOptions {
  connection?: string;
  force?: boolean;
}

/** Files of a server as a folder of this computer. */
export function addOpenbisMountCommands(openbis: Command, runner: Runner): void {
  addCommand(openbis, 'mounts').action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, terminal, print }) => {
      const list = await core.client.call('openbis.mounts.list', {}, { signal });
      const connections = await core.client.call('connections.list', {}, { signal });
      const nameOf = (id: string): string => connections.find((one) => one.id === id)?.name ?? id;
      print(list, () =>
        textTable(
          ['Connection', 'State', 'Folder', 'Source', 'Made by'],
          list.mounts.map((one) => [
            ...[nameOf(one.connectionId), stateText(one), one.mountpoint, one.source],
            one.source === null ? null : one.isOurs ? 'Quarry' : 'another program',
          ]),
        ),
      );
      if (list.obstacle !== null) terminal.talk([list.obstacle.message, list.obstacle.remedy].join(' ').trim());
    }),
  );

  addConnectionOptions(addCommand(openbis, 'mount'))
    .option('--to <folder>', 'empty or new; ~/HOST if not given')
    .option('--port <n>', "port of the server's SFTP; 2222 if not given", portOption)
    .action((options: MountOptions) =>
      withConnection(
        runner,
        options,
        async ({ core, connection, signal, print }) => {
          const mount = await core.client.call(
            'openbis.mounts.mount',
            {
              connectionId: connection.id,
              ...(options.to === undefined ? {} : { folder: resolve(options.to) }),
              ...(options.port === undefined ? {} : { port: options.port }),
            },
            { signal },
          );
          print(mount, () => `The files of ${connection.name} are at ${mount.mountpoint}.`);
        },
        'openbis',
      ),
    );

  addCommand(openbis, 'unmount')
    .option('-c, --connection <name>', 'connection by name or id; not needed if there is only one')
    .option('--force', 'also while programs have files open there')
    .action((options: UnmountOptions) =>
      withCore(runner, options, async (context) => {
        const { id, name } = await findConnection(context, options.connection, 'openbis');
        const input = { connectionId: id, force: options.force === true };
        const mount = await context.core.client.call('openbis.mounts.unmount', input, { signal: context.signal });
        context.print(mount, () => `The files of ${name} are not mounted any more.`);
      }),
    );
}

function stateText({ state }: OpenbisMount): string {
  return state === 'stale' ? 'does not answer' : state.replace('-', ' ');
}
