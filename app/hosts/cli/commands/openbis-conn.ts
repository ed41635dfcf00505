import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { jupyterConfigFolders } from '../../jupyter/config-folders.ts';
import type { FileConnection } from '../../jupyter/connection-file.ts';
import { connectionFileName, unfitForNames } from '../../jupyter/connection-names.ts';
import { nameCommand, type Runner } from '../command-context.ts';
import type { Terminal } from '../terminal.ts';

interface ConnectionFileOptions {
  name?: string;
  hostname?: string;
  verify?: boolean;
  verfiy?: boolean;
  https?: boolean;
  username?: string;
  password?: string;
  passwordStdin?: boolean;
  destination?: string;
  append?: boolean;
  replace?: boolean;
  json?: boolean;
}

/** With the options of `jupyter-openbis-conn`; -h is the server there, so help is --help alone. */
export function addConnectionFileCommand(program: Command, { terminal }: Runner): void {
  nameCommand(program, 'openbis-conn')
    .helpOption('--help', 'show this help')
    .option('-n, --name <text>', 'name of the connection')
    .option('-h, --hostname <text>', 'address of the openBIS server, kept as it is written')
    .option('--verify', "check the server's certificate")
    .option('--no-verify', 'do not check it')
    .addOption(new Option('--verfiy', 'the spelling of older scripts').hideHelp())
    .option('--https', 'only https')
    .option('--no-https', 'plain http is allowed')
    .option('-u, --username <text>', 'user name, may be empty')
    .option(
      '-p, --password <text>',
      'password, may be empty; others on this computer can see it while the command runs',
    )
    .option('--password-stdin', 'read the password from the first line of stdin')
    .option('-d, --destination <dir>', "one of Jupyter's configuration folders")
    .option('--append', 'keep the other connections of the file (as without --replace)')
    .option('--replace', 'write the whole file anew')
    .option('--json', 'one line of JSON on stdout')
    .action((options: ConnectionFileOptions) => writeConnection(terminal, options));
}

async function writeConnection(terminal: Terminal, options: ConnectionFileOptions): Promise<void> {
  if (options.append === true && options.replace === true)
    throw new AppError('invalid-input', '--append and --replace exclude each other.', { remedy: 'Give one of them.' });
  const connection = await askConnection(terminal, options);
  const file = join(await askFolder(terminal, options.destination), connectionFileName);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!(await mayWrite(terminal, { before, file, name: connection.name, replace: options.replace === true }))) {
    terminal.talk('Nothing was written.');
    return;
  }
  const { withConnection } = await import('../../jupyter/connection-file.ts');
  writeOwn(file, withConnection(options.replace === true ? '' : before, connection));
  const { name, url } = connection;
  terminal.data(options.json === true ? JSON.stringify({ file, name, url }) : `Wrote ${name} to ${file}.`);
}

async function askConnection(terminal: Terminal, options: ConnectionFileOptions): Promise<FileConnection> {
  const name = nameOrThrow(await askText(terminal, 'Name of the connection', options.name, '--name'));
  const hostname = await askText(terminal, 'Address of the server', options.hostname, '--hostname');
  const verifyCertificates = await askYes(
    terminal,
    "Check the server's certificate?",
    options.verfiy === true ? true : options.verify,
  );
  const isHttps = await askYes(terminal, 'Only https?', options.https);
  const username = options.username ?? (await terminal.ask('User name (may be empty): ')) ?? '';
  const password = options.passwordStdin === true ? await terminal.readLine() : options.password;
  return {
    name,
    // Without a scheme, clients take https for granted.
    url: isHttps || /^[a-z]+:\/\//i.test(hostname) ? hostname : `http://${hostname}`,
    verifyCertificates,
    saysVerify: true,
    username: username.trim(),
    password: password ?? (await terminal.askSecret('Password (may be empty, is written as it is): ')) ?? '',
    httpOnly: !isHttps,
  };
}

function nameOrThrow(name: string): string {
  if (!unfitForNames.test(name)) return name;
  throw new AppError('invalid-input', `The name ${JSON.stringify(name)} has one of the signs / ? # %.`, {
    remedy: 'Jupyter puts the name into addresses; leave these signs out.',
  });
}

async function askText(
  terminal: Terminal,
  question: string,
  value: string | undefined,
  option: string,
): Promise<string> {
  const text = (value ?? (await terminal.ask(`${question}: `)))?.trim() ?? '';
  if (text !== '') return text;
  throw new AppError('invalid-input', `${question} is missing.`, { remedy: `Give it with ${option}.` });
}

async function askYes(terminal: Terminal, question: string, value: boolean | undefined): Promise<boolean> {
  if (value !== undefined) return value;
  const answer = await terminal.ask(`${question} [Y/n] `);
  return answer === undefined || !/^\s*n/i.test(answer);
}

async function askFolder(terminal: Terminal, wanted: string | undefined): Promise<string> {
  const folders = jupyterConfigFolders({ env: process.env, homeFolder: homedir(), system: process.platform });
  const [first = ''] = folders;
  const asked = wanted ?? (await terminal.ask(`Folder [${first}]: `))?.trim();
  if (asked === undefined || asked === '') return first;
  const chosen = folders.find((folder) => resolve(folder) === resolve(asked));
  if (chosen !== undefined) return chosen;
  throw new AppError('invalid-input', `Jupyter does not look for its configuration in ${asked}.`, {
    remedy: `Choose among ${folders.join(', ')}.`,
  });
}

interface Present {
  before: string;
  file: string;
  name: string;
  replace: boolean;
}

/** Nothing that is there goes without a word from somebody. */
async function mayWrite(terminal: Terminal, { before, file, name, replace }: Present): Promise<boolean> {
  const { parseConnectionFile } = await import('../../jupyter/connection-file.ts');
  const isThere = parseConnectionFile(before).connections.some((one) => one.name === name);
  if (before === '' || (!replace && !isThere)) return true;
  const question = replace ? `Write ${file} anew?` : `${name} is in ${file} already. Replace it?`;
  const answer = await terminal.ask(`${question} [y/N] `);
  if (answer !== undefined) return /^\s*y/i.test(answer);
  if (replace) return true;
  throw new AppError('conflict', `${name} is in ${file} already.`, {
    remedy: 'Give another name, or write the whole file anew with --replace.',
  });
}

function writeOwn(file: string, text: string): void {
  const part = `${file}.${randomUUID()}.part`;
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(part, text, { mode: 0o600 });
    renameSync(part, file);
  } catch (cause) {
    throw new AppError('storage', `${file} cannot be written.`, {
      remedy: 'Choose another folder with --destination.',
      cause,
    });
  }
}
