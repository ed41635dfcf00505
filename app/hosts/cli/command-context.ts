import type { Command } from 'commander';
import type { AppExtras } from '../../app.ts';
import { AppError, isAppError } from '../../contract/app-error.ts';
import { describeLine } from '../../contract/commands/command-line.ts';
import type { Connection, ConnectionKind } from '../../contract/connections.ts';
import { type Core, openCore } from './open-core.ts';
import type { Terminal } from './terminal.ts';

/** Options that every command takes. */
export interface CommonOptions {
  home?: string;
  json?: boolean;
}

export interface ConnectionOptions extends CommonOptions {
  connection?: string;
  passwordStdin?: boolean;
}

/** What a command works with. */
export interface CommandContext {
  terminal: Terminal;
  core: Core;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  json: boolean;
  /** Prints the value as one line of JSON with `--json`, else as the given text. */
  print(value: unknown, text: () => string): void;
}

export interface Runner {
  terminal: Terminal;
  signal: AbortSignal;
  /** What the cores of several runs in one process have in common. */
  shared?: Pick<AppExtras, 'drawing'>;
}

/** A sub-command, or the head of several, as the table of all commands describes it. */
export function nameCommand(parent: Command, usage: string): Command {
  const command = parent.command(usage);
  const words = wordsBefore(command).join(' ');
  const described = describeLine(words);
  if (described === undefined) throw new Error(`The table of commands does not describe quarry ${words}.`);
  if (described.inWindow !== undefined) command.addHelpText('after', `\nIn the window: ${described.inWindow}`);
  return command.description(described.description);
}

/** From the one below the program on. */
function wordsBefore(command: Command): string[] {
  return command.parent === null ? [] : [...wordsBefore(command.parent), command.name()];
}

/** A sub-command with the options that all take. */
export function addCommand(parent: Command, usage: string): Command {
  return nameCommand(parent, usage)
    .option('--home <dir>', 'data folder (also QUARRY_HOME)')
    .option('--json', 'one line of JSON on stdout; failures as one line of JSON on stderr');
}

export function addConnectionOptions(command: Command): Command {
  return command
    .option('-c, --connection <name>', 'connection by name or id; not needed if there is only one')
    .option('--password-stdin', 'read the password from the first line of stdin (also QUARRY_PASSWORD)');
}

/** Opens the core for the time of `work`. */
export async function withCore(
  runner: Runner,
  options: CommonOptions,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const { terminal, signal } = runner;
  const json = options.json === true;
  const core = await openCore(options.home, runner.shared);
  try {
    const print = (value: unknown, text: () => string): void => terminal.data(json ? JSON.stringify(value) : text());
    await work({ terminal, core, signal, json, print });
  } finally {
    terminal.endProgress();
    await core.close();
  }
}

/** As `withCore`, with the chosen connection signed in as far as a password is at hand. */
export async function withConnection(
  runner: Runner,
  options: ConnectionOptions,
  work: (context: CommandContext & { connection: Connection }) => Promise<void>,
  kind: ConnectionKind = 'juliabase',
): Promise<void> {
  await withCore(runner, options, (context) =>
    withSignIn(context, options, (connection) => work({ ...context, connection }), kind),
  );
}

/** Works with the chosen connection; a password that is missing is asked for, and the work begun again. */
export async function withSignIn<R>(
  context: CommandContext,
  options: ConnectionOptions,
  work: (connection: Connection) => Promise<R>,
  kind: ConnectionKind = 'juliabase',
): Promise<R> {
  const connection = await openConnection(context, await findConnection(context, options.connection, kind));
  const given = await givenPassword(context.terminal, options);
  if (given !== undefined && !connection.isDemo && connection.state !== 'signed-in') {
    await login(context, connection, given);
  }
  try {
    return await work(connection);
  } catch (error) {
    if (!isAppError(error, 'auth-required') || given !== undefined) throw error;
    const asked = await context.terminal.askSecret(`Password of ${connection.user} at ${connection.name}: `);
    if (asked === undefined) throw withPasswordHint(error);
    await login(context, connection, asked);
    return work(connection);
  }
}

/** The demo of this data folder has another address in each run. */
async function openConnection({ core, signal }: CommandContext, connection: Connection): Promise<Connection> {
  if (!connection.isDemo) return connection;
  const { id, kind, user } = connection;
  await core.client.call('app.demo.start', kind === 'juliabase' ? { user } : {}, { signal });
  return (await core.client.call('connections.list', {}, { signal })).find((one) => one.id === id) ?? connection;
}

async function login({ core, signal }: CommandContext, { id }: Connection, password: string): Promise<void> {
  await core.client.call('connections.login', { id, password }, { signal });
}

function withPasswordHint(error: AppError): AppError {
  return new AppError('auth-required', error.message, {
    ...(error.source === undefined ? {} : { source: error.source }),
    remedy: 'Give the password with --password-stdin or in QUARRY_PASSWORD, or log in with `quarry connections login`.',
    cause: error,
  });
}

export async function givenPassword(
  terminal: Terminal,
  { passwordStdin }: { passwordStdin?: boolean },
): Promise<string | undefined> {
  if (passwordStdin === true) return terminal.readLine();
  const fromEnvironment = process.env.QUARRY_PASSWORD;
  return fromEnvironment === '' ? undefined : fromEnvironment;
}

const kindNames: Readonly<Record<ConnectionKind, string>> = { juliabase: 'JuliaBase', openbis: 'openBIS' };

/** By id, or by name in any case; the only one if none is named. */
export async function findConnection(
  { core, signal }: CommandContext,
  wanted?: string,
  kind?: ConnectionKind,
): Promise<Connection> {
  const every = await core.client.call('connections.list', {}, { signal });
  const all = kind === undefined ? every : every.filter((one) => one.kind === kind);
  const named = wanted === undefined ? all : all.filter((one) => matches(one, wanted));
  const [first, second] = named;
  if (first !== undefined && second === undefined) return first;
  const names = all.map((one) => one.name).join(', ');
  if (all.length === 0) {
    throw new AppError(
      'not-found',
      `There is no connection${kind === undefined ? '' : ` to ${kindNames[kind]}`} yet.`,
      {
        remedy: `Add one with \`quarry connections add ${kind ?? 'juliabase'}\`.`,
      },
    );
  }
  if (first === undefined) {
    throw new AppError('not-found', `There is no connection named ${JSON.stringify(wanted)}.`, {
      remedy: `Choose among ${names}.`,
    });
  }
  throw new AppError('invalid-input', 'There are several connections.', {
    remedy: `Choose one with --connection among ${names}.`,
  });
}

function matches(connection: Connection, wanted: string): boolean {
  return connection.id === wanted || connection.name.toLowerCase() === wanted.toLowerCase();
}
