import type { Downloads } from '../clients/http/download/api.ts';
import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { DrmsServer } from '../contract/drms.ts';
import type { Job } from '../contract/jobs.ts';
import type { Transfer, TransferEvent, TransferList, TransferServer } from '../contract/transfers.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { DataSetTransfers } from './data-set-transfers.ts';
import { startExport } from './start-export.ts';
import type { TransferBoard } from './transfer-board.ts';
import { mostConnections, type TransferLimits } from './transfer-limits.ts';
import { createTransferRequestHandlers, type TransferRequestsParts } from './transfer-requests.ts';
import type { TransferSource } from './transfer-source.ts';

type TransferHandlers = {
  [Name in keyof Handlers as Name extends `transfers.${string}` ? Name : never]: Handlers[Name];
};

export interface TransfersServiceParts {
  jobs: JobEngine;
  exports: TransferBoard;
  dataSets: DataSetTransfers;
  limits: TransferLimits;
  downloads: Pick<Downloads, 'connectionsInUse'>;
  servers: TransferRequestsParts['servers'] & { list(): Promise<DrmsServer[]> };
}

/** Exports that an address may have pending at a server (protocol 6.3). */
const pendingAllowed = 1;

export function createTransfersHandlers(parts: TransfersServiceParts): TransferHandlers {
  const { jobs, limits } = parts;
  return {
    ...createTransferRequestHandlers({
      servers: parts.servers,
      enqueue: (input, title) => startExport(jobs, input, title),
    }),
    'transfers.list': () => listOf(parts),
    'transfers.watch': (_input, { signal }) => watch(parts, signal),
    'transfers.files': async ({ id, part, states, from, count }) => {
      const job = jobs.get(id);
      const all = await requiredSource(parts, job).files(job, part);
      const wanted = states.length === 0 ? all : all.filter((file) => states.includes(file.state));
      return { total: wanted.length, files: wanted.slice(from, from + count) };
    },
    'transfers.retry-failed': async ({ id }) => {
      const job = jobs.get(id);
      await requiredSource(parts, job).retryFailed(job);
      return {};
    },
    'transfers.set-limit': async ({ serverId, bytesPerSecond, connections }) => {
      if (serverId === null) await limits.setAll(bytesPerSecond);
      else await limits.set(serverId, { bytesPerSecond, ...(connections === undefined ? {} : { connections }) });
      return {};
    },
  };
}

function sourceOf({ exports, dataSets }: TransfersServiceParts, job: Job): TransferSource | undefined {
  return [exports, dataSets].find(({ kind }) => kind === job.kind);
}

function requiredSource(parts: TransfersServiceParts, job: Job): TransferSource {
  const source = sourceOf(parts, job);
  if (source !== undefined) return source;
  throw new AppError('not-found', 'There is no such transfer.', { remedy: 'It may have been removed.' });
}

async function listOf(parts: TransfersServiceParts): Promise<TransferList> {
  const described = parts.jobs.list().map((job) => sourceOf(parts, job)?.describe(job));
  const transfers = (await Promise.all(described)).filter((one) => one !== undefined);
  return {
    servers: [...(await drmsServers(parts, transfers)), ...(await parts.dataSets.servers(transfers))],
    ...{ transfers, bytesPerSecond: parts.limits.bytesPerSecond() },
  };
}

async function drmsServers(parts: TransfersServiceParts, transfers: readonly Transfer[]): Promise<TransferServer[]> {
  const known = await parts.servers.list();
  const used = new Set(transfers.filter(({ kind }) => kind === 'export').map(({ serverId }) => serverId));
  // Scripts name servers by their address, which then are in no registry; others may have been removed since.
  const unknown = [...used].filter((id) => known.every((server) => server.id !== id));
  const others = await Promise.all(unknown.map((id) => parts.servers.describe(id).catch(() => undefined)));
  return [...known, ...others.filter((server) => server !== undefined)]
    .filter(({ id, abilities }) => used.has(id) || abilities.export)
    .toSorted((a, b) => Number(used.has(b.id)) - Number(used.has(a.id)))
    .map((server) => describeServer(parts, server));
}

function describeServer(
  { exports, limits, downloads }: TransfersServiceParts,
  { id, name, email, origin }: DrmsServer,
): TransferServer {
  return {
    ...{ kind: 'drms', id, name, email, ...limits.of(id), mostConnections: mostConnections(origin), pendingAllowed },
    pending: exports.pendingAt(id),
    connectionsInUse: limits.hostsOf(id).reduce((sum, host) => sum + downloads.connectionsInUse(host), 0),
  };
}

async function serverOf(parts: TransfersServiceParts, transfer: Transfer): Promise<TransferServer | null> {
  if (transfer.kind === 'dataset') return (await parts.dataSets.servers([transfer]))[0] ?? null;
  const server = await parts.servers.describe(transfer.serverId).catch(() => undefined);
  return server === undefined ? null : describeServer(parts, server);
}

/** All transfers now, then each change; all of them again when limits have changed. */
async function* watch(parts: TransfersServiceParts, signal: AbortSignal): AsyncGenerator<TransferEvent, void, void> {
  const { jobs, limits } = parts;
  let sequence = 0;
  while (!signal.aborted) {
    const renew = limits.untilChanged();
    for await (const event of jobs.watch(AbortSignal.any([signal, renew]))) {
      sequence += 1;
      if (event.kind === 'snapshot') yield { kind: 'snapshot', sequence, list: await listOf(parts) };
      else if (event.kind === 'removed') yield { kind: 'removed', sequence, id: event.id };
      else {
        const transfer = await sourceOf(parts, event.job)?.describe(event.job);
        if (transfer !== undefined)
          yield { kind: 'changed', sequence, transfer, server: await serverOf(parts, transfer) };
      }
    }
    // The engine has closed.
    if (!renew.aborted) return;
  }
}
