import { isAbsolute } from 'node:path';
import type { ReadThrough } from '../cache/read-through.ts';
import type { DrmsClient } from '../clients/drms/api.ts';
import { AppError } from '../contract/app-error.ts';
import type { Stamped } from '../contract/common.ts';
import type { Handlers } from '../contract/contract.ts';
import type { drmsContract, ExportQuery } from '../contract/drms.ts';
import type { DrmsServers } from './drms-servers.ts';
import { planExport } from './export-plan.ts';
import type { KeptTables } from './kept-tables.ts';
import type { RecordReads } from './record-reads.ts';
import type { RecordTables } from './record-tables.ts';
import { stamp } from './server-reads.ts';

type DrmsHandlers = { [Name in keyof typeof drmsContract]: Handlers[Name] };

export interface DrmsServiceParts {
  servers: DrmsServers;
  reads: ReadThrough;
  tables: RecordTables;
  records: RecordReads;
  kept: KeptTables;
  forgetAnswers(site: string): Promise<void>;
  /** Queues an export. @returns the id of the job */
  enqueue(input: ExportInput, title: string): Promise<string>;
  nowMs(): number;
}

export interface ExportInput {
  serverId: string;
  folder: string;
  email: string;
  queries: ExportQuery[];
  localHeaders?: boolean;
}

/** Structures and lists of series change rarely; servers are slow and ask to be spared. */
const freshForMs = 60 * 60_000;

export function createDrmsHandlers(parts: DrmsServiceParts): DrmsHandlers {
  const { servers, tables, records } = parts;

  async function read<T>(
    input: { serverId: string; refresh: boolean },
    request: string,
    signal: AbortSignal,
    ask: (client: DrmsClient, signal: AbortSignal) => Promise<T>,
  ): Promise<Stamped<T>> {
    const fetch = async (shared: AbortSignal): Promise<T> => ask(await servers.client(input.serverId), shared);
    const options = { refresh: input.refresh, freshForMs, signal };
    return stamp(await parts.reads.read(siteOf(input.serverId), request, fetch, options));
  }

  return {
    'drms.servers.list': () => servers.list(),
    'drms.servers.add': (draft) => servers.add(draft),
    'drms.servers.remove': async ({ serverId }) => {
      const removed = await servers.remove(serverId);
      await parts.forgetAnswers(siteOf(serverId));
      return { removed };
    },
    'drms.servers.restore': async (removed) => {
      await servers.restore(removed);
      return {};
    },
    'drms.servers.set-email': async ({ serverId, email }, { signal }) => {
      if (email !== null) {
        const checked = await (await servers.client(serverId)).checkEmail(email, { signal });
        if (!checked.registered)
          throw new AppError('invalid-input', `${email} is not registered for exports: ${checked.message}`, {
            remedy: 'Register the address on the web page of the server, then try again.',
          });
      }
      return servers.setEmail(serverId, email);
    },
    'drms.series.list': (input, { signal }) =>
      read(input, 'series-list', signal, (client, shared) => client.series(null, { signal: shared })),
    'drms.series.info': (input, { signal }) =>
      read(input, seriesInfoRequest(input.series), signal, (client, shared) =>
        client.info(input.series, { signal: shared }),
      ),
    'drms.count': async ({ serverId, recordSet }, { signal }) => ({
      count: await (await servers.client(serverId)).count(recordSet, { signal }),
    }),
    'drms.email.check': async ({ serverId, email }, { signal }) =>
      (await servers.client(serverId)).checkEmail(email, { signal }),
    'drms.query': async ({ serverId, recordSet, keys, segments, links, limit }, { signal }) => {
      const client = await servers.client(serverId);
      const answer = await client.query(
        recordSet,
        {
          key: keys,
          seg: segments,
          link: links,
          // The name of a record leads back to it; without it a row could not be exported.
          recinfo: true,
          primeKeys: keys.length === 0,
          ...(limit === 0 ? {} : { n: limit }),
        },
        { signal },
      );
      const { table, columns } = tables.add({ serverId, recordSet, asOfMs: parts.nowMs() }, answer);
      parts.kept.keep(table, columns, () => tables.drop(table.tableId));
      return table;
    },
    'drms.export.plan': async ({ serverId, ...wish }, { signal }) =>
      planExport(await servers.client(serverId), wish, signal),
    'drms.export.start': async ({ serverId, folder, email, queries, localHeaders }) => {
      const server = await servers.describe(serverId);
      const address = email ?? server.email ?? '';
      const needsExport = queries.some(({ method }) => method !== 'direct');
      if (needsExport && !server.abilities.export)
        throw new AppError('unsupported', `${server.name} offers no exports.`, { remedy: 'Choose another server.' });
      if (needsExport && address === '')
        throw new AppError('invalid-input', `${server.name} exports for registered addresses only.`, {
          remedy: 'Give the e-mail address that you have registered there.',
        });
      if (!isAbsolute(folder))
        throw new AppError('invalid-input', `${folder} is no absolute path.`, { remedy: 'Give the whole path.' });
      const [first] = queries;
      const what = queries.length === 1 ? (first?.recordSet ?? '') : `${queries.length} record sets`;
      const input = { serverId, folder, email: address, queries, ...(localHeaders ? { localHeaders } : {}) };
      return { jobId: await parts.enqueue(input, `Export ${what} from ${server.name}`) };
    },
    'drms.table.describe': ({ tableId }) => records.describe(tableId),
    'drms.table.page': (input, { signal }) => records.page(input, signal),
    'drms.table.record-sets': ({ tableId, selection }, { signal }) => records.recordSets(tableId, selection, signal),
  };
}

/** Name of the kept description of a series; of all of them as a prefix. */
export function seriesInfoRequest(series: string): string {
  return `series-info ${series.toLowerCase()}`;
}

/** Kept answers of a server; connections have ids of their own. */
export function siteOf(serverId: string): string {
  return `drms:${serverId}`;
}
