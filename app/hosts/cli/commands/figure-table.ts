import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import type { AttachTarget } from '../../../contract/attach.ts';
import type { BytesInput } from '../../../contract/bytes.ts';
import type { RecordTable } from '../../../contract/drms.ts';
import { type PrintPreset, printLimits, printPresets } from '../../../contract/figures.ts';
import type { LineFit } from '../../../contract/mining.ts';
import { columnsOfFigure, type TableAxis, type TableFigureSpec, tableAxes } from '../../../contract/table-figures.ts';
import { writeWhole } from '../../../platform/node/write-whole.ts';
import { type Attached, attachedText, attachFigure } from '../attach-figure.ts';
import {
  addCommand,
  addConnectionOptions,
  type CommandContext,
  type ConnectionOptions,
  type Runner,
  withCore,
  withSignIn,
} from '../command-context.ts';
import { imageFormat } from '../conductivity.ts';
import { needsYouExitCode } from '../exit-code.ts';

interface TableOptions extends ConnectionOptions {
  table?: string;
  recordSet?: string;
  sql?: string;
  server: string;
  x: string;
  y: string[];
  error?: string[];
  log?: boolean;
  points?: boolean;
  line?: boolean;
  reverse?: TableAxis[];
  fit?: 'least-squares' | 'theil-sen';
  timeScale?: 'TAI' | 'UTC';
  out?: string;
  size?: PrintPreset;
  attach?: boolean;
  toSeries?: string;
  toSample?: string[];
  new?: boolean;
  title?: string;
  comments?: string;
}

type Figure = TableFigureSpec['figure'];

const bandLevel = 0.95;

export function addTableFigureCommand(figure: Command, runner: Runner): void {
  const collect = (text: string, all: string[] = []): string[] => [...all, text];
  addConnectionOptions(addCommand(figure, 'table'))
    .option('--table <name>', 'a kept table by its name: quarry tables')
    .option('--record-set <recordset>', 'records of a DRMS server')
    .option('--server <name>', 'with --record-set: server by name, id or address', 'jsoc')
    .option('--sql <statement>', 'the answer to a SELECT over the kept tables')
    .requiredOption('--x <column>', 'column of the lower axis: times or numbers')
    .requiredOption('--y <column>', 'column that is drawn over it; repeatable', collect)
    .option('--error <column>', 'column with the error bars of the column drawn; of several, y=column', collect)
    .option('--log', 'logarithmic axis')
    .addOption(new Option('--points', 'points alone').conflicts('line'))
    .option('--line', 'lines alone')
    .addOption(
      new Option('--fit <method>', 'a straight line with its 95 % band').choices(['least-squares', 'theil-sen']),
    )
    .addOption(
      new Option('--reverse <axis>', 'let this axis run from large to small; repeatable').argParser(
        (text: string, all: string[] = []) => [...all, axisOption(text)],
      ),
    )
    .addOption(new Option('--time-scale <scale>', 'of an axis of times').choices(['TAI', 'UTC']))
    .option('--out <file>', 'draw into this file; its ending .png, .svg or .pdf names the format')
    .addOption(new Option('--size <preset>', 'with --out: size on paper, 600 dpi').choices(Object.keys(printPresets)))
    .option(
      '--attach',
      'attach the figure as a Result, once: to what a mining table is about, or as is said with --to-…',
    )
    .addOption(new Option('--to-series <name>', 'with --attach: to this sample series').conflicts('toSample'))
    .option('--to-sample <name>', 'with --attach: to this sample; repeatable', collect)
    .option('--new', 'with --attach: add a new Result although the figure has one')
    .option('--title <text>', 'with --attach: title of the Result')
    .option('--comments <text>', 'with --attach: comments of the Result')
    .action((options: TableOptions) => drawTable(runner, options));
}

async function drawTable(runner: Runner, options: TableOptions): Promise<void> {
  refuseNothingToDo(options);
  if (options.out !== undefined) imageFormat(options.out);
  const figure = figureOf(options);
  refuseTwoTables(options);
  await withCore(runner, options, async (context) => {
    const { print } = context;
    const table = await tableOf(context, options, figure);
    const spec: TableFigureSpec = { tableId: table.tableId, figure, filters: [], overlay: null };
    const drawn = options.out === undefined ? null : await writeTableFigure(context, spec, options.out, options.size);
    const line = await lineOf(context, table, figure);
    const attached = options.attach === true ? await attachTable(context, spec, options) : null;
    const answer = { table: table.recordSet, rows: table.count, x: options.x, y: options.y };
    print(
      {
        ...{ ...answer, figure: drawn?.path ?? null, notes: drawn?.notes ?? [] },
        ...(line === null ? {} : { line: line.facts }),
        ...(attached === null ? {} : { attached }),
        asOfUtc: table.asOfUtc,
      },
      () =>
        [
          ...(line === null ? [] : [line.text]),
          ...(drawn === null ? [] : [`Figure: ${drawn.path}`]),
          ...(attached === null ? [] : [attachedText(attached)]),
        ].join('\n'),
    );
    if (attached?.outcome === 'needs-you') process.exitCode = needsYouExitCode;
  });
}

function refuseNothingToDo({ out, attach, toSeries, toSample }: TableOptions): void {
  if (attach !== true && (toSeries !== undefined || toSample !== undefined))
    throw new AppError('invalid-input', 'A series or sample is named, but the figure is not to be attached.', {
      remedy: 'Add --attach, or leave out --to-series and --to-sample.',
    });
  if (out !== undefined || attach === true) return;
  throw new AppError('invalid-input', 'There is no file to draw into.', {
    remedy: 'Give --out with a file, --attach, or both.',
  });
}

/** Tells on stderr what a careful reviewer would say. */
async function writeTableFigure(
  { core, signal, terminal }: CommandContext,
  spec: TableFigureSpec,
  out: string,
  preset: PrintPreset = 'screen',
): Promise<{ path: string; notes: string[] }> {
  const { size } = printPresets[preset];
  const dpi = preset === 'screen' ? {} : { dpi: printLimits.dpi.max };
  const input: BytesInput<'table-figure-image'> = { spec, format: imageFormat(out), size, ...dpi };
  const { bytes } = await core.bytes('table-figure-image', JSON.stringify(input), signal);
  const findings = await core.client.call('figures.table.check', { spec, size }, { signal });
  const notes = findings.map(({ text }) => text);
  for (const text of notes) terminal.talk(`Note: ${text}`);
  const path = resolve(out);
  await writeWhole(path, bytes);
  return { path, notes };
}

async function attachTable(
  context: CommandContext,
  spec: TableFigureSpec,
  { title, comments, new: isNew, ...options }: TableOptions,
): Promise<Attached> {
  const { core, signal } = context;
  const own = await core.client.call('figures.attach.target', { tableId: spec.tableId }, { signal });
  const target = namedTarget(options) ?? own?.target ?? null;
  if (target === null)
    throw new AppError('invalid-input', 'The table does not say to what its figure belongs.', {
      remedy: 'Name it with --to-series or --to-sample.',
    });
  const draft = { ...(title === undefined ? {} : { title }), ...(comments === undefined ? {} : { comments }) };
  const connection = options.connection ?? own?.connectionId;
  return withSignIn(context, { ...options, ...(connection === undefined ? {} : { connection }) }, ({ id }) =>
    attachFigure(context, { kind: 'table', spec, connectionId: id, target }, draft, isNew === true ? 'create' : 'auto'),
  );
}

function namedTarget({ toSeries, toSample }: TableOptions): AttachTarget | null {
  if (toSeries !== undefined) return { kind: 'series', name: toSeries };
  return toSample === undefined ? null : { kind: 'samples', names: toSample };
}

function figureOf({ x, y, error = [], log, points, line, fit, reverse, timeScale }: TableOptions): Figure {
  const errors = new Map(error.map((text) => errorOf(text, y)));
  return {
    x,
    ys: y.map((column) => ({ column, error: errors.get(column) ?? null })),
    mode: points === true ? 'points' : line === true ? 'lines' : 'auto',
    yScale: log === true ? 'log' : 'linear',
    timeScale: timeScale ?? 'own',
    seen: { x: null, y: null },
    ...(reverse === undefined ? {} : { reversed: reverse }),
    line: fit === undefined ? null : { method: fit === 'least-squares' ? 'least squares' : fit, level: bandLevel },
  };
}

function axisOption(text: string): TableAxis {
  const axis = tableAxes.find((one) => one === text);
  if (axis !== undefined) return axis;
  throw new AppError('invalid-input', `${JSON.stringify(text)} is no axis.`, { remedy: 'Give x or y.' });
}

/** Of the one column drawn, or of the one that is named before the sign. */
function errorOf(text: string, ys: readonly string[]): [y: string, error: string] {
  const [only, second] = ys;
  const named = ys.find((y) => text.startsWith(`${y}=`));
  if (named !== undefined) return [named, text.slice(named.length + 1)];
  if (only !== undefined && second === undefined) return [only, text];
  throw new AppError('invalid-input', `${JSON.stringify(text)} does not say whose errors it holds.`, {
    remedy: `Give it as COLUMN=${text}, with COLUMN one of ${ys.join(', ')}.`,
  });
}

function refuseTwoTables({ table, recordSet, sql }: TableOptions): void {
  if ([table, recordSet, sql].filter((one) => one !== undefined).length === 1) return;
  throw new AppError('invalid-input', 'The table of the figure is not named, or named in two ways.', {
    remedy: 'Give one of --table, --record-set and --sql.',
  });
}

async function tableOf(
  { core, signal }: CommandContext,
  { table, recordSet, sql, server }: TableOptions,
  figure: Figure,
): Promise<RecordTable> {
  const { client } = core;
  if (sql !== undefined) return client.call('columns.sql.keep', { statement: sql }, { signal });
  if (recordSet !== undefined) {
    if (server === 'demo') await client.call('app.demo.start', {}, { signal });
    return client.call('drms.query', { serverId: server, recordSet, keys: columnsOfFigure(figure) }, { signal });
  }
  const kept = (await client.call('columns.tables.list', {}, { signal })).find(({ name }) => name === table);
  if (kept !== undefined) return client.call('drms.table.describe', { tableId: kept.tableId }, { signal });
  throw new AppError('not-found', `There is no kept table ${table}.`, {
    remedy: '`quarry tables` lists those that there are.',
  });
}

interface FittedLine {
  facts: Omit<LineFit, 'band'> & { method: string };
  text: string;
}

/** The line that is drawn, in numbers. */
async function lineOf(
  { core, signal }: CommandContext,
  { tableId, columns }: RecordTable,
  { x, ys, line }: Figure,
): Promise<FittedLine | null> {
  const [y] = ys;
  if (line === null || y === undefined) return null;
  const placeOf = (name: string): number => columns.findIndex((column) => column.name === name);
  const wish = { tableId, x: placeOf(x), y: placeOf(y.column), ...line };
  const { band: _, ...facts } = await core.client.call('mining.regression', wish, { signal });
  const { slope, slopeFrom, slopeTo, intercept, count } = facts;
  const [at, from, to, cut] = [slope, slopeFrom, slopeTo, intercept].map((value) => value.toPrecision(5));
  return {
    facts: { ...facts, method: line.method },
    text: `Line: slope ${at} (${100 * line.level} %: ${from} to ${to}), intercept ${cut}, of ${count} rows`,
  };
}
