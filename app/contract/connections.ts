import { z } from 'zod';
import { ConnectionId, Nothing } from './common.ts';
import { command, query } from './entry.ts';

export const PathRule = z.object({
  serverPrefix: z.string().describe('Start of a path as the server names it; empty for relative paths'),
  localFolder: z.string().min(1).describe('Folder of this computer that holds the same files'),
});
export type PathRule = z.infer<typeof PathRule>;

const name = z.string().trim().min(1, 'Give the connection a name.').max(60, 'A name has at most 60 characters.');
const url = z
  .string()
  .trim()
  .refine((text) => /^https?:\/\/[^\s/]+/i.test(text), 'Give the whole address, starting with https:// or http://.');

export const ConnectionKind = z.enum(['juliabase', 'openbis']);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

const ConnectionFields = z.object({
  kind: ConnectionKind,
  name,
  url,
  /** May be empty where a personal access token is given as the password. */
  user: z.string().trim(),
  pathRules: z.array(PathRule),
  /** PEM text of an own certificate authority. */
  ca: z.string().nullable(),
  /** SHA-256 fingerprint of the server's certificate, hex with or without colons. */
  pinnedFingerprint: z.string().nullable(),
  proxy: z.string().nullable(),
  /** False accepts any certificate, for this connection alone; a fingerprint is better. */
  verifyCertificates: z.boolean(),
  keepPassword: z.boolean().describe('Keep the password in the key store of this computer'),
  settleWindowS: z
    .number()
    .int('Give whole seconds.')
    .min(60, 'A settle window is never shorter than 60 seconds.')
    .max(86_400, 'A settle window is at most a day.')
    .describe(
      'Seconds in which a lost write may still arrive; longer than the time limits of the server and its proxy',
    ),
  usesMarks: z.boolean().describe('Writes carry a mark by which they are found; without it every unknown outcome asks'),
});

export const SignInState = z.enum(['signed-out', 'signing-in', 'signed-in', 'needs-you', 'offline']);
export type SignInState = z.infer<typeof SignInState>;

export const Connection = ConnectionFields.extend({
  id: ConnectionId,
  isDemo: z.boolean(),
  state: SignInState,
  /** One sentence about the state, when it is not simply signed in. */
  stateMessage: z.string().nullable(),
  passwordKept: z.enum(['key-store', 'memory', 'none']),
});
export type Connection = z.infer<typeof Connection>;

export const ConnectionDraft = ConnectionFields.partial({
  pathRules: true,
  ca: true,
  pinnedFingerprint: true,
  proxy: true,
  verifyCertificates: true,
  keepPassword: true,
  settleWindowS: true,
  usesMarks: true,
}).extend({ password: z.string().optional() });
export type ConnectionDraft = z.input<typeof ConnectionDraft>;

/** What is kept of a connection, but for its password and its answers. */
export const RemovedConnection = ConnectionFields.extend({ id: ConnectionId, isDemo: z.boolean() });
export type RemovedConnection = z.infer<typeof RemovedConnection>;

export const TestStep = z.object({
  id: z.enum(['reach', 'juliabase', 'openbis', 'sign-in', 'read', 'folders']),
  title: z.string(),
  state: z.enum(['ok', 'failed', 'skipped']),
  message: z.string().nullable(),
});
export type TestStep = z.infer<typeof TestStep>;

export const connectionsContract = {
  'connections.list': query({
    title: 'List connections',
    description: 'All connections of this data folder with their sign-in state',
    input: Nothing,
    output: z.array(Connection),
  }),
  'connections.add': command({
    title: 'Add a connection',
    description: 'Adds a connection; a password is kept in memory, or in the key store if asked for',
    input: ConnectionDraft,
    output: Connection,
    stale: ['connections.*'],
    errors: ['conflict'],
  }),
  'connections.update': command({
    title: 'Edit a connection',
    description: 'Changes the given fields of a connection and signs out if address or user changed',
    input: ConnectionDraft.partial().extend({ id: ConnectionId }),
    output: Connection,
    stale: ['connections.*', 'juliabase.*', 'openbis.*'],
    errors: ['not-found', 'conflict'],
  }),
  'connections.remove': command({
    title: 'Remove a connection',
    description: 'Removes a connection with its kept answers and its password; refused while a write is under way',
    input: z.object({ id: ConnectionId }),
    output: z.object({ removed: RemovedConnection }),
    stale: ['connections.*', 'juliabase.*', 'openbis.*'],
    errors: ['not-found', 'conflict'],
  }),
  'connections.restore': command({
    title: 'Bring a connection back',
    description: 'Puts a removed connection back, logged out; its answers are asked for anew',
    input: RemovedConnection,
    output: Connection,
    stale: ['connections.*', 'juliabase.*', 'openbis.*'],
    errors: ['conflict'],
  }),
  'connections.test': query({
    title: 'Test a connection',
    description: 'Tries address, kind of server, login and reading one after the other, without keeping anything',
    input: z.union([ConnectionDraft.extend({ id: ConnectionId.optional() }), z.object({ id: ConnectionId })]),
    output: z.object({ ok: z.boolean(), steps: z.array(TestStep) }),
    errors: ['not-found'],
  }),
  'connections.login': command({
    title: 'Log in',
    description: 'Signs in with the given password, or with the kept one',
    input: z.object({ id: ConnectionId, password: z.string().optional(), keepPassword: z.boolean().optional() }),
    output: Connection,
    stale: ['connections.*', 'juliabase.*', 'openbis.*', 'figures.attach.plan'],
    errors: ['not-found', 'auth-required', 'network', 'timeout', 'bad-response'],
  }),
  'connections.logout': command({
    title: 'Log out',
    description: 'Ends the session at the server and forgets the password kept in memory',
    input: z.object({ id: ConnectionId, forgetPassword: z.boolean().default(false) }),
    output: Connection,
    stale: ['connections.*'],
    errors: ['not-found'],
  }),
};
