import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError, isAppError } from '../../../contract/app-error.ts';
import type { Connection } from '../../../contract/connections.ts';
import type { Job } from '../../../contract/jobs.ts';
import { type OpenbisUploadDraft, OpenbisUploadResult } from '../../../contract/openbis-transfers.ts';
import type { TransferFile } from '../../../contract/transfers.ts';
import {
  addCommand,
  addConnectionOptions,
  type CommandContext,
  type ConnectionOptions,
  type Runner,
  withConnection,
} from '../command-context.ts';
import { needsYouExitCode } from '../exit-code.ts';
import { endOfJob, errorOfJob } from '../follow-job.ts';
import { inMegabytes, oneLine, textTable } from '../text-table.ts';

interface DownloadOptions extends ConnectionOptions {
  to: string;
  path: string[];
  flatten?: boolean;
}

interface UploadOptions extends ConnectionOptions {
  type: string;
  object?: string;
  collection?: string;
  parent: string[];
  property: Record<string, string | string[]>;
}

type Context = CommandContext & { connection: Connection };

/** Datasets into a folder, and new ones to the server. */
export function addOpenbisTransferCommands(openbis: Command, runner: Runner): void {
  const add = (usage: string): Command => addConnectionOptions(addCommand(openbis, usage));

  add('download <permId>')
    .requiredOption('--to <folder>', 'the dataset gets a folder in it, named by its permId')
    .option('--path <path>', 'file or folder as the server lists it; may be given several times', appended, [])
    .option('--flatten', 'leave out a leading original/, then a leading DEFAULT/')
    .action((permId: string, options: DownloadOptions) =>
      withConnection(runner, options, (context) => download(context, permId, options), 'openbis'),
    );

  add('upload <files...>')
    .requiredOption('--type <code>', 'code of the dataset type')
    .option('--object <name>', 'identifier, permId or code of the object that it belongs to')
    .option('--collection <name>', 'the same of a collection, instead of an object')
    .option('--parent <permId>', 'a dataset that it comes from; may be given several times', appended, [])
    .option('--property <code=value>', 'may be given several times, also of one code that takes several', property, {})
    .action((files: string[], options: UploadOptions) => {
      const wish = {
        type: options.type,
        owner: ownerOf(options),
        parents: options.parent,
        properties: options.property,
      };
      const paths = files.map((file) => ({ path: resolve(file) }));
      return withConnection(runner, options, (context) => upload(context, { ...wish, files: paths }), 'openbis');
    });
}

function appended(text: string, before: string[]): string[] {
  return [...before, text];
}

/** The first `=` divides. */
function property(text: string, before: UploadOptions['property']): UploadOptions['property'] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new AppError('invalid-input', `--property ${JSON.stringify(text)} names no value.`, {
      remedy: 'Write CODE=VALUE, such as $NAME=run 12.',
    });
  const [code, value] = [text.slice(0, at), text.slice(at + 1)];
  const known = before[code];
  return { ...before, [code]: known === undefined ? value : [known, value].flat() };
}

async function download(context: Context, permId: string, options: DownloadOptions): Promise<void> {
  const { core, connection, signal, terminal, print } = context;
  const wish = {
    ...{ connectionId: connection.id, permId, folder: resolve(options.to), paths: options.path },
    flatten: options.flatten === true,
  };
  // Also what finds out whether somebody has to log in first.
  const plan = await core.client.call('openbis.download.plan', wish, { signal });
  terminal.progress(`${plan.files} files, ${inMegabytes(plan.bytes)}; ${plan.here.files} of them are here`);
  const { jobId } = await core.client.call('openbis.download', wish, { signal });
  const job = await endOfJob(context, jobId, 'Downloading');
  if (job.status === 'needs-you') return tellQuestion(context, job);
  checkEnd(job);
  const files = (await filesOf(context, jobId)).map(({ serverPath, path, bytes, state, message }) => ({
    ...{ path: serverPath, file: path, bytes, state, message },
  }));
  print({ outcome: 'finished', jobId, permId: job.result?.permId ?? permId, folder: plan.folder, files }, () =>
    textTable(
      ['File', 'Bytes', 'State', 'Message'],
      files.map(({ path, file, bytes, state, message }) => [file ?? path, bytes, state, message ?? '']),
    ),
  );
  const open = files.filter(({ state }) => state !== 'verified' && state !== 'size-unconfirmed').length;
  if (open > 0) terminal.talk(`${open} of ${files.length} files are not here; run the command again to go on.`);
}

const filesAtOnce = 10_000;

async function filesOf({ core, signal }: Context, id: string): Promise<TransferFile[]> {
  const files: TransferFile[] = [];
  for (;;) {
    const wish = { id, from: files.length, count: filesAtOnce };
    const page = await core.client.call('transfers.files', wish, { signal });
    files.push(...page.files);
    if (page.files.length === 0 || files.length >= page.total) return files;
  }
}

async function upload(context: Context, wish: Omit<OpenbisUploadDraft, 'connectionId'>): Promise<void> {
  const { core, connection, signal, print, terminal, json } = context;
  const draft = { ...wish, connectionId: connection.id };
  const { jobId } = await core.client.call('openbis.upload.start', draft, { signal }).catch((error: unknown) => {
    // With --json they are in the details of the error.
    if (!json) for (const line of problemsIn(error)) terminal.talk(line);
    throw error;
  });
  const job = await endOfJob(context, jobId, 'Uploading');
  if (job.status === 'needs-you') return tellQuestion(context, job);
  checkEnd(job);
  const result = OpenbisUploadResult.parse(job.result);
  print({ outcome: 'registered', jobId, ...result }, () => `Registered ${result.permId}.`);
  for (const difference of result.differences ?? ['Nobody could look whether all files are there.'])
    terminal.talk(oneLine(difference));
}

function ownerOf({ object, collection }: UploadOptions): string {
  const owner = object ?? collection;
  if (owner !== undefined && (object === undefined || collection === undefined)) return owner;
  throw new AppError('invalid-input', 'A dataset belongs to one object or to one collection.', {
    remedy: 'Give either --object or --collection.',
  });
}

function problemsIn(error: unknown): string[] {
  const problems = isAppError(error, 'invalid-input') ? error.details?.problems : undefined;
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((one) => {
    const isProblem = typeof one === 'object' && one !== null && !Array.isArray(one);
    return isProblem ? [oneLine(`${String(one.key)}: ${String(one.message)}`)] : [];
  });
}

/** The command ends; the job waits for `quarry jobs answer`. */
function tellQuestion({ print }: Context, { id, question }: Job): void {
  process.exitCode = needsYouExitCode;
  const message = question?.text ?? null;
  print({ outcome: 'needs-you', jobId: id, message, choices: question?.choices ?? [] }, () =>
    [
      oneLine(message ?? ''),
      ...(question?.choices ?? []).map((one) => `  quarry jobs answer ${id} ${one.id}   ${one.effect}`),
    ].join('\n'),
  );
}

/** @throws AppError unless the job has succeeded */
function checkEnd({ status, error, title }: Job): void {
  if (status === 'succeeded') return;
  if (error !== null) throw errorOfJob(error);
  throw new AppError('cancelled', `“${title}” is ${status}.`, {
    remedy: 'See `quarry jobs list`; run the command again to go on.',
  });
}
