import type { OpenbisClient } from '../clients/openbis/api.ts';
import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { openbisContract } from '../contract/openbis.ts';
import { namesOf } from './openbis-names.ts';
import type { ReadRequest, ServerReads } from './server-reads.ts';

type OpenbisHandlers = Pick<Handlers, keyof typeof openbisContract>;

export interface OpenbisServiceParts {
  reads: ServerReads<OpenbisClient>;
}

/** More spaces or projects than these are not shown as a tree. */
const allAtOnce = 10_000;

/** Reading openBIS: the tree of spaces, searches, things with their properties. */
export function createOpenbisHandlers({ reads }: OpenbisServiceParts): OpenbisHandlers {
  return {
    'openbis.server.get': (input, { signal }) =>
      reads.read({ ...input, signal }, 'server', async (client, shared) => {
        const facts = await client.serverFacts({ signal: shared, refresh: true });
        const { apiVersion, openbisVersion, hasPersonalTokens, fastDownload } = facts;
        return {
          openbisVersion,
          apiVersion: apiVersion === null ? null : `${apiVersion.major}.${apiVersion.minor}`,
          user: client.session.user(),
          hasPersonalTokens,
          hasFastDownload: fastDownload !== null,
        };
      }),
    'openbis.spaces.list': (input, { signal }) =>
      reads.read({ ...input, signal }, 'spaces', async (client, shared) => {
        const { items } = await client.spaces.list({ count: allAtOnce, signal: shared });
        return items;
      }),
    'openbis.projects.list': ({ space, ...input }, { signal }) =>
      reads.read({ ...input, signal }, `projects ${space ?? ''}`, async (client, shared) => {
        const chosen = space === undefined ? {} : { space };
        return (await client.projects.list({ ...chosen, count: allAtOnce, signal: shared })).items;
      }),
    'openbis.collections.search': (input, { signal }) => {
      const { request, query, paging } = searchOf(input, signal);
      return reads.read(request, `collections ${keyOf({ query, paging })}`, (client, shared) =>
        client.collections.search(query, { ...paging, signal: shared }),
      );
    },
    'openbis.collections.get': ({ reference, ...input }, { signal }) =>
      reads.read({ ...input, signal }, `collection ${reference}`, async (client, shared) =>
        there(await client.collections.find(reference, { signal: shared }), `collection ${reference}`, client),
      ),
    'openbis.objects.search': (input, { signal }) => {
      const { request, query, paging } = searchOf(input, signal);
      return reads.read(request, `objects ${keyOf({ query, paging })}`, (client, shared) =>
        client.objects.search(query, { ...paging, signal: shared }),
      );
    },
    'openbis.objects.get': ({ reference, ...input }, { signal }) =>
      reads.read({ ...input, signal }, `object ${reference}`, async (client, shared) =>
        there(await client.objects.find(reference, { signal: shared }), `object ${reference}`, client),
      ),
    'openbis.names.list': (input, { signal }) =>
      reads.read({ ...input, signal }, 'names', (client, shared) => namesOf(client, shared)),
    'openbis.data-sets.search': (input, { signal }) => {
      const { request, query, paging } = searchOf(input, signal);
      return reads.read(request, `data-sets ${keyOf({ query, paging })}`, (client, shared) =>
        client.dataSets.search(query, { ...paging, signal: shared }),
      );
    },
    'openbis.data-sets.get': ({ permId, ...input }, { signal }) =>
      reads.read({ ...input, signal }, `data-set ${permId}`, (client, shared) =>
        client.dataSets.get(permId, { signal: shared }),
      ),
    'openbis.data-sets.files': ({ permId, ...input }, { signal }) =>
      reads.read({ ...input, signal }, `files ${permId}`, (client, shared) =>
        client.dataSets.files(permId, { signal: shared }),
      ),
    'openbis.types.list': (input, { signal }) =>
      reads.read({ ...input, signal }, 'data-set-types', (client, shared) =>
        client.types.dataSetTypes({ signal: shared }),
      ),
  };
}

interface SearchInput {
  connectionId: string;
  refresh: boolean;
  from: number;
  count: number;
  sort?: Sort | undefined;
  ascending?: boolean | undefined;
  isAside?: boolean;
}

type Sort = 'CODE' | 'IDENTIFIER' | 'PERM_ID' | 'REGISTRATION_DATE' | 'MODIFICATION_DATE' | 'TYPE';
type Given<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** What names the connection, what the hits must fulfil, and which of them are wanted. */
function searchOf<T extends SearchInput>(
  input: T,
  signal: AbortSignal,
): {
  request: ReadRequest;
  query: Given<Omit<T, keyof SearchInput>>;
  paging: { from: number; count: number; sort?: Sort; ascending?: boolean };
} {
  const { connectionId, refresh, from, count, sort, ascending, isAside: _, ...query } = input;
  return {
    request: { connectionId, refresh, signal },
    query: withoutUndefined(query),
    paging: { from, count, ...(sort === undefined ? {} : { sort }), ...(ascending === undefined ? {} : { ascending }) },
  };
}

function withoutUndefined<T extends object>(given: T): Given<T> {
  // What is left has just the entries that are defined.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** The same for equal searches, whatever the order in which the conditions were given. */
function keyOf({ query, paging }: { query: object; paging: object }): string {
  return JSON.stringify([Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1)), paging]);
}

function there<T>(found: T | undefined, what: string, { name }: OpenbisClient): T {
  if (found !== undefined) return found;
  throw new AppError('not-found', `${name} has no ${what} that you may see.`, {
    remedy: 'Check its spelling, or ask for the right to see it.',
    source: name,
  });
}
