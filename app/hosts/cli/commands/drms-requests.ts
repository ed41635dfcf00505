import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { RequestStatus } from '../../../contract/transfers.ts';
import type { Runner } from '../command-context.ts';
import { textTable } from '../text-table.ts';
import { printFiles } from './drms-export.ts';
import { addServerCommand, type ServerOptions, withServer } from './drms-server.ts';

interface FolderOptions extends ServerOptions {
  to: string;
}

interface FetchOptions extends FolderOptions {
  localHeaders?: boolean;
}

interface CancelOptions extends ServerOptions {
  email?: string;
}

/** Exports by their numbers, and files that need no export. */
export function addRequestCommands(drms: Command, runner: Runner): void {
  addServerCommand(drms, 'status <request>').action((requestId: string, options: ServerOptions) =>
    withServer(runner, options, async ({ core, signal, print, serverId }) => {
      const status = await core.client.call('transfers.request.status', { serverId, requestId }, { signal });
      print(status, () => statusText(status));
    }),
  );

  addServerCommand(drms, 'download <request>')
    .requiredOption('--to <folder>', 'folder for the files; made if it is not there')
    .action((requestId: string, options: FolderOptions) =>
      withServer(runner, options, async (context) => {
        const { core, signal, serverId } = context;
        const input = { serverId, requestId, folder: resolve(options.to) };
        const { jobId } = await core.client.call('transfers.request.download', input, { signal });
        await printFiles(context, jobId);
      }),
    );

  addServerCommand(drms, 'cancel [request]')
    .option('--email <address>', 'address of the export; default: the one kept for the server')
    .action((requestId: string | undefined, options: CancelOptions) =>
      withServer(runner, options, async ({ core, signal, print, serverId }) => {
        const input = { serverId, requestId: requestId ?? null, email: options.email ?? null };
        const ended = await core.client.call('transfers.request.cancel', input, { signal });
        print(ended, () => (ended.cancelled ? `${ended.requestId} is cancelled.` : 'No export was pending.'));
      }),
    );

  addServerCommand(drms, 'fetch <recordsets...>')
    .requiredOption('--to <folder>', 'folder for the files; made if it is not there')
    .option('--local-headers', 'write the keywords of the records into the FITS files')
    .action((recordSets: string[], options: FetchOptions) =>
      withServer(runner, options, async (context) => {
        const { core, signal, serverId } = context;
        const queries = recordSets.map((recordSet) => ({
          ...{ recordSet, method: 'direct' as const, protocol: 'as-is' as const },
        }));
        const localHeaders = options.localHeaders === true;
        const input = { serverId, folder: resolve(options.to), queries, localHeaders };
        const { jobId } = await core.client.call('drms.export.start', input, { signal });
        await printFiles(context, jobId);
      }),
    );
}

function statusText({ requestId, message, remedy, records, files, missing }: RequestStatus): string {
  const head = [`${requestId}: ${message} ${remedy}`, ...(records === null ? [] : [`${records} records`])];
  if (files.length + missing.length === 0) return head.join('\n');
  const rows = [
    ...files.map(({ record, name, url }) => [record ?? '', name, url]),
    ...missing.map(({ record, message: why }) => [record ?? '', '–', why]),
  ];
  return [...head, '', textTable(['Record', 'File', 'Address'], rows)].join('\n');
}
