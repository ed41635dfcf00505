import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { contract } from '../../../contract/contract.ts';
import { type CrawlFile, CrawlFileState, type CrawlPreview, CrawlResult } from '../../../contract/crawl.ts';
import {
  addCommand,
  type CommandContext,
  type CommonOptions,
  type ConnectionOptions,
  type Runner,
  withConnection,
  withCore,
} from '../command-context.ts';
import { needsYouExitCode } from '../exit-code.ts';
import { endOfJob, errorOfJob } from '../follow-job.ts';
import { integerOption } from '../number-options.ts';
import { textTable } from '../text-table.ts';

interface CrawlOptions extends ConnectionOptions {
  dryRun?: boolean;
  most?: number;
  once?: boolean;
  install?: 'cron' | 'systemd';
}

export function addCrawlCommands(program: Command, runner: Runner): void {
  addCommand(program, 'crawl <file>')
    .option('--dry-run', contract['crawl.preview'].description)
    .option('--most <n>', 'with --dry-run: files to read', integerOption)
    .option('--once', 'one run, even if the file says how often')
    .addOption(new Option('--install <how>', 'print the lines that let it run by itself').choices(['cron', 'systemd']))
    .option('--password-stdin', 'read the password from the first line of stdin (also QUARRY_PASSWORD)')
    .action((file: string, options: CrawlOptions) => crawl(runner, resolve(file), options));

  const files = addCommand(program, 'crawl-files <file>')
    .addOption(new Option('--state <state>', 'which ones').choices(CrawlFileState.options).default('invalid'))
    .option('--take <path...>', 'files that ask: send them at the next run, as new records')
    .option('--edit <path...>', 'files that have changed: change their Results at the next run')
    .option('--skip <path...>', 'files that ask: never send them');
  files.action((file: string, options: FilesOptions) =>
    withCore(runner, options, (context) => listFiles(context, resolve(file), options)),
  );
}

async function crawl(runner: Runner, file: string, options: CrawlOptions): Promise<void> {
  if (options.install !== undefined) {
    await printLines(runner, file, options.install, options);
    return;
  }
  const described = await describeFirst(runner, file, options);
  await withConnection(runner, { ...options, connection: described.connection }, async (context) => {
    if (options.dryRun === true) return preview(context, file, options.most);
    for (;;) {
      await runOnce(context, file);
      const { everyMs } = described;
      if (everyMs === null || options.once === true) return;
      context.terminal.talk(`Next run in ${Math.round(everyMs / 60_000)} min; Ctrl-C ends.`);
      await wait(everyMs, undefined, { signal: context.signal });
    }
  });
}

function printLines(runner: Runner, file: string, how: 'cron' | 'systemd', options: CommonOptions): Promise<void> {
  return withCore(runner, options, async ({ core, signal, print }) => {
    const { lines } = await core.client.call('crawlers.install', { file, how }, { signal });
    print({ lines }, () => lines.join('\n'));
  });
}

/** Mistakes in the file come up before anybody is asked for a password. */
async function describeFirst(
  runner: Runner,
  file: string,
  options: CommonOptions,
): Promise<{ name: string; connection: string; everyMs: number | null }> {
  let described: { name: string; connection: string; everyMs: number | null } | undefined;
  await withCore(runner, options, async ({ core, signal }) => {
    described = await core.client.call('crawl.describe', { file }, { signal });
  });
  if (described === undefined) throw new AppError('internal', 'The crawler was not described.');
  return described;
}

async function runOnce(context: CommandContext, file: string): Promise<void> {
  const { core, signal, print } = context;
  const { jobId } = await core.client.call('crawl.run', { file }, { signal });
  const job = await endOfJob(context, jobId, 'Crawling');
  if (job.error !== null && job.status !== 'succeeded') throw errorOfJob(job.error);
  const result = CrawlResult.parse(job.result);
  print({ ...result, jobId }, () => resultText(result));
  process.exitCode = result.asks + result.sent.needsYou > 0 ? needsYouExitCode : 0;
}

function resultText({
  files,
  queued,
  moved,
  invalid,
  asks,
  gone,
  young,
  problems,
  problemCount,
  sent,
}: CrawlResult): string {
  const facts: [string, number][] = [
    ['Files', files],
    ['Handed to the outbox', queued],
    ['Moved since they were sent', moved],
    ['Invalid, tried again later', invalid],
    ['Need your choice', asks],
    ['Gone', gone],
    ['Not finished', young],
    ['Sent', sent.ended],
    ['Need you in the outbox', sent.needsYou],
    ['Not sent yet', sent.open],
  ];
  return [
    ...facts.filter(([name, count]) => count > 0 || name === 'Files').map(([name, count]) => `${name}: ${count}`),
    ...problems,
    ...(problemCount > problems.length ? [`and ${problemCount - problems.length} more problems`] : []),
  ].join('\n');
}

async function preview({ core, signal, print }: CommandContext, file: string, most: number | undefined): Promise<void> {
  const input = { file, ...(most === undefined ? {} : { mostFiles: most }) };
  const preview = await core.client.call('crawl.preview', input, { signal });
  print(preview, () => previewText(preview));
}

const outcomeWords: Readonly<Record<CrawlPreview['files'][number]['outcome'], string>> = {
  queued: 'send',
  moved: 'sent already, moved',
  asks: 'ask',
  invalid: 'invalid',
  same: 'sent already',
};

function previewText({ root, summary, files }: CrawlPreview): string {
  const told = `${summary.files} files below ${root}; nothing was sent.`;
  if (files.length === 0) return `${told} Nothing is new.`;
  const rows = files.map(({ path, outcome, target, title, reason }) => [
    ...[path, outcomeWords[outcome], target, outcome === 'queued' ? title : reason],
  ]);
  return `${textTable(['File', 'What', 'Sample', 'Title or reason'], rows)}\n\n${told}`;
}

interface FilesOptions extends CommonOptions {
  state: CrawlFileState;
  take?: string[];
  edit?: string[];
  skip?: string[];
}

async function listFiles(context: CommandContext, file: string, options: FilesOptions): Promise<void> {
  const { core, signal, print } = context;
  const { name: crawler } = await core.client.call('crawl.describe', { file }, { signal });
  for (const choice of ['take', 'edit', 'skip'] as const) {
    for (const path of options[choice] ?? [])
      await core.client.call('crawl.answer', { crawler, path, choice }, { signal });
  }
  const files = await core.client.call('crawl.files', { crawler, state: options.state }, { signal });
  print(files, () => (files.length === 0 ? `No file is ${options.state}.` : fileTable(files)));
}

function fileTable(files: readonly CrawlFile[]): string {
  const rows = files.map(({ path, target, reason, retryUtc }) => [path, target, reason, retryUtc]);
  return textTable(['File', 'Sample', 'Reason', 'Tried again'], rows);
}
