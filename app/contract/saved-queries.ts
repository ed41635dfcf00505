import { z } from 'zod';
import { Nothing } from './common.ts';
import { DrmsServerId, RecordSetText } from './drms.ts';
import { command, query } from './entry.ts';

const QueryText = z.object({
  serverId: DrmsServerId,
  recordSet: RecordSetText,
  /** Keywords that were asked for; empty: the usual ones of the series. */
  keys: z.array(z.string()).default([]),
});

export const PastQuery = QueryText.extend({
  id: z.string(),
  count: z.number().int(),
  /** Of the server's answer. */
  bytes: z.number(),
  /** From the question to the kept table, in milliseconds. */
  tookMs: z.number(),
  asOfUtc: z.iso.datetime(),
});
export type PastQuery = z.infer<typeof PastQuery>;

const QueryName = z
  .string()
  .trim()
  .min(1, 'Give the query a name.')
  .max(80, 'A name has at most 80 characters.')
  .describe('Name of a saved query; unlike all others, letter case aside');

export const SavedQuery = QueryText.extend({ id: z.string(), name: QueryName, savedUtc: z.iso.datetime() });
export type SavedQuery = z.infer<typeof SavedQuery>;

export const savedQueriesContract = {
  'drms.queries.history': query({
    title: 'List past queries',
    description: 'Queries that a server has answered, newest first; one that was asked again stands there once',
    input: z.object({ serverId: DrmsServerId }),
    output: z.array(PastQuery),
  }),
  'drms.queries.forget': command({
    title: 'Forget past queries',
    description: 'Takes one query, or all, out of the history of a server',
    input: z.object({ serverId: DrmsServerId, id: z.string().nullable().describe('null: all of the server') }),
    output: Nothing,
    stale: ['drms.queries.history'],
  }),
  'drms.queries.list': query({
    title: 'List saved queries',
    description: 'Queries saved under a name, of all servers, by name',
    input: Nothing,
    output: z.array(SavedQuery),
  }),
  'drms.queries.save': command({
    title: 'Save a query',
    description: 'Keeps a record set with its keywords under a name; with the id of a saved query that one is changed',
    input: QueryText.extend({ id: z.string().exactOptional(), name: QueryName }),
    output: SavedQuery,
    stale: ['drms.queries.list'],
    errors: ['conflict'],
  }),
  'drms.queries.remove': command({
    title: 'Remove a saved query',
    description: 'Removes a saved query; saving it again with the same id undoes that',
    input: z.object({ id: z.string() }),
    output: Nothing,
    stale: ['drms.queries.list'],
    errors: ['not-found'],
  }),
};
