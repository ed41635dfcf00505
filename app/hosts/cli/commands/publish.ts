import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { contract } from '../../../contract/contract.ts';
import type { PublishOutcome, PublishRecipe, PublishRow } from '../../../contract/publishing.ts';
import {
  addCommand,
  type CommandContext,
  type ConnectionOptions,
  type Runner,
  withConnection,
  withCore,
} from '../command-context.ts';
import { exitCode, needsYouExitCode } from '../exit-code.ts';
import { endOfJob } from '../follow-job.ts';
import { textTable } from '../text-table.ts';

interface PublishOptions extends ConnectionOptions {
  dryRun?: boolean;
  only?: string[];
}

export function addPublishCommand(program: Command, runner: Runner): void {
  addCommand(program, 'publish <recipe>')
    .option('--dry-run', contract['publish.preview'].description)
    .option('--only <series...>', 'of the series of the recipe')
    .option('--password-stdin', 'read the password from the first line of stdin (also QUARRY_PASSWORD)')
    .action((file: string, options: PublishOptions) => publish(runner, resolve(file), options));
}

async function publish(runner: Runner, file: string, options: PublishOptions): Promise<void> {
  const recipe = await readRecipe(runner, file, options);
  await withConnection(runner, { ...options, connection: recipe.connection }, (context) =>
    options.dryRun === true ? preview(context, recipe, options.only) : run(context, recipe, options.only),
  );
}

/** Mistakes in the file come up before anybody is asked for a password. */
async function readRecipe(runner: Runner, file: string, options: PublishOptions): Promise<PublishRecipe> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('not-found', `The recipe ${file} cannot be read.`, {
      remedy: 'Check its name and rights.',
      cause,
    });
  });
  let recipe: PublishRecipe | undefined;
  await withCore(runner, options, async ({ core, signal }) => {
    recipe = await core.client.call('publish.recipe.read', { text, name: file }, { signal });
  });
  if (recipe === undefined) throw new AppError('internal', 'The recipe was not read.');
  return recipe;
}

async function preview(context: CommandContext, recipe: PublishRecipe, only: string[] | undefined): Promise<void> {
  const { core, signal, terminal, print } = context;
  const rows: PublishRow[] = [];
  let order: readonly string[] = [];
  for await (const event of core.client.watch('publish.preview', { recipe, only: only ?? null }, { signal })) {
    if (event.kind === 'found') order = event.series;
    else rows.push(event.row);
    terminal.progress(`Looking at ${rows.length} of ${order.length} series`);
  }
  terminal.endProgress();
  rows.sort((a, b) => order.indexOf(a.series) - order.indexOf(b.series));
  print({ counts: countBy(rows, ({ action }) => action), rows }, () =>
    [
      textTable(
        ['Series', 'Would', 'Measured', 'Samples', 'Result', 'Why, or what changes'],
        rows.map((row) => [row.series, row.action, row.measured, row.samples, row.resultId, detailOf(row)]),
      ),
      `${countText(rows, ({ action }) => action)}; nothing was written.`,
    ].join('\n\n'),
  );
}

function detailOf({ reason, changes, notes }: PublishRow): string {
  const changed = changes.length > 4 ? `${changes.length} changes` : changes.map(({ what }) => what).join(', ');
  return [reason, changed, ...notes].filter((text) => text !== null && text !== '').join(' ');
}

async function run(context: CommandContext, recipe: PublishRecipe, only: string[] | undefined): Promise<void> {
  const { core, signal, terminal, print } = context;
  const { jobId } = await core.client.call('publish.run', { recipe, only: only ?? null }, { signal });
  const { status, error } = await endOfJob(context, jobId, 'Publishing');
  const { rows } = await core.client.call('publish.outcomes', { jobId }, { signal });
  print({ jobId, status, error, counts: countBy(rows, ({ outcome }) => outcome), rows }, () => outcomeText(rows));
  if (status === 'failed' && error !== null) {
    terminal.talk(['Quarry:', error.message, error.remedy].filter(Boolean).join(' '));
    process.exitCode = exitCode[error.code];
  } else if (status === 'cancelled') process.exitCode = exitCode.cancelled;
  else if (rows.some(({ outcome }) => outcome === 'needs-you')) process.exitCode = needsYouExitCode;
}

function outcomeText(rows: readonly PublishOutcome[]): string {
  return [
    textTable(
      ['Series', 'Outcome', 'Result', 'Address', 'Why'],
      rows.map(({ series, outcome, resultId, url, reason, itemId }) => [
        ...[series, outcome, resultId, url],
        outcome === 'needs-you' || outcome === 'queued'
          ? `${reason ?? ''} quarry outbox show ${itemId}`.trim()
          : reason,
      ]),
    ),
    countText(rows, ({ outcome }) => outcome),
  ].join('\n\n');
}

function countBy<T>(rows: readonly T[], kindOf: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = { series: rows.length };
  for (const row of rows) counts[kindOf(row)] = (counts[kindOf(row)] ?? 0) + 1;
  return counts;
}

function countText<T>(rows: readonly T[], kindOf: (row: T) => string): string {
  const { series, ...counts } = countBy(rows, kindOf);
  return [`${series} series`, ...Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)].join(', ');
}
