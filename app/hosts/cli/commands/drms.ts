import type { Command } from 'commander';
import type { BytesInput } from '../../../contract/bytes.ts';
import type { Contract } from '../../../contract/contract.ts';
import type { Cell, RecordTable } from '../../../contract/drms.ts';
import type { OutputOf } from '../../../contract/entry.ts';
import { addCommand, type CommonOptions, nameCommand, type Runner, withCore } from '../command-context.ts';
import { integerOption } from '../number-options.ts';
import { addFileOptions, type FileOptions, fileFormat, writeTable } from '../table-output.ts';
import { oneLine, textTable } from '../text-table.ts';
import { addExportCommand } from './drms-export.ts';
import { addRequestCommands } from './drms-requests.ts';
import { addServerCommand, type ServerContext, type ServerOptions, withServer } from './drms-server.ts';

interface ReadOptions extends ServerOptions {
  refresh?: boolean;
}

interface QueryOptions extends ServerOptions, FileOptions {
  keys?: string;
  segments?: string;
  links?: string;
  limit?: number;
}

/** Reading solar data series of DRMS servers. */
export function addDrmsCommands(program: Command, runner: Runner): void {
  const drms = nameCommand(program, 'drms');

  addCommand(drms, 'servers').action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const servers = await core.client.call('drms.servers.list', {}, { signal });
      print(servers, () => textTable(['Id', 'Name', 'Address', 'Offers'], servers.map(serverRow)));
    }),
  );

  addServerCommand(drms, 'series [filter]')
    .option('--search <text>', 'instead: series with the text in name, note or keywords, from what is kept')
    .option('--refresh', 'ask the server although an answer is kept')
    .action((filter: string | undefined, options: ReadOptions & { search?: string }) =>
      withServer(runner, options, async (context) => {
        if (options.search !== undefined) return searchSeries(context, options.search);
        const { core, signal, print, serverId } = context;
        const input = { serverId, refresh: options.refresh === true };
        const list = await core.client.call('drms.series.list', input, { signal });
        const wanted = (filter ?? '').toLowerCase();
        const value = list.value.filter(({ name }) => name.toLowerCase().includes(wanted));
        print({ ...list, value }, () =>
          textTable(
            ['Series', 'Prime keys', 'Note'],
            value.map((one) => [one.name, one.primekeys.join(', '), oneLine(one.note)]),
          ),
        );
      }),
    );

  addServerCommand(drms, 'info <series>')
    .option('--refresh', 'ask the server although an answer is kept')
    .action((series: string, options: ReadOptions) =>
      withServer(runner, options, async ({ core, signal, print, serverId }) => {
        const input = { serverId, series, refresh: options.refresh === true };
        const info = await core.client.call('drms.series.info', input, { signal });
        print(info, () => infoText(info.value));
      }),
    );

  addServerCommand(drms, 'count <recordset>').action((recordSet: string, options: ServerOptions) =>
    withServer(runner, options, async ({ core, signal, print, serverId }) => {
      const counted = await core.client.call('drms.count', { serverId, recordSet }, { signal });
      print(counted, () => String(counted.count));
    }),
  );

  const query = addServerCommand(drms, 'query <recordset>')
    .option('--keys <names>', 'keywords, with commas between; default: the prime keys')
    .option('--segments <names>', 'segments, whose paths are listed')
    .option('--links <names>', 'links')
    .option('--limit <n>', 'the first n records; the last if negative', integerOption);
  addFileOptions(query).action((recordSet: string, options: QueryOptions) =>
    withServer(runner, options, (context) => runQuery(context, recordSet, options)),
  );

  addExportCommand(drms, runner);
  addRequestCommands(drms, runner);

  addServerCommand(drms, 'check-email <address>').action((email: string, options: ServerOptions) =>
    withServer(runner, options, async ({ core, signal, print, serverId }) => {
      const checked = await core.client.call('drms.email.check', { serverId, email }, { signal });
      print(checked, () => `${checked.registered ? 'Registered' : 'Not registered'}: ${checked.message}`);
    }),
  );
}

/** As many as a terminal scrolls back, and all for scripts. */
const mostFound = 5000;

async function searchSeries({ core, signal, print, terminal, serverId }: ServerContext, text: string): Promise<void> {
  const found = await core.client.call('drms.series.search', { serverId, text, limit: mostFound }, { signal });
  print(found, () =>
    textTable(
      ['Series', 'Prime keys', 'Note', 'Keywords'],
      found.series.map(({ name, primekeys, note, keywords }) => [
        name,
        primekeys.join(', '),
        oneLine(note),
        keywords.map((keyword) => keyword.name).join(', '),
      ]),
    ),
  );
  const { known } = found;
  if (known.withKeywords < known.series)
    terminal.talk(`Keywords of ${known.withKeywords} of ${known.series} series are known here and were searched.`);
}

const pageRows = 20_000;

async function runQuery(context: ServerContext, recordSet: string, options: QueryOptions): Promise<void> {
  const { core, signal, serverId, json, terminal } = context;
  const format = fileFormat(options);
  const list = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter((name) => name !== '');
  const table = await core.client.call(
    'drms.query',
    {
      serverId,
      recordSet,
      keys: list(options.keys),
      segments: list(options.segments),
      links: list(options.links),
      limit: options.limit ?? 0,
    },
    { signal },
  );
  // The name of each record is asked for by Quarry itself; scripts get what they asked for.
  const places = table.columns.flatMap(({ role }, place) => (role === 'record' ? [] : [place]));
  if (format !== null) {
    const input: BytesInput<'table-file'> = { tableId: table.tableId, format, columns: places };
    await writeTable(terminal, await core.bytes('table-file', JSON.stringify(input), signal), options.out);
  } else {
    const columns = await columnsOf(context, table, places);
    if (json) terminal.data(JSON.stringify({ count: table.count, columns, ...about(table) }));
    else terminal.data(recordText(columns, table.count));
  }
  if (table.repaired) terminal.talk('The answer of the server was no valid JSON and was mended; look at it with care.');
}

interface ColumnOut {
  name: string;
  type: string;
  unit: string | null;
  values: Cell[];
}

async function columnsOf(
  { core, signal }: ServerContext,
  { tableId, count, columns }: RecordTable,
  places: readonly number[],
): Promise<ColumnOut[]> {
  const wanted = places.flatMap((place) => {
    const column = columns[place];
    return column === undefined ? [] : [{ place, column, values: [] as Cell[] }];
  });
  for (let from = 0; from < count; from += pageRows) {
    const page = await core.client.call('drms.table.page', { tableId, from, count: pageRows }, { signal });
    for (const { place, values } of wanted) for (const cell of page.columns[place] ?? []) values.push(cell);
  }
  return wanted.map(({ column: { name, type, unit, timeScale }, values }) => ({
    name,
    type,
    unit: unit ?? timeScale,
    values,
  }));
}

function recordText(columns: readonly ColumnOut[], rows: number): string {
  return textTable(
    columns.map(({ name, unit }) => (unit === null ? name : `${name} (${unit})`)),
    Array.from({ length: rows }, (_, row) => columns.map(({ values }) => String(values[row] ?? '–'))),
  );
}

function about({ recordSet, asOfUtc, repaired }: RecordTable): Pick<RecordTable, 'recordSet' | 'asOfUtc' | 'repaired'> {
  return { recordSet, asOfUtc, repaired };
}

function serverRow({ id, name, url, abilities }: OutputOf<Contract['drms.servers.list']>[number]): string[] {
  const offers = Object.entries(abilities).flatMap(([ability, has]) => (has ? [ability] : []));
  return [id, name, url, offers.join(', ')];
}

function infoText(info: OutputOf<Contract['drms.series.info']>['value']): string {
  return [
    `${info.name}: ${info.note}`,
    `Prime keys: ${info.primekeys.join(', ') || 'none'}`,
    ...(info.interval?.firstRecord == null
      ? []
      : [`From ${info.interval.firstRecord} to ${info.interval.lastRecord ?? '?'}`]),
    '',
    textTable(
      ['Keyword', 'Type', 'Unit', 'Note'],
      info.keywords.map((one) => [one.name, one.type, one.units, oneLine(one.note)]),
    ),
    ...(info.segments.length === 0
      ? []
      : [
          '',
          textTable(
            ['Segment', 'Protocol', 'Size', 'Unit', 'Note'],
            info.segments.map((one) => [
              one.name,
              one.protocol ?? '',
              one.dims ?? '',
              one.units ?? '',
              oneLine(one.note),
            ]),
          ),
        ]),
    ...(info.links.length === 0
      ? []
      : [
          '',
          textTable(
            ['Link', 'Target', 'Note'],
            info.links.map((one) => [one.name, one.target, oneLine(one.note)]),
          ),
        ]),
  ].join('\n');
}
