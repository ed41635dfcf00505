import type { Command } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import type { Contract } from '../../../contract/contract.ts';
import type { OutputOf } from '../../../contract/entry.ts';
import { writeWhole } from '../../../platform/node/write-whole.ts';
import {
  addCommand,
  addConnectionOptions,
  type ConnectionOptions,
  nameCommand,
  type Runner,
  withConnection,
} from '../command-context.ts';
import { parseFormData } from '../form-data.ts';
import { primaryKeyOption, primaryKeysOption } from '../number-options.ts';
import { oneLine, textTable } from '../text-table.ts';

type Process = OutputOf<Contract['juliabase.process.get']>['value'];
type Result = OutputOf<Contract['juliabase.result.get']>['value'];

interface ReadOptions extends ConnectionOptions {
  refresh?: boolean;
}

/** Reading and writing at a JuliaBase server. */
export function addJuliaBaseCommands(program: Command, runner: Runner): void {
  const jb = nameCommand(program, 'jb');
  addSampleCommands(jb, runner);
  addSeriesCommands(jb, runner);
  addProcessCommands(jb, runner);
  addOtherCommands(jb, runner);
}

function addRead(jb: Command, usage: string): Command {
  return addConnectionOptions(addCommand(jb, usage)).option('--refresh', 'ask the server although an answer is kept');
}

function addSampleCommands(jb: Command, runner: Runner): void {
  addRead(jb, 'samples [text]').action((text: string | undefined, options: ReadOptions) =>
    withConnection(runner, options, async ({ core, signal, connection, print, terminal }) => {
      const base = { connectionId: connection.id, refresh: options.refresh === true };
      const { client } = core;
      if (text === undefined) {
        const mine = await client.call('juliabase.samples.mine', base, { signal });
        print(mine, () => sampleTable(mine.value));
        return;
      }
      const found = await client.call('juliabase.samples.search', { ...base, name: text }, { signal });
      print(found, () => sampleTable(found.value.items));
      if (found.value.capped) terminal.talk('The server stopped at its limit; there are more.');
    }),
  );

  addRead(jb, 'sample <name>').action((name: string, options: ReadOptions) =>
    withConnection(runner, options, async ({ core, signal, connection, print }) => {
      const input = { connectionId: connection.id, name, refresh: options.refresh === true };
      const page = await core.client.call('juliabase.sample.get', input, { signal });
      const { sample, seriesNames, rawFiles, url } = page.value;
      print(page, () =>
        [
          facts([
            ['Sample', sample.name],
            ['Location', sample.currentLocation],
            ['Responsible', sample.responsiblePerson],
            ['Topic', sample.topic],
            ['Purpose', sample.purpose],
            ['Series', seriesNames.join(', ')],
            ['Page', url],
          ]),
          '',
          processTable(sample.processes),
          ...(rawFiles.length === 0
            ? []
            : [
                '',
                textTable(
                  ['Raw file', 'State', 'Message'],
                  rawFiles.map((one) => [one.serverPath, one.state, one.message]),
                ),
              ]),
        ].join('\n'),
      );
    }),
  );

  addRead(jb, 'my-samples')
    .option('--add <ids>', 'ids of samples to put on the list, with commas between', primaryKeysOption)
    .option('--remove <ids>', 'ids of samples to take off the list, with commas between', primaryKeysOption)
    .action((options: ReadOptions & { add?: number[]; remove?: number[] }) =>
      withConnection(runner, options, async ({ core, signal, connection, print }) => {
        const { add = [], remove = [] } = options;
        const connectionId = connection.id;
        if (add.length + remove.length > 0) {
          const changed = await core.client.call(
            'juliabase.mySamples.change',
            { connectionId, add, remove },
            { signal },
          );
          print(changed, () => `Changed ${changed.changed.length} of ${add.length + remove.length} samples.`);
          return;
        }
        const mine = await core.client.call('juliabase.samples.mine', { connectionId, refresh: true }, { signal });
        print(mine, () => sampleTable(mine.value));
      }),
    );
}

function addSeriesCommands(jb: Command, runner: Runner): void {
  addRead(jb, 'series [name]')
    .option('--topic <id>', 'only series of this topic', primaryKeyOption)
    .option('--find <text>', 'only series with this text in their name')
    .action((name: string | undefined, options: ReadOptions & { topic?: number; find?: string }) =>
      withConnection(runner, options, async ({ core, signal, connection, print, terminal }) => {
        const base = { connectionId: connection.id, refresh: options.refresh === true };
        if (name !== undefined) {
          const page = await core.client.call('juliabase.series.get', { ...base, name }, { signal });
          const { members, results, url } = page.value;
          print(page, () =>
            [
              facts([
                ['Series', name],
                ['Page', url],
              ]),
              '',
              textTable(
                ['Id', 'Sample'],
                members.map((one) => [one.id, one.name]),
              ),
              '',
              results.length === 0 ? 'No results.' : resultTable(results),
            ].join('\n'),
          );
          return;
        }
        const { topic, find } = options;
        const input = {
          ...base,
          ...(topic === undefined ? {} : { topicId: topic }),
          ...(find === undefined ? {} : { name: find }),
        };
        const list = await core.client.call('juliabase.series.list', input, { signal });
        print(list, () => list.value.names.map(oneLine).join('\n'));
        if (list.value.capped) terminal.talk('The server stopped at its limit; there are more.');
      }),
    );

  addRead(jb, 'topics').action((options: ReadOptions) =>
    withConnection(runner, options, async ({ core, signal, connection, print }) => {
      const input = { connectionId: connection.id, refresh: options.refresh === true };
      const topics = await core.client.call('juliabase.topics.list', input, { signal });
      print(topics, () =>
        textTable(
          ['Id', 'Topic', 'Mine'],
          topics.value.map((one) => [one.id, one.name, one.mine ? 'yes' : 'no']),
        ),
      );
    }),
  );
}

function addProcessCommands(jb: Command, runner: Runner): void {
  addRead(jb, 'processes [sample]')
    .option('--id <id>', 'one process', primaryKeyOption)
    .option('--type <text>', 'only classes with this text in their name')
    .action((name: string | undefined, options: ReadOptions & { id?: number; type?: string }) =>
      withConnection(runner, options, async ({ core, signal, connection, print }) => {
        const base = { connectionId: connection.id, refresh: options.refresh === true };
        if (options.id !== undefined) {
          const one = await core.client.call('juliabase.process.get', { ...base, id: options.id }, { signal });
          print(one, () => processTable([one.value]));
          return;
        }
        const page = await core.client.call('juliabase.sample.get', { ...base, name: needName(name) }, { signal });
        const wanted = (options.type ?? '').toLowerCase();
        const processes = page.value.sample.processes.filter((one) => one.typeName.toLowerCase().includes(wanted));
        print({ ...page, value: processes }, () => processTable(processes));
      }),
    );

  addRead(jb, 'results [sample]')
    .option('--series <name>', 'results of this sample series')
    .option('--id <id>', 'one result', primaryKeyOption)
    .option('--image <file>', 'with --id: write its image to this file')
    .action((name: string | undefined, options: ReadOptions & { series?: string; id?: number; image?: string }) =>
      withConnection(runner, options, async ({ core, signal, connection, print }) => {
        const base = { connectionId: connection.id, refresh: options.refresh === true };
        if (options.id !== undefined) {
          const one = await core.client.call('juliabase.result.get', { ...base, id: options.id }, { signal });
          if (options.image !== undefined) {
            const input = { connectionId: connection.id, resultId: options.id };
            const { bytes } = await core.bytes('result-image', JSON.stringify(input), signal);
            await writeWhole(options.image, bytes);
          }
          print(one, () =>
            [resultTable([one.value]), '', textTable(one.value.table.headings, one.value.table.rows)].join('\n'),
          );
        } else if (options.series !== undefined) {
          const page = await core.client.call('juliabase.series.get', { ...base, name: options.series }, { signal });
          print({ ...page, value: page.value.results }, () => resultTable(page.value.results));
        } else {
          const page = await core.client.call('juliabase.sample.get', { ...base, name: needName(name) }, { signal });
          const results = [...page.value.sample.processes.filter(isResult), ...page.value.seriesResults];
          print({ ...page, value: results }, () => resultTable(results));
        }
      }),
    );
}

function addOtherCommands(jb: Command, runner: Runner): void {
  addRead(jb, 'open <url>')
    .option(
      '--data <name=value>',
      'a field of the form; makes it a POST; repeatable',
      (text: string, all: string[] = []) => [...all, text],
    )
    .option('--text', 'the answer is a page, not JSON')
    .action((url: string, options: ReadOptions & { data?: string[]; text?: boolean }) =>
      withConnection(runner, options, async ({ core, signal, connection, print }) => {
        const input = {
          connectionId: connection.id,
          url,
          responseIsJson: options.text !== true,
          ...(options.data === undefined ? {} : { data: parseFormData(options.data) }),
        };
        const { answer } = await core.client.call('juliabase.open', input, { signal });
        print(answer, () => (typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2)));
      }),
    );

  addRead(jb, 'user [login]').action((login: string | undefined, options: ReadOptions) =>
    withConnection(runner, options, async ({ core, signal, connection, print }) => {
      const input = {
        connectionId: connection.id,
        refresh: options.refresh === true,
        ...(login === undefined ? {} : { login }),
      };
      const user = await core.client.call('juliabase.user.get', input, { signal });
      const { id, login: name, topicIds, permissions } = user.value;
      print(user, () =>
        facts([
          ['User', name],
          ['Id', id === null ? null : String(id)],
          ['Topics', topicIds.join(', ')],
          ['Permissions', permissions.join(', ')],
        ]),
      );
    }),
  );
}

function isResult(process: Process | Result): process is Result {
  return 'imageType' in process;
}

function needName(name: string | undefined): string {
  if (name !== undefined) return name;
  throw new AppError('invalid-input', 'No sample is named.', { remedy: 'Give the name of a sample, or --id.' });
}

function facts(rows: readonly [string, string | null][]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${oneLine(value ?? '–')}`).join('\n');
}

interface SampleRow {
  id: number | null;
  name: string;
  currentLocation: string | null;
  responsiblePerson: string | null;
  topic: string | null;
}

function sampleTable(rows: readonly SampleRow[]): string {
  return textTable(
    ['Id', 'Sample', 'Location', 'Responsible', 'Topic'],
    rows.map((one) => [one.id, one.name, one.currentLocation, one.responsiblePerson, one.topic]),
  );
}

function processTable(processes: readonly (Process | Result)[]): string {
  return textTable(
    ['Id', 'Time (UTC)', 'Class', 'Operator', 'Comments'],
    processes.map((one) => [one.id, one.timestampUtc, one.typeName, one.operator, one.comments.slice(0, 60)]),
  );
}

function resultTable(results: readonly Result[]): string {
  return textTable(
    ['Id', 'Time (UTC)', 'Title', 'Operator', 'Image', 'Rows'],
    results.map((one) => [one.id, one.timestampUtc, one.title, one.operator, one.imageType, one.table.rows.length]),
  );
}
