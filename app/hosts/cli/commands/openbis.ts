import type { Command } from 'commander';
import type { Connection } from '../../../contract/connections.ts';
import type { Contract } from '../../../contract/contract.ts';
import type { OutputOf } from '../../../contract/entry.ts';
import type { OpenbisDataSetDetail, OpenbisLink } from '../../../contract/openbis.ts';
import {
  addCommand,
  addConnectionOptions,
  type CommandContext,
  type ConnectionOptions,
  nameCommand,
  type Runner,
  withConnection,
} from '../command-context.ts';
import { integerOption } from '../number-options.ts';
import { oneLine, textTable } from '../text-table.ts';
import { addListCommand, addSignInCommands } from './connections.ts';
import { addOpenbisMountCommands } from './openbis-mounts.ts';
import { addOpenbisTransferCommands } from './openbis-transfers.ts';

interface ReadOptions extends ConnectionOptions {
  refresh?: boolean;
}

interface SearchOptions extends ReadOptions {
  text?: string;
  code?: string;
  type?: string;
  space?: string;
  project?: string;
  collection?: string;
  object?: string;
  property?: { code: string; value: string }[];
  from?: number;
  count?: number;
}

/** openBIS: its connections, what it holds, datasets to and from it, its files as a folder. */
export function addOpenbisCommands(program: Command, runner: Runner): void {
  const openbis = nameCommand(program, 'openbis');
  addListCommand(openbis, 'connections', runner, 'openbis');
  addSignInCommands(openbis, runner, 'openbis');
  addReadCommands(openbis, runner);
  addOpenbisTransferCommands(openbis, runner);
  addOpenbisMountCommands(openbis, runner);
}

function addReadCommands(openbis: Command, runner: Runner): void {
  const read = (usage: string): Command =>
    addConnectionOptions(addCommand(openbis, usage)).option('--refresh', 'ask the server although an answer is kept');

  read('spaces').action((options: ReadOptions) =>
    withServer(runner, options, async ({ core, connection, signal, print }) => {
      const answer = await core.client.call('openbis.spaces.list', inputOf(connection.id, options), { signal });
      print(answer, () =>
        textTable(
          ['Space', 'Description'],
          answer.value.map(({ code, description }) => [code, oneLine(description ?? '')]),
        ),
      );
    }),
  );

  addConditions(read('objects'))
    .option('--collection <name>', 'identifier, permId or code of the collection')
    .action((options: SearchOptions) =>
      withServer(runner, options, async ({ core, connection, signal, print }) => {
        const input = { ...inputOf(connection.id, options), ...conditionsOf(options) };
        const answer = await core.client.call('openbis.objects.search', input, { signal });
        print(answer, () => objectTable(answer.value));
      }),
    );

  addConditions(read('datasets'))
    .option('--collection <name>', 'identifier, permId or code of the collection')
    .option('--object <name>', 'identifier, permId or code of the object')
    .action((options: SearchOptions) =>
      withServer(runner, options, async ({ core, connection, signal, print }) => {
        const ofObject = options.object === undefined ? {} : { object: options.object };
        const input = { ...inputOf(connection.id, options), ...conditionsOf(options), ...ofObject };
        const answer = await core.client.call('openbis.data-sets.search', input, { signal });
        print(answer, () => dataSetTable(answer.value));
      }),
    );

  read('dataset <permId>').action((permId: string, options: ReadOptions) =>
    withServer(runner, options, async ({ core, connection, signal, print }) => {
      const input = { ...inputOf(connection.id, options), permId };
      const [dataSet, files] = await Promise.all([
        core.client.call('openbis.data-sets.get', input, { signal }),
        core.client.call('openbis.data-sets.files', input, { signal }),
      ]);
      print({ ...dataSet, value: { ...dataSet.value, files: files.value } }, () =>
        [dataSetText(dataSet.value), '', fileTable(files.value)].join('\n'),
      );
    }),
  );

  read('types').action((options: ReadOptions) =>
    withServer(runner, options, async ({ core, connection, signal, print }) => {
      const answer = await core.client.call('openbis.types.list', inputOf(connection.id, options), { signal });
      print(answer, () => typeTable(answer.value));
    }),
  );
}

function withServer(
  runner: Runner,
  options: ConnectionOptions,
  work: (context: CommandContext & { connection: Connection }) => Promise<void>,
): Promise<void> {
  return withConnection(runner, options, work, 'openbis');
}

function inputOf(connectionId: string, { refresh }: ReadOptions): { connectionId: string; refresh: boolean } {
  return { connectionId, refresh: refresh === true };
}

function addConditions(command: Command): Command {
  return command
    .option('--text <words>', 'words that must all be in some field')
    .option('--code <pattern>', 'code; * and ? stand for signs')
    .option('--type <code>', 'code of the type')
    .option('--space <code>', 'code of the space')
    .option('--project <name>', 'identifier, permId or code of the project')
    .option('--property <code=value>', 'value of a property; may be given several times', addProperty, [])
    .option('--from <n>', 'position of the first, from 0', integerOption)
    .option('--count <n>', 'most of them; 100 if not given', integerOption);
}

function addProperty(text: string, before: { code: string; value: string }[]): { code: string; value: string }[] {
  const [code = '', ...rest] = text.split('=');
  return [...before, { code, value: rest.join('=') }];
}

/** What was given; what was not is no condition. */
function conditionsOf(options: SearchOptions) {
  const { text, code, type, space, project, collection, property = [], from, count } = options;
  return {
    ...given({ text, code, type, space, project, collection }),
    ...given({ from, count }),
    ...(property.length === 0 ? {} : { properties: property }),
  };
}

function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  // What is left has just the entries that are defined.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

type Hits<Name extends keyof Contract> = OutputOf<Contract[Name]> extends { value: infer Value } ? Value : never;

function objectTable({ items, from, totalCount }: Hits<'openbis.objects.search'>): string {
  const table = textTable(
    ['Object', 'Type', 'Name', 'Registered'],
    items.map(({ identifier, type, name, registeredMs }) => [
      identifier,
      type ?? '',
      name ?? '',
      timeText(registeredMs),
    ]),
  );
  return [table, placeText(from, items.length, totalCount, 'objects')].join('\n');
}

function dataSetTable({ items, from, totalCount }: Hits<'openbis.data-sets.search'>): string {
  const table = textTable(
    ['Dataset', 'Type', 'Name', 'Of', 'Bytes', 'Status', 'Registered'],
    items.map(({ permId, type, name, object, collection, physical, kind, registeredMs }) => [
      permId,
      type ?? '',
      name ?? '',
      linkText(object ?? collection),
      String(physical?.sizeBytes ?? ''),
      physical?.status ?? kind,
      timeText(registeredMs),
    ]),
  );
  return [table, placeText(from, items.length, totalCount, 'datasets')].join('\n');
}

function dataSetText(dataSet: OpenbisDataSetDetail): string {
  const { permId, type, kind, physical, object, collection, properties, parents, children } = dataSet;
  const facts: string[][] = [
    ['Dataset', permId],
    ['Type', type ?? ''],
    ['Kind', kind],
    ['Status', physical?.status ?? ''],
    ['Bytes', String(physical?.sizeBytes ?? '')],
    ['Object', linkText(object)],
    ['Collection', linkText(collection)],
    ['Parents', parents.map(linkText).join(', ')],
    ['Children', children.map(linkText).join(', ')],
    ...Object.entries(properties).map(([code, value]) => [
      code,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ];
  return textTable(
    ['Fact', 'Value'],
    facts.filter(([, value]) => value !== ''),
  );
}

function fileTable(files: OutputOf<Contract['openbis.data-sets.files']>['value']): string {
  return textTable(
    ['File', 'Bytes', 'CRC32'],
    files
      .filter(({ isFolder }) => !isFolder)
      .map(({ path, sizeBytes, crc32 }) => [
        path,
        String(sizeBytes ?? ''),
        crc32 === null ? '' : crc32.toString(16).padStart(8, '0'),
      ]),
  );
}

function typeTable(types: OutputOf<Contract['openbis.types.list']>['value']): string {
  return textTable(
    ['Type', 'Property', 'Data type', 'Mandatory', 'Terms'],
    types.flatMap(({ code, properties }) =>
      properties.length === 0
        ? [[code, '', '', '', '']]
        : properties.map((one, index) => [
            index === 0 ? code : '',
            one.code,
            one.dataType,
            one.isMandatory ? 'yes' : '',
            one.terms.map((term) => term.code).join(' '),
          ]),
    ),
  );
}

function placeText(from: number, shown: number, total: number, what: string): string {
  return shown === 0 ? `None of ${total} ${what}.` : `${from + 1} to ${from + shown} of ${total} ${what}.`;
}

function linkText(link: OpenbisLink | null): string {
  return link === null ? '' : (link.identifier ?? link.code ?? link.permId);
}

function timeText(ms: number | null): string {
  return ms === null ? '' : `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
