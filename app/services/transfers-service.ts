import type { Downloads } from '../clients/http/download/api.ts';
import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { DrmsServer } from '../contract/drms.ts';
import type { TransferEvent, TransferList, TransferServer } from '../contract/transfers.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import { retried } from '../jobs/kinds/drms-export.ts';
import { exportKind, startExport } from './start-export.ts';
import type { TransferBoard } from './transfer-board.ts';
import { transferFiles } from './transfer-files.ts';
import { mostConnections, type TransferLimits } from './transfer-limits.ts';
import { createTransferRequestHandlers, type TransferRequestsParts } from './transfer-requests.ts';

type TransferHandlers = {
  [Name in keyof Handlers as Name extends `transfers.${string}` ? Name : never]: Handlers[Name];
};

export interface TransfersServiceParts {
  jobs: JobEngine;
  board: TransferBoard;
  limits: TransferLimits;
  downloads: Pick<Downloads, 'connectionsInUse'>;
  servers: TransferRequestsParts['servers'] & { list(): Promise<DrmsServer[]> };
}

/** Exports that an address may have pending at a server (protocol 6.3). */
const pendingAllowed = 1;

export function createTransfersHandlers(parts: TransfersServiceParts): TransferHandlers {
  const { jobs, board, limits } = parts;
  return {
    ...createTransferRequestHandlers({
      servers: parts.servers,
      enqueue: (input, title) => startExport(jobs, input, title),
    }),
    'transfers.list': () => listOf(parts),
    'transfers.watch': (_input, { signal }) => watch(parts, signal),
    'transfers.files': async ({ id, part, states, from, count }) => {
      const { input, state } = board.kept(id);
      const keys = (state?.requests ?? []).map(({ key }) => key).filter((key) => part === null || key === part);
      const facts = await board.factsOf(id, input.folder);
      const all =
        facts === undefined ? [] : transferFiles(input.folder, keys, facts, board.liveOf(id)?.folder.openFiles() ?? []);
      const wanted = states.length === 0 ? all : all.filter((file) => states.includes(file.state));
      return { total: wanted.length, files: wanted.slice(from, from + count) };
    },
    'transfers.retry-failed': async ({ id }) => {
      const { state } = board.kept(id);
      const job = jobs.get(id);
      if (state === null) await jobs.retry(id);
      else {
        const next = retried(state);
        if (job.status === 'succeeded' && next.requests.every(({ stage }) => stage === 'done'))
          throw new AppError('conflict', `Nothing of “${job.title}” has failed.`, {
            remedy: 'All its files are here.',
          });
        await jobs.again(id, next);
      }
      return {};
    },
    'transfers.set-limit': async ({ serverId, bytesPerSecond, connections }) => {
      if (serverId === null) await limits.setAll(bytesPerSecond);
      else await limits.set(serverId, { bytesPerSecond, ...(connections === undefined ? {} : { connections }) });
      return {};
    },
  };
}

async function listOf(parts: TransfersServiceParts): Promise<TransferList> {
  const transfers = await parts.board.list();
  const known = await parts.servers.list();
  const used = new Set(transfers.map(({ serverId }) => serverId));
  // Scripts name servers by their address, which then are in no registry; others may have been removed since.
  const unknown = [...used].filter((id) => known.every((server) => server.id !== id));
  const others = await Promise.all(unknown.map((id) => parts.servers.describe(id).catch(() => undefined)));
  const servers = [...known, ...others.filter((server) => server !== undefined)]
    .filter(({ id, abilities }) => used.has(id) || abilities.export)
    .toSorted((a, b) => Number(used.has(b.id)) - Number(used.has(a.id)));
  return {
    servers: servers.map((server) => describeServer(parts, server)),
    ...{ transfers, bytesPerSecond: parts.limits.bytesPerSecond() },
  };
}

function describeServer(
  { board, limits, downloads }: TransfersServiceParts,
  { id, name, email, origin }: DrmsServer,
): TransferServer {
  return {
    ...{ id, name, email, ...limits.of(id), mostConnections: mostConnections(origin), pendingAllowed },
    pending: board.pendingAt(id),
    connectionsInUse: limits.hostsOf(id).reduce((sum, host) => sum + downloads.connectionsInUse(host), 0),
  };
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
      else if (event.job.kind === exportKind) {
        const transfer = await parts.board.describe(event.job);
        const server = await parts.servers.describe(transfer.serverId).catch(() => undefined);
        yield {
          ...{ kind: 'changed', sequence, transfer },
          server: server === undefined ? null : describeServer(parts, server),
        };
      }
    }
    // The engine has closed.
    if (!renew.aborted) return;
  }
}
