import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { contract } from '../../../contract/contract.ts';
import { addCommand, type CommonOptions, type Runner, withCore } from '../command-context.ts';
import { csvLine } from '../csv.ts';
import { integerOption } from '../number-options.ts';
import { textTable } from '../text-table.ts';

interface SqlOptions extends CommonOptions {
  csv?: boolean;
  limit?: number;
}

/** Questions over the tables that lie on this computer. */
export function addSqlCommands(program: Command, runner: Runner): void {
  addCommand(program, 'tables', contract['columns.tables.list'].description).action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const tables = await core.client.call('columns.tables.list', {}, { signal });
      print(tables, () =>
        tables.length === 0
          ? 'No tables yet: `quarry drms query` makes one.'
          : textTable(
              ['Name', 'Rows', 'Size', 'Columns', 'Record set', 'As of'],
              tables.map((one) => [
                one.name,
                String(one.rows),
                `${(one.bytes / 1e6).toFixed(2)} MB`,
                String(one.columns.length),
                one.recordSet,
                one.asOfUtc,
              ]),
            ),
      );
    }),
  );

  addCommand(program, 'sql <statement>', contract['columns.sql'].description)
    .option('--csv', 'comma-separated values instead of a table')
    .option('--limit <n>', 'most rows wanted; default 10000', integerOption)
    .addHelpText('after', '\nThe statement may be - to be read from stdin. Names of tables: quarry tables.')
    .action((statement: string, options: SqlOptions) =>
      withCore(runner, options, async ({ core, signal, json, terminal }) => {
        const text = statement === '-' ? readFileSync(0, 'utf8') : statement;
        const limit = options.limit === undefined ? {} : { rowLimit: options.limit };
        const answer = await core.client.call('columns.sql', { statement: text, ...limit }, { signal });
        const { columns, rows, isCut } = answer;
        if (json) terminal.data(JSON.stringify(answer));
        else if (options.csv === true) {
          terminal.data(csvLine(columns.map(({ name }) => name)));
          for (let row = 0; row < rows; row++) terminal.data(csvLine(columns.map(({ values }) => values[row] ?? null)));
        } else
          terminal.data(
            textTable(
              columns.map(({ name, unit, timeScale }) => {
                const about = unit ?? timeScale;
                return about === null ? name : `${name} (${about})`;
              }),
              Array.from({ length: rows }, (_, row) => columns.map(({ values }) => String(values[row] ?? '–'))),
            ),
          );
        if (isCut) terminal.talk('There are more rows; give --limit to see them.');
      }),
    );
}
