import { basename, isAbsolute, join, resolve } from 'node:path';
import type { Downloads } from '../clients/http/download/api.ts';
import { safeName } from '../clients/http/download/safe-names.ts';
import { chosenFiles } from '../clients/openbis/download/chosen-files.ts';
import type { DataSetFile, OpenbisClient } from '../clients/openbis/index.ts';
import { DraftError } from '../clients/openbis/upload/draft-error.ts';
import { AppError, isAppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { OpenbisUploadDraft, openbisTransfersContract } from '../contract/openbis-transfers.ts';
import { OpenbisDownloadInput, openbisDownloadKindName } from '../jobs/kinds/openbis-download.ts';
import { OpenbisUploadInput, openbisUploadKindName } from '../jobs/kinds/openbis-upload.ts';
import { openbisConnection } from './openbis-connection.ts';
import type { StateNotes } from './server-reads.ts';
import type { ConnectionRecords } from './service-context.ts';
import { type StartJobs, startOnce } from './start-once.ts';

type TransferHandlers = Pick<Handlers, keyof typeof openbisTransfersContract>;

export interface OpenbisTransfersParts {
  jobs: StartJobs;
  connections: Pick<ConnectionRecords, 'get'>;
  clientOf(connectionId: string): Promise<OpenbisClient>;
  states: StateNotes;
  downloads: Pick<Downloads, 'look' | 'freeBytes'>;
}

/** Data sets that are fetched into folders, and new ones that are sent. */
export function createOpenbisTransfersHandlers(parts: OpenbisTransfersParts): TransferHandlers {
  const { jobs, connections } = parts;
  return {
    'openbis.download.plan': (input, { signal }) => {
      requireWholePath(input.folder);
      return asked(parts, input.connectionId, (client) => planDownload(parts, client, input, signal));
    },
    'openbis.download': async (input, { signal }) => {
      requireWholePath(input.folder);
      const { name } = await openbisConnection(connections, input.connectionId);
      const paths = input.paths.map((path) => path.replace(/\/+$/, ''));
      const wanted = { ...input, paths, folder: resolve(input.folder), connectionName: name };
      const kind = { kind: openbisDownloadKindName, schema: OpenbisDownloadInput };
      return { jobId: await startOnce(jobs, kind, wanted, await downloadTitle(parts, input, name, signal)) };
    },
    'openbis.upload.check': ({ connectionId, ...draft }, { signal }) =>
      asked(parts, connectionId, (client) => client.uploads.check(draft, { signal })),
    'openbis.upload.start': async (input, { signal }) => {
      const { name } = await openbisConnection(connections, input.connectionId);
      const { connectionId, ...draft } = input;
      const { problems } = await asked(parts, connectionId, (client) => client.uploads.check(draft, { signal }));
      if (problems.length > 0) throw new DraftError(problems, name);
      const kind = { kind: openbisUploadKindName, schema: OpenbisUploadInput };
      return { jobId: await startOnce(jobs, kind, { ...input, connectionName: name }, uploadTitle(input, name)) };
    },
  };
}

/** Asks a server now, and notes for the dot beside the connection how it went. */
async function asked<T>(
  { connections, clientOf, states }: OpenbisTransfersParts,
  connectionId: string,
  ask: (client: OpenbisClient) => Promise<T>,
): Promise<T> {
  await openbisConnection(connections, connectionId);
  try {
    const answer = await ask(await clientOf(connectionId));
    states.noteSuccess(connectionId);
    return answer;
  } catch (error) {
    states.noteFailure(connectionId, error);
    throw error;
  }
}

/** Where the server cannot be asked now, the job waits for it, and the permId has to do. */
async function downloadTitle(
  parts: OpenbisTransfersParts,
  { connectionId, permId }: { connectionId: string; permId: string },
  server: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    const { name } = await asked(parts, connectionId, (client) => client.dataSets.get(permId, { signal }));
    return `${name === null ? permId : `${name} (${permId})`} from ${server}`;
  } catch (error) {
    if (isAppError(error, 'not-found', 'cancelled')) throw error;
    return `${permId} from ${server}`;
  }
}

async function planDownload(
  { downloads }: OpenbisTransfersParts,
  client: OpenbisClient,
  { permId: wanted, folder: destination, paths }: { permId: string; folder: string; paths: readonly string[] },
  signal: AbortSignal,
) {
  const dataSet = await client.dataSets.get(wanted, { signal });
  const listed = await client.dataSets.files(dataSet, { signal });
  const wishes = paths.length === 0 ? undefined : paths;
  const files = chosenFiles(listed, wishes, dataSet.permId, client.name).filter(({ isFolder }) => !isFolder);
  const folder = join(resolve(destination), safeName(dataSet.permId));
  const [facts, freeBytes] = await Promise.all([downloads.look(folder), downloads.freeBytes(folder)]);
  const here = files.filter(({ path }) => facts.entry(path)?.state === 'verified');
  return {
    ...{ folder, files: files.length, bytes: bytesOf(files), freeBytes },
    here: { files: here.length, bytes: bytesOf(here) },
  };
}

function bytesOf(files: readonly DataSetFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
}

function requireWholePath(folder: string): void {
  if (isAbsolute(folder)) return;
  throw new AppError('invalid-input', `${folder} is no absolute path.`, {
    remedy: 'Give the whole path of the folder.',
  });
}

function uploadTitle({ properties, files, owner }: OpenbisUploadDraft, server: string): string {
  const named = Object.entries(properties).find(([code]) => code.toUpperCase() === '$NAME')?.[1];
  const [first] = files;
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  const name =
    typeof named === 'string' && named.trim() !== '' ? named.trim() : `${basename(first?.path ?? '')}${more}`;
  return `${name} to ${owner} of ${server}`;
}
