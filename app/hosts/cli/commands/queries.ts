import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import {
  type QueryDiff,
  type QueryRun,
  type RunOutcome,
  readableTime,
  type SavedQuery,
  summaryLine,
} from '../../../contract/queries.ts';
import { QuestionSystem } from '../../../contract/questions.ts';
import {
  addCommand,
  type CommandContext,
  type CommonOptions,
  nameCommand,
  type Runner,
  withCore,
} from '../command-context.ts';
import { integerOption } from '../number-options.ts';
import { textTable } from '../text-table.ts';

interface HistoryOptions extends CommonOptions {
  system?: string;
  limit?: number;
}

interface RunOptions extends CommonOptions {
  due?: boolean;
}

interface DiffOptions extends CommonOptions {
  before?: string;
  after?: string;
  key?: string[];
  limit?: number;
}

interface SaveOptions extends CommonOptions {
  hours?: number;
  days?: number;
  at?: string;
  key?: string[];
}

const usualRows = 100;

/** Questions that were asked and saved, and what has changed in their answers. */
export function addQueryCommands(program: Command, runner: Runner): void {
  const queries = nameCommand(program, 'queries');

  addCommand(queries, 'list').action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const list = await core.client.call('queries.list', {}, { signal });
      print(list, () => listText(list));
    }),
  );

  addCommand(queries, 'history [text]')
    .option('--system <name>', `one of ${QuestionSystem.options.join(', ')}`)
    .option('--limit <n>', `most questions wanted; default ${usualRows}`, integerOption)
    .action((text: string | undefined, options: HistoryOptions) =>
      withCore(runner, options, (context) => showHistory(context, text ?? '', options)),
    );

  addCommand(queries, 'save <name> <question>')
    .option('--hours <n>', 'run every so many hours', integerOption)
    .option('--days <n>', 'run every so many days', integerOption)
    .option('--at <time>', 'with --days: time of the day, e.g. 06:30')
    .option('--key <columns...>', 'columns by which rows are known again')
    .addHelpText(
      'after',
      '\nThe question is JSON as `quarry queries history --json` shows it, or - to read it from stdin.',
    )
    .action((name: string, question: string, options: SaveOptions) =>
      withCore(runner, options, (context) => saveQuery(context, name, question, options)),
    );

  addCommand(queries, 'run [name]')
    .option('--due', 'those whose time has come; for cron')
    .action((name: string | undefined, options: RunOptions) =>
      withCore(runner, options, (context) => runQueries(context, name, options)),
    );

  addCommand(queries, 'runs <name>').action((name: string, options: CommonOptions) =>
    withCore(runner, options, async (context) => {
      const { core, signal, print } = context;
      const { id } = await findQuery(context, name);
      const runs = await core.client.call('queries.runs', { id }, { signal });
      print(runs, () => runsText(runs));
    }),
  );

  addCommand(queries, 'diff <name>')
    .option('--before <run>', 'id of the earlier answer; default the one before the later')
    .option('--after <run>', 'id of the later answer; default the newest')
    .option('--key <columns...>', 'columns by which rows are known again')
    .option('--limit <n>', `most rows shown; default ${usualRows}, 0 none`, integerOption)
    .action((name: string, options: DiffOptions) =>
      withCore(runner, options, (context) => showDiff(context, name, options)),
    );
}

async function findQuery({ core, signal }: CommandContext, wanted: string): Promise<SavedQuery> {
  const list = await core.client.call('queries.list', {}, { signal });
  const found = list.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw new AppError('not-found', `There is no saved query named ${JSON.stringify(wanted)}.`, {
    remedy: list.length === 0 ? 'Save one first.' : `Choose among ${list.map(({ name }) => name).join(', ')}.`,
  });
}

async function showHistory(
  { core, signal, print }: CommandContext,
  text: string,
  options: HistoryOptions,
): Promise<void> {
  const system = options.system === undefined ? null : QuestionSystem.safeParse(options.system).data;
  if (system === undefined)
    throw new AppError('invalid-input', `${JSON.stringify(options.system)} is no system.`, {
      remedy: `Choose one of ${QuestionSystem.options.join(', ')}.`,
    });
  const wish = { text, system, limit: options.limit ?? usualRows };
  const past = await core.client.call('queries.history', wish, { signal });
  print(past, () =>
    past.questions.length === 0
      ? 'No question fits.'
      : textTable(
          ['As of', 'Asked of', 'Rows', 'Seconds', 'Question'],
          past.questions.map((one) => [
            ...[readableTime(one.asOfUtc), one.place, String(one.rows), (one.tookMs / 1000).toFixed(2), one.title],
          ]),
        ),
  );
}

async function saveQuery(
  { core, signal, print }: CommandContext,
  name: string,
  given: string,
  { hours, days, at, key }: SaveOptions,
): Promise<void> {
  const schedule =
    hours !== undefined
      ? { kind: 'hours' as const, every: hours }
      : days !== undefined
        ? { kind: 'days' as const, every: days, at: at ?? '06:30' }
        : null;
  // The contract says what is wrong with it.
  const question = parseJson(given === '-' ? readFileSync(0, 'utf8') : given) as SavedQuery['question'];
  const input = { name, question, schedule, keyColumns: key ?? null };
  const saved = await core.client.call('queries.save', input, { signal });
  print(saved, () => `Saved ${saved.name}: ${saved.title}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid-input', 'The question is no JSON.', {
      remedy: 'Take it from `quarry queries history --json`.',
      cause,
    });
  }
}

async function runQueries(context: CommandContext, name: string | undefined, { due }: RunOptions): Promise<void> {
  const { core, signal, print } = context;
  if ((due === true) === (name !== undefined))
    throw new AppError('invalid-input', 'Give either the name of a query or --due.', { remedy: 'See --help.' });
  if (name !== undefined) {
    const query = await findQuery(context, name);
    const run = await core.client.call('queries.run', { id: query.id }, { signal });
    print(run, () => runText(query.name, run));
    return;
  }
  const outcomes = await core.client.call('queries.run-due', {}, { signal });
  print(outcomes, () => (outcomes.length === 0 ? 'Nothing is due.' : outcomes.map(outcomeText).join('\n')));
  const failed = outcomes.filter(({ problem }) => problem !== null);
  if (failed.length > 0)
    throw new AppError('remote-failed', `${failed.length} of ${outcomes.length} queries have no new answer.`, {
      remedy: 'See the lines above; they are tried again when they are due.',
    });
}

async function showDiff(context: CommandContext, name: string, options: DiffOptions): Promise<void> {
  const { core, signal, print } = context;
  const { id } = await findQuery(context, name);
  const wish = { id, before: options.before ?? null, after: options.after ?? null, keyColumns: options.key ?? null };
  const diff = await core.client.call('queries.diff', wish, { signal });
  const count = Math.min(options.limit ?? usualRows, diff.rows);
  const page =
    count === 0
      ? { columns: [], odd: [] }
      : await core.client.call('drms.table.page', { tableId: diff.tableId, from: 0, count }, { signal });
  print({ ...diff, cells: page.columns, odd: page.odd }, () => diffText(diff, page, count));
}

type Page = { columns: (string | number | null)[][]; odd: { row: number; column: number; state: string }[] };

function diffText(diff: QueryDiff, { columns, odd }: Page, count: number): string {
  const states = new Map(odd.map(({ row, column, state }) => [`${row} ${column}`, state]));
  const cell = (row: number, place: number | null): string => {
    if (place === null) return '';
    return states.get(`${row} ${place}`) ?? String(columns[place]?.[row] ?? 'missing');
  };
  const shown = diff.columns.filter(({ role, changedCells }) => role !== 'compared' || changedCells > 0);
  const lines = Array.from({ length: count }, (_, row) => {
    const change = cell(row, 0);
    const changed = new Set<string>(JSON.parse(cell(row, 1)) as string[]);
    return [
      change,
      ...shown.map(({ name, after, before }) => {
        if (changed.has(name)) return `${cell(row, before)} → ${cell(row, after)}`;
        return cell(row, change === 'went' ? before : after);
      }),
    ];
  });
  return [
    `${readableTime(diff.before.asOfUtc)} → ${readableTime(diff.after.asOfUtc)}: ${summaryLine(diff.counts)}`,
    ...diff.notes,
    ...(count === 0
      ? []
      : [textTable(['Change', ...shown.map(({ name, unit }) => (unit === null ? name : `${name} (${unit})`))], lines)]),
    ...(count < diff.rows ? [`${diff.rows - count} more rows; give --limit to see them.`] : []),
  ].join('\n');
}

function listText(list: readonly SavedQuery[]): string {
  if (list.length === 0) return 'No saved queries yet.';
  return textTable(
    ['Name', 'Asked of', 'Answers', 'As of', 'Changes', 'Next run', 'Question'],
    list.map(({ name, place, runs, lastRun, unseen, problem, dueUtc, title }) => [
      ...[name, place, String(runs), lastRun === null ? '–' : readableTime(lastRun.asOfUtc)],
      problem === null ? String(unseen) : problem.message,
      ...[dueUtc === null ? '–' : readableTime(dueUtc), title],
    ]),
  );
}

function runsText(runs: readonly QueryRun[]): string {
  if (runs.length === 0) return 'No answer is kept yet.';
  return textTable(
    ['Id', 'As of', 'Rows', 'Changes'],
    runs.map(({ id, asOfUtc, rows, changes }) => [
      id,
      readableTime(asOfUtc),
      String(rows),
      changes === null ? '–' : summaryLine(changes),
    ]),
  );
}

function runText(name: string, { rows, asOfUtc, changes }: QueryRun): string {
  const against = changes === null ? 'the first answer' : summaryLine(changes);
  return `${name}: ${rows} ${rows === 1 ? 'row' : 'rows'} as of ${readableTime(asOfUtc)}, ${against}`;
}

function outcomeText({ name, run, problem }: RunOutcome): string {
  if (run !== null) return runText(name, run);
  return [problem?.message, problem?.remedy].filter((text) => text != null).join(' ');
}
