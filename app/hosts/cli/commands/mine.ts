import type { Command } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import type { BytesInput } from '../../../contract/bytes.ts';
import { type Contract, contract } from '../../../contract/contract.ts';
import type { InputOf } from '../../../contract/entry.ts';
import { type MiningFields, type MiningSource, type MiningTable, MiningTake } from '../../../contract/mining.ts';
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

interface MineOptions extends ConnectionOptions, FileOptions {
  json?: boolean;
  series?: string;
  topic?: string;
  find?: string;
  samples?: string;
  field?: MiningFieldInput[];
  compute?: ComputedInput[];
  refresh?: boolean;
}

type MakeInput = InputOf<Contract['mining.table.make']>;
type MiningFieldInput = MakeInput['fields'][number];
type ComputedInput = NonNullable<MakeInput['computed']>[number];

/** Shown; the file has all. */
const shownRows = 200;

export function addMineCommand(program: Command, runner: Runner): void {
  const mine = addConnectionOptions(addCommand(program, 'mine', contract['mining.table.make'].description))
    .option('--series <name>', 'the members of a sample series')
    .option('--topic <name>', 'the samples of a topic')
    .option('--find <text>', 'the samples with this text in their name')
    .option('--samples <names>', 'these samples, with commas between')
    .option('--field <class::field>', 'a column; repeatable', (text: string, all: MiningFieldInput[] = []) => [
      ...all,
      miningField(text),
    ])
    .option('--compute <name=formula>', 'a computed column; repeatable', (text: string, all: ComputedInput[] = []) => [
      ...all,
      computedColumn(text),
    ])
    .option('--refresh', 'ask the server although answers are kept')
    .addHelpText(
      'after',
      `
Without --field: the fields that can be chosen. A field is [NAME=]CLASS::FIELD[::latest|first|all], e.g.
  quarry mine --series "Anneal 180" --field "d=layer thickness measurement::thickness" --field @sample::topic
A computed column is NAME=FORMULA, or NAME[UNIT]=FORMULA for a formula with units.`,
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
  const draft = { connectionId, source, fields: options.field, computed: options.compute ?? [], refresh };
  const mined = await core.client.call('mining.table.make', draft, { signal });
  for (const { sample, problem } of mined.problems) terminal.talk(`${sample}: ${problem}`);
  if (mined.cut !== null) terminal.talk(mined.cut);
  const { tableId } = mined.table;
  if (format !== null) {
    const input: BytesInput<'table-file'> = { tableId, format };
    await writeTable(terminal, await core.bytes('table-file', JSON.stringify(input), signal), options.out);
    return;
  }
  if (json) terminal.data(JSON.stringify(mined));
  else await printRows(context, mined);
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

function miningField(text: string): MiningFieldInput {
  const [, name = null, rest = ''] = /^(?:([^:=]+)=)?(.*)$/s.exec(text) ?? [];
  const [processType = '', field = '', take = 'latest', ...more] = rest.split('::');
  const known = MiningTake.options.find((one) => one === take);
  if (processType.trim() === '' || field.trim() === '' || known === undefined || more.length > 0)
    throw new AppError('invalid-input', `${JSON.stringify(text)} names no field.`, {
      remedy: 'Write CLASS::FIELD, or NAME=CLASS::FIELD::latest, first or all.',
    });
  return { processType: processType.trim(), field: field.trim(), take: known, name };
}

function computedColumn(text: string): ComputedInput {
  const [, name = '', unit = null, formula = ''] = /^([^=[\]]+)(?:\[([^\]]*)\])?=(.+)$/s.exec(text) ?? [];
  if (name.trim() === '' || formula.trim() === '')
    throw new AppError('invalid-input', `${JSON.stringify(text)} is no computed column.`, {
      remedy: 'Write NAME=FORMULA, e.g. ratio=thickness/2, or NAME[UNIT]=FORMULA.',
    });
  return { name: name.trim(), formula: formula.trim(), unit };
}
