import { z } from 'zod';
import { AppErrorDataSchema, ConnectionId, changeOf, Nothing } from './common.ts';
import { command, query } from './entry.ts';

const BasePath = z
  .string()
  .trim()
  .transform((text) => `/${text.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/'))
  .refine((text) => /^\/([\w.~@!$&'()*+,;=:-]+\/)*$/.test(text), 'Give a path such as /user/ada/.')
  .refine((text) => !text.split('/').some((part) => /^\.{1,2}$/.test(part)), 'Give a path without . and ...');

const Origin = z
  .string()
  .trim()
  .refine((text) => /^https?:/i.test(text) && originOf(text) === text.toLowerCase(), {
    message: 'Give scheme, host and port without a path, e.g. http://localhost:8888.',
  })
  .transform((text) => text.toLowerCase());

function originOf(text: string): string | undefined {
  try {
    return new URL(text).origin.toLowerCase();
  } catch {
    return undefined;
  }
}

const Folder = z
  .string()
  .trim()
  .refine((text) => /^(\/|[a-z]:[\\/]|\\\\)/i.test(text), 'Give the whole path of the folder.');

/** Of the loopback API for notebooks, as kept in the data folder. */
export const JupyterSettings = z.object({
  isOn: z.boolean().default(false),
  port: z.number().int().min(0).max(65_535).default(0).describe('0 is any free one'),
  basePath: BasePath.default('/').describe('All addresses begin with it; a hub has one for each user'),
  notebookFolder: Folder.nullable().default(null).describe('Null is the folder "notebooks" in the data folder'),
  allowedOrigins: z.array(Origin).default([]).describe('Pages of these may call with the token'),
  allowedFolders: z.array(Folder).default([]).describe('Downloads may go there besides the notebook folder'),
});
export type JupyterSettings = z.infer<typeof JupyterSettings>;

export const ForeignName = z.object({
  connectionId: ConnectionId,
  connectionName: z.string(),
  /** File or variable that names the connection. */
  origin: z.string(),
});
export type ForeignName = z.infer<typeof ForeignName>;

export const JupyterState = z.object({
  /** False where this host of the core cannot serve it. */
  canServe: z.boolean(),
  settings: JupyterSettings.extend({ notebookFolder: z.string() }),
  /** Null while it is off. */
  running: z.object({ address: z.string(), startedUtc: z.string() }).nullable(),
  /** Why it does not run though it is on. */
  failure: AppErrorDataSchema.nullable(),
  /** Folders that downloads were refused for and nobody has decided about, the newest first. */
  askedFolders: z.array(z.string()),
  /** Connections that came from files and variables; they follow those. */
  foreignConnections: z.array(ForeignName),
  /** Connections of files that do not say whether certificates are checked; they are. */
  unsaidCertificates: z.array(ForeignName),
  /** What could not be used of Jupyter's files, each a sentence or two with its place. */
  warnings: z.array(z.string()),
});
export type JupyterState = z.infer<typeof JupyterState>;

export const JupyterCall = z.object({
  timeUtc: z.string(),
  method: z.string(),
  /** Without its query. */
  path: z.string(),
  status: z.number().int(),
  durationMs: z.number(),
});
export type JupyterCall = z.infer<typeof JupyterCall>;

export const ForeignConnection = z.object({
  name: z.string().trim().min(1),
  /** The scheme may be missing: https then, or http if plain http is allowed. */
  url: z.string().trim().min(1),
  user: z.string(),
  /** Empty if not given. */
  password: z.string(),
  verifyCertificates: z.boolean(),
  /** Whether the file says so itself. */
  saysVerify: z.boolean(),
  allowsHttp: z.boolean(),
  /** File or variable. */
  origin: z.string(),
});
export type ForeignConnection = z.infer<typeof ForeignConnection>;

const state = { output: JupyterState, stale: ['jupyter.state.get'] };

export const jupyterContract = {
  'jupyter.state.get': query({
    title: 'State of the Jupyter API',
    description: 'Settings and address of the loopback API for notebooks',
    input: Nothing,
    output: JupyterState,
  }),
  'jupyter.settings.set': command({
    title: 'Change the Jupyter API',
    description: 'Changes the given settings; starts, stops or moves the API where they ask for it',
    input: changeOf(JupyterSettings),
    ...state,
    stale: ['jupyter.*'],
    errors: ['unsupported', 'conflict', 'storage'],
  }),
  'jupyter.token.get': query({
    title: 'Token of the Jupyter API',
    description: 'The token that callers give; another one at each start',
    input: Nothing,
    output: z.object({ token: z.string() }),
    errors: ['conflict'],
  }),
  'jupyter.calls.list': query({
    title: 'Recent calls of the Jupyter API',
    description: 'The last calls since the start, the newest first, without queries and bodies',
    input: Nothing,
    output: z.array(JupyterCall),
  }),
  'jupyter.folders.answer': command({
    title: 'Answer for a download folder',
    description: 'Allows or dismisses a folder that a download was refused for',
    input: z.object({ folder: z.string(), isAllowed: z.boolean() }),
    ...state,
    errors: ['not-found'],
  }),
  'jupyter.certificates.answer': command({
    title: 'Answer for certificates',
    description: 'Says for a connection of a file whether certificates are checked, where the file does not',
    input: z.object({ connectionId: ConnectionId, verifyCertificates: z.boolean() }),
    ...state,
    stale: ['jupyter.state.get', 'connections.*'],
    errors: ['not-found'],
  }),
  'jupyter.connections.check': query({
    title: 'Check openBIS connections',
    description: 'Which openBIS connections are logged in, each asked for three seconds at most',
    input: z.object({ connectionId: ConnectionId.optional() }),
    output: z.array(z.object({ connectionId: ConnectionId, isConnected: z.boolean() })),
  }),
  'jupyter.connections.login': command({
    title: 'Log in with other credentials',
    description: 'Logs in at openBIS; what is not given is taken as kept, what is given is kept only if it works',
    input: z.object({ connectionId: ConnectionId, user: z.string().optional(), password: z.string().optional() }),
    output: Nothing,
    stale: ['connections.*', 'openbis.*'],
    errors: ['not-found', 'auth-required', 'network', 'timeout', 'bad-response'],
  }),
  'jupyter.connections.register': command({
    title: 'Register an openBIS connection',
    description: 'Adds a connection, or updates the one of that name and address; a login that fails is no failure',
    input: ForeignConnection.omit({ origin: true, saysVerify: true }),
    output: z.object({ connectionId: ConnectionId }),
    stale: ['connections.*'],
    errors: ['conflict'],
  }),
  'jupyter.connections.import': command({
    title: "Take connections of Jupyter's files",
    description: 'Adds openBIS connections that files and variables name, and logs in those with a password',
    input: z.object({ connections: z.array(ForeignConnection), warnings: z.array(z.string()) }),
    output: z.object({ warnings: z.array(z.string()), unsaidCertificates: z.array(ForeignName) }),
    stale: ['connections.*', 'jupyter.state.get'],
  }),
};
