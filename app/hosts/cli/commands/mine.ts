import { type Command, Option } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import type { BytesInput } from '../../../contract/bytes.ts';
import type { Contract } from '../../../contract/contract.ts';
import type { InputOf } from '../../../contract/entry.ts';
import type { MiningFields, MiningSource, MiningTable } from '../../../contract/mining.ts';
import {
  addCommand,
  addConnectionOptions,
  type CommandContext,
  type ConnectionOptions,
  type Runner,
  withConnection,
} from '../command-context.ts';
import { addFileOptions, type FileOptions, fileFormat, writeTable } from '../table-output.ts';
import { textTable } from '../text-table.ts';
import {
  type ComputedInput,
  clustersOf,
  componentsOf,
  computedOf,
  type DerivedInput,
  type FieldInput,
  fieldOf,
} from './mine-columns.ts';

interface MineOptions extends ConnectionOptions, FileOptions {
  json?: boolean;
  series?: string;
  topic?: string;
  find?: string;
  samples?: string;
  field?: FieldInput[];
  compute?: ComputedInput[];
  clusters?: DerivedInput[];
  components?: DerivedInput[];
  correlate?: 'pearson' | 'spearman';
  refresh?: boolean;
}

/** Shown; the file has all. */
const shownRows = 200;

function collect<T>(read: (text: string) => T): (text: string, all?: T[]) => T[] {
  return (text, all = []) => [...all, read(text)];
}

export function addMineCommand(program: Command, runner: Runner): void {
  const mine = addConnectionOptions(addCommand(program, 'mine'))
    .option('--series <name>', 'the members of a sample series')
    .option('--topic <name>', 'the samples of a topic')
    .option('--find <text>', 'the samples with this text in their name')
    .option('--samples <names>', 'these samples, with commas between')
    .option('--field <class::field>', 'a column; repeatable', collect(fieldOf))
    .option('--compute <name=formula>', 'a computed column; repeatable', collect(computedOf))
    .option('--clusters <name=k:columns>', 'a column with the cluster of each row; repeatable', collect(clustersOf))
    .option('--components <name=n:columns>', 'columns with principal components; repeatable', collect(componentsOf))
    .addOption(
      new Option('--correlate <method>', 'print how the columns of numbers go together').choices([
        'pearson',
        'spearman',
      ]),
    )
    .option('--refresh', 'ask the server although answers are kept')
    .addHelpText(
      'after',
      `
Without --field: the fields that can be chosen. A field is [NAME[UNIT]=]CLASS::FIELD[::latest|first|all|2026-01-31], e.g.
  quarry mine --series "Anneal 180" --field "d[um]=layer thickness measurement::thickness" --field @sample::topic
A computed column is NAME=FORMULA, or NAME[UNIT]=FORMULA for a formula with units.
Clusters and components: --clusters group=3:d,sigma --components pc=2:d,sigma,ea`,
    );
  addFileOptions(mine).action((options: MineOptions) =>
    withConnection(runner, options, (context) => runMine(context, context.connection.id, options)),
  );
}

async function runMine(context: CommandContext, connectionId: string, options: MineOptions): Promise<void> {
  const { core, signal, json, terminal, print } = context;
  const source = sourceOf(options);
  const refresh = options.refresh === true;
  if (options.field === undefined) {
    const offered = await core.client.call('mining.fields', { connectionId, source, refresh }, { signal });
    print(offered, () => fieldsText(offered));
    return;
  }
  const format = fileFormat(options);
  const derived = [...(options.clusters ?? []), ...(options.components ?? [])];
  const draft = { connectionId, source, fields: options.field, computed: options.compute ?? [], derived, refresh };
  const mined = await core.client.call('mining.table.make', draft, { signal });
  for (const { sample, problem } of mined.problems) terminal.talk(`${sample}: ${problem}`);
  if (mined.cut !== null) terminal.talk(mined.cut);
  await noteUnknownFields(context, draft, mined);
  const { tableId } = mined.table;
  if (format !== null) {
    const input: BytesInput<'table-file'> = { tableId, format };
    await writeTable(terminal, await core.bytes('table-file', JSON.stringify(input), signal), options.out);
    return;
  }
  if (options.correlate !== undefined) await printCorrelations(context, mined, options.correlate);
  else if (json) terminal.data(JSON.stringify(mined));
  else await printRows(context, mined);
}

/** A field that is misspelt makes a column without values, which nobody sees in a file. */
async function noteUnknownFields(
  { core, signal, terminal }: CommandContext,
  { connectionId, source, fields }: InputOf<Contract['mining.table.make']>,
  { table: { tableId } }: MiningTable,
): Promise<void> {
  const page = await core.client.call('drms.table.page', { tableId, from: 0, count: shownRows }, { signal });
  // To look through the fields of all samples is worth it only where something may be missing.
  if (page.columns.every((cells) => cells.some((cell) => cell !== null))) return;
  const offered = await core.client.call('mining.fields', { connectionId, source }, { signal });
  for (const { processType, field } of fields)
    if (!offered.fields.some((one) => one.processType === processType && one.field === field))
      terminal.talk(
        `No sample has a field ${processType}::${field}. Without --field, the command lists those that there are.`,
      );
}

async function printRows({ core, signal, terminal }: CommandContext, mined: MiningTable): Promise<void> {
  const { tableId, columns, count } = mined.table;
  const page = await core.client.call('drms.table.page', { tableId, from: 0, count: shownRows }, { signal });
  const odd = new Map(page.odd.map(({ row, column, state }) => [`${row} ${column}`, state]));
  const shown = columns.flatMap((column, place) => (column.role === 'origin' ? [] : [{ column, place }]));
  terminal.data(
    textTable(
      shown.map(({ column }) => (column.unit === null ? column.name : `${column.name} (${column.unit})`)),
      page.rows.map((_, row) =>
        shown.map(({ place }) => page.columns[place]?.[row] ?? oddWord(odd.get(`${row} ${place}`))),
      ),
    ),
  );
  if (count > page.rows.length)
    terminal.talk(`${count - page.rows.length} more rows; give --csv or --out to have all.`);
  terminal.talk(`Kept as ${mined.sqlName} for quarry sql. As of ${mined.asOfUtc}.`);
}

async function printCorrelations(
  { core, signal, json, terminal }: CommandContext,
  { table: { tableId, columns } }: MiningTable,
  method: 'pearson' | 'spearman',
): Promise<void> {
  const numbers = columns.flatMap(({ kind, role }, place) =>
    role !== 'origin' && kind !== 'text' && kind !== 'time' ? [place] : [],
  );
  const input = { tableId, columns: numbers, method };
  const { pairs, tested } = await core.client.call('mining.correlations', input, { signal });
  const nameOf = (place: number): string => columns[place]?.name ?? '';
  if (json) {
    const named = pairs.map((pair) => ({ ...pair, x: nameOf(pair.x), y: nameOf(pair.y) }));
    terminal.data(JSON.stringify({ method, tested, pairs: named }));
    return;
  }
  terminal.data(
    textTable(
      ['x', 'y', 'n', 'r', 'p', 'p corrected'],
      pairs.map(({ x, y, count, coefficient, p, pCorrected }) => [
        ...[nameOf(x), nameOf(y), count, coefficient?.toFixed(4) ?? null],
        ...[p, pCorrected].map((one) => one?.toPrecision(3) ?? null),
      ]),
    ),
  );
  terminal.talk(`${method}; corrected for ${tested} pairs tested at once (Holm).`);
}

function oddWord(state: string | undefined): string | null {
  return state === undefined ? null : state.replace('-', ' ');
}

function fieldsText({ fields, samples }: MiningFields): string {
  return textTable(
    ['Class', 'Field', 'Unit', 'Example', `Samples of ${samples}`, 'Most each'],
    fields.map((one) => [one.processType, one.field, one.unit, one.example, one.samplesWithValue, one.mostPerSample]),
  );
}

function sourceOf({ series, topic, find, samples }: MineOptions): MiningSource {
  const sources: MiningSource[] = [
    ...(series === undefined ? [] : [{ kind: 'series' as const, name: series }]),
    ...(topic === undefined ? [] : [{ kind: 'topic' as const, name: topic }]),
    ...(find === undefined ? [] : [{ kind: 'search' as const, text: find }]),
    ...(samples === undefined
      ? []
      : [{ kind: 'samples' as const, names: samples.split(',').map((name) => name.trim()) }]),
  ];
  const [source, second] = sources;
  if (source !== undefined && second === undefined) return source;
  throw new AppError(
    'invalid-input',
    source === undefined ? 'No samples are named.' : 'Samples are named in two ways.',
    {
      remedy: 'Give one of --series, --topic, --find and --samples.',
    },
  );
}
