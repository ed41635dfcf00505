import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { type Connection, ConnectionKind, type PathRule } from '../../../contract/connections.ts';
import {
  addCommand,
  type CommandContext,
  type CommonOptions,
  findConnection,
  givenPassword,
  nameCommand,
  type Runner,
  withCore,
} from '../command-context.ts';
import { integerOption } from '../number-options.ts';
import { textTable } from '../text-table.ts';

interface FieldOptions extends CommonOptions {
  name?: string;
  url?: string;
  user?: string;
  map?: PathRule[];
  ca?: string;
  fingerprint?: string;
  proxy?: string;
  keepPassword?: boolean;
  verify?: boolean;
  settle?: number;
  marks?: boolean;
  passwordStdin?: boolean;
}

export function addConnectionCommands(program: Command, runner: Runner): void {
  const connections = nameCommand(program, 'connections');

  addListCommand(connections, 'list', runner);

  const add = addCommand(connections, 'add <kind>');
  add.requiredOption('--name <name>', 'name of the connection').requiredOption('--url <url>', 'address of the server');
  add.requiredOption('--user <user>', 'user name at the server; empty with a personal access token as the password');
  addFieldOptions(add).action((kind: string, options: FieldOptions) => {
    const known = ConnectionKind.safeParse(kind);
    if (!known.success) {
      throw new AppError('unsupported', `Quarry does not know servers of the kind ${JSON.stringify(kind)}.`, {
        remedy: `Give one of ${ConnectionKind.options.join(', ')}.`,
      });
    }
    return withCore(runner, options, (context) => addConnection(context, known.data, options));
  });

  const edit = addCommand(connections, 'edit <connection>');
  edit
    .option('--name <name>', 'new name')
    .option('--url <url>', 'new address')
    .option('--user <user>', 'new user name');
  addFieldOptions(edit).action((wanted: string, options: FieldOptions) =>
    withCore(runner, options, async (context) => {
      const { id } = await findConnection(context, wanted);
      const { core, signal, print } = context;
      const changed = await core.client.call('connections.update', { id, ...fieldsOf(options) }, { signal });
      print(changed, () => connectionTable([changed]));
    }),
  );

  addCommand(connections, 'remove <connection>').action((wanted: string, options: CommonOptions) =>
    withCore(runner, options, async (context) => {
      const { id, name } = await findConnection(context, wanted);
      await context.core.client.call('connections.remove', { id }, { signal: context.signal });
      await context.core.keeper?.forget(id);
      context.print({ id, removed: true }, () => `Removed ${name}.`);
    }),
  );

  const test = addCommand(connections, 'test <connection>');
  test.action((wanted: string, options: CommonOptions) =>
    withCore(runner, options, async (context) => {
      const { id, name } = await findConnection(context, wanted);
      const { ok, steps } = await context.core.client.call('connections.test', { id }, { signal: context.signal });
      context.print({ ok, steps }, () =>
        textTable(
          ['Step', 'State', 'Message'],
          steps.map((step) => [step.title, step.state, step.message]),
        ),
      );
      if (!ok) {
        throw new AppError('remote-failed', `${name} did not pass the test.`, { remedy: 'See the failed step.' });
      }
    }),
  );

  addSignInCommands(connections, runner);
}

/** @param kind only these connections */
export function addListCommand(parent: Command, usage: string, runner: Runner, kind?: ConnectionKind): void {
  addCommand(parent, usage).action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const every = await core.client.call('connections.list', {}, { signal });
      const all = every.filter((one) => kind === undefined || one.kind === kind);
      print(all, () => (all.length === 0 ? 'No connections yet.' : connectionTable(all)));
    }),
  );
}

/** @param kind only these connections, of which the only one need not be named */
export function addSignInCommands(parent: Command, runner: Runner, kind?: ConnectionKind): void {
  const which = kind === undefined ? '<connection>' : '[connection]';
  const login = addCommand(parent, `login ${which}`);
  login
    .option('--password-stdin', 'read the password from the first line of stdin (also QUARRY_PASSWORD)')
    .option('--keep-password', 'keep the password in the key store of this computer')
    .action((wanted: string | undefined, options: FieldOptions) =>
      withCore(runner, options, async (context) => {
        const { id, name, user } = await findConnection(context, wanted, kind);
        const { terminal, core, signal, print } = context;
        const password =
          (await givenPassword(terminal, options)) ?? (await terminal.askSecret(`Password of ${user} at ${name}: `));
        const connection = await core.client.call(
          'connections.login',
          {
            id,
            ...(password === undefined ? {} : { password }),
            ...(options.keepPassword === undefined ? {} : { keepPassword: options.keepPassword }),
          },
          { signal },
        );
        if (password !== undefined) await rememberPassword(context, connection, password);
        print(connection, () => `Logged in at ${name} as ${user}.`);
      }),
    );

  addCommand(parent, `logout ${which}`)
    .option('--forget-password', 'also remove the password from the key store')
    .action((wanted: string | undefined, options: CommonOptions & { forgetPassword?: boolean }) =>
      withCore(runner, options, async (context) => {
        const { id, name } = await findConnection(context, wanted, kind);
        const input = { id, forgetPassword: options.forgetPassword === true };
        const connection = await context.core.client.call('connections.logout', input, { signal: context.signal });
        await context.core.keeper?.forget(id);
        context.print(connection, () => `Logged out at ${name}.`);
      }),
    );
}

function addFieldOptions(command: Command): Command {
  return command
    .option('--password-stdin', 'read the password from the first line of stdin (also QUARRY_PASSWORD)')
    .option('--keep-password', 'keep the password in the key store of this computer')
    .option(
      '--map <prefix=folder>',
      'local folder that holds the files of a server path; an empty prefix maps relative paths; repeatable',
      (text: string, rules: PathRule[] = []) => [...rules, parseMapping(text)],
    )
    .option('--ca <file>', 'PEM file of an own certificate authority')
    .option('--fingerprint <sha256>', "SHA-256 fingerprint of the server's certificate")
    .option('--proxy <url>', 'proxy on the way to the server')
    .option('--no-verify', 'accept any certificate (openBIS); a fingerprint is better')
    .option('--settle <seconds>', 'in which a lost write may still arrive; 60 or more, default 300', integerOption)
    .option('--marks', 'mark what is written (default)')
    .option('--no-marks', 'carry no marks: each lost answer then waits for you');
}

/** The first `=` divides, as folders hold one more often than prefixes do. */
export function parseMapping(text: string): PathRule {
  const at = text.indexOf('=');
  if (at === -1 || at === text.length - 1) {
    throw new AppError('invalid-input', `--map ${JSON.stringify(text)} names no folder.`, {
      remedy: 'Write SERVER_PREFIX=LOCAL_FOLDER, e.g. /mnt/lab=/home/me/lab, or =FOLDER for relative paths.',
    });
  }
  return { serverPrefix: text.slice(0, at), localFolder: resolve(text.slice(at + 1)) };
}

function fieldsOf(options: FieldOptions): {
  name?: string;
  url?: string;
  user?: string;
  pathRules?: PathRule[];
  ca?: string;
  pinnedFingerprint?: string;
  proxy?: string;
  keepPassword?: boolean;
  verifyCertificates?: boolean;
  settleWindowS?: number;
  usesMarks?: boolean;
} {
  const { name, url, user, map, ca, fingerprint, proxy, keepPassword, verify, settle, marks } = options;
  return {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url }),
    ...(user === undefined ? {} : { user }),
    ...(map === undefined ? {} : { pathRules: map }),
    ...(ca === undefined ? {} : { ca: readCertificate(ca) }),
    ...(fingerprint === undefined ? {} : { pinnedFingerprint: fingerprint }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(keepPassword === undefined ? {} : { keepPassword }),
    // Commander says true where nothing was given.
    ...(verify === false ? { verifyCertificates: false } : {}),
    ...(settle === undefined ? {} : { settleWindowS: settle }),
    ...(marks === undefined ? {} : { usesMarks: marks }),
  };
}

function readCertificate(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('invalid-input', `The certificate file ${path} cannot be read.`, {
      remedy: 'Give the path of a PEM file with --ca.',
      cause: error,
    });
  }
}

async function addConnection(context: CommandContext, kind: ConnectionKind, options: FieldOptions): Promise<void> {
  const { terminal, core, signal, print } = context;
  const password = await givenPassword(terminal, options);
  const { name = '', url = '', user = '', ...rest } = fieldsOf(options);
  const draft = {
    kind,
    name,
    url,
    user,
    ...rest,
    ...(password === undefined ? {} : { password }),
  };
  const connection = await core.client.call('connections.add', draft, { signal });
  if (password !== undefined) await rememberPassword(context, connection, password);
  print(connection, () => connectionTable([connection]));
}

async function rememberPassword(
  { core, terminal }: CommandContext,
  connection: Connection,
  password: string,
): Promise<void> {
  // What comes from the environment will be there for the next command too.
  if (core.keeper === undefined || password === process.env.QUARRY_PASSWORD) return;
  const where = (await core.keeper.remember(connection.id, password))
    ? 'a process in the background remembers the password for an hour, in memory only'
    : 'the password is gone when this command ends; give it with --password-stdin or in QUARRY_PASSWORD each time';
  terminal.talk(`No key store on this computer: ${where}.`);
}

function connectionTable(connections: readonly Connection[]): string {
  return textTable(
    ['Name', 'Kind', 'Address', 'User', 'State', 'Password', 'Id'],
    connections.map((one) => [one.name, one.kind, one.url, one.user, one.state, one.passwordKept, one.id]),
  );
}
