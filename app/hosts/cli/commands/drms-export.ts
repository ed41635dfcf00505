import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { AppError } from '../../../contract/app-error.ts';
import { ExportQuery } from '../../../contract/drms.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { Runner } from '../command-context.ts';
import { endOfJob, errorOfJob } from '../follow-job.ts';
import { textTable } from '../text-table.ts';
import { addServerCommand, type ServerContext, type ServerOptions, withServer } from './drms-server.ts';

interface ExportOptions extends ServerOptions {
  to: string;
  queries?: string;
  method?: string;
  protocol?: string;
  email?: string;
  localHeaders?: boolean;
}

/** What scripts rely on. */
const ExportResult = z.object({
  requests: z.array(
    z.looseObject({ id: z.string().nullable(), status: z.number().nullable(), message: z.string().nullable() }),
  ),
  files: z.array(z.looseObject({ state: z.string(), path: z.string().nullable(), message: z.string().nullable() })),
});

export function addExportCommand(drms: Command, runner: Runner): void {
  addServerCommand(drms, 'export [recordsets...]')
    .requiredOption('--to <folder>', 'folder for the files; made if it is not there')
    .option('--queries <file>', 'record sets, one per line, or a JSON list of queries; - for stdin')
    .addOption(
      new Option('--method <method>', 'how files are delivered').choices(['url_quick', 'url', 'url-tar', 'direct']),
    )
    .addOption(new Option('--protocol <protocol>', 'form of the files').choices(['as-is', 'fits', 'jpg', 'mpg', 'mp4']))
    .option('--email <address>', 'registered address; default: the one kept for the server')
    .option('--local-headers', 'write the keywords of the records into FITS files that come as they lie on the server')
    .action((recordSets: string[], options: ExportOptions) =>
      withServer(runner, options, (context) => runExport(context, recordSets, options)),
    );
}

async function runExport(context: ServerContext, recordSets: string[], options: ExportOptions): Promise<void> {
  const { core, signal, serverId } = context;
  const queries = [
    ...recordSets.map((recordSet) => ({ recordSet })),
    ...(options.queries === undefined ? [] : readQueries(options.queries)),
  ].map((query) => ({
    ...query,
    ...(options.method === undefined ? {} : { method: options.method }),
    ...(options.protocol === undefined ? {} : { protocol: options.protocol }),
  }));
  if (queries.length === 0)
    throw new AppError('invalid-input', 'There is nothing to export.', {
      remedy: 'Give record sets, or a file of them with --queries.',
    });
  const { jobId } = await core.client.call(
    'drms.export.start',
    {
      serverId,
      folder: resolve(options.to),
      email: options.email ?? null,
      localHeaders: options.localHeaders === true,
      queries: queries.map(checkedQuery),
    },
    { signal },
  );
  await printFiles(context, jobId);
}

/** Waits for an export and prints what it came to. */
export async function printFiles(context: ServerContext, jobId: string): Promise<void> {
  const { print, terminal } = context;
  const job = await endOfJob(context, jobId, 'Exporting');
  checkEnd(job);
  const result = ExportResult.parse(job.result ?? { requests: [], files: [] });
  print(result, () =>
    textTable(
      ['File', 'State', 'Message'],
      result.files.map(({ path, state, message }) => [path ?? '–', state, message]),
    ),
  );
  for (const { message } of result.requests) if (message !== null) terminal.talk(message);
  const failed = result.files.filter(({ state }) => state !== 'verified' && state !== 'size-unconfirmed').length;
  if (failed > 0)
    terminal.talk(`${failed} of ${result.files.length} files are not here; run the command again to go on.`);
}

/** @throws AppError unless the job has succeeded */
function checkEnd({ status, error, question }: Job): void {
  if (status === 'succeeded') return;
  if (error !== null) throw errorOfJob(error);
  throw new AppError(status === 'cancelled' ? 'cancelled' : 'conflict', question?.text ?? `The export is ${status}.`, {
    remedy: 'See `quarry jobs list`; run the command again to go on.',
  });
}

/** Lines of record sets with # for comments, or JSON. */
function readQueries(file: string): { recordSet: string }[] {
  const text = readText(file);
  if (!text.trimStart().startsWith('['))
    return text
      .split('\n')
      .map((line) => line.replace(/^\s*#.*$/, '').trim())
      .filter((line) => line !== '')
      .map((recordSet) => ({ recordSet }));
  try {
    return z.array(z.looseObject({ recordSet: z.string() })).parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('invalid-input', `${nameOf(file)} is no list of queries.`, {
      remedy: 'Write a JSON list of objects with a "recordSet" each, or one record set per line.',
      cause,
    });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new AppError('invalid-input', `${nameOf(file)} cannot be read.`, {
      remedy: 'Give a file with one record set per line.',
      cause,
    });
  }
}

function nameOf(file: string): string {
  return file === '-' ? 'The standard input' : file;
}

/** @param index place in the list, from 0 */
function checkedQuery(query: { recordSet: string }, index: number): ExportQuery {
  const parsed = ExportQuery.safeParse(query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new AppError('invalid-input', `Query ${index + 1} cannot be used: ${place} ${issue?.message ?? ''}.`, {
    remedy: 'Correct it; docs/drms.md lists the fields of a query.',
  });
}
