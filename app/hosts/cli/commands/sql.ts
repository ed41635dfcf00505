import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { BytesInput } from '../../../contract/bytes.ts';
import type { SqlTable } from '../../../contract/columns.ts';
import { addCommand, type CommandContext, type CommonOptions, type Runner, withCore } from '../command-context.ts';
import { integerOption } from '../number-options.ts';
import { addFileOptions, type FileOptions, fileFormat, writeTable } from '../table-output.ts';
import { textTable } from '../text-table.ts';

interface SqlOptions extends CommonOptions, FileOptions {
  json?: boolean;
  limit?: number;
}

/** Questions over the tables that lie on this computer. */
export function addSqlCommands(program: Command, runner: Runner): void {
  addCommand(program, 'tables').action((options: CommonOptions) =>
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

  const sql = addCommand(program, 'sql <statement>')
    .option('--limit <n>', 'most rows wanted; default 10000, of a file all', integerOption)
    .addHelpText('after', '\nThe statement may be - to be read from stdin. Names of tables: quarry tables.');
  addFileOptions(sql).action((statement: string, options: SqlOptions) =>
    withCore(runner, options, (context) => runSql(context, statement, options)),
  );
}

async function runSql(context: CommandContext, given: string, options: SqlOptions): Promise<void> {
  const { core, signal, json, terminal } = context;
  const format = fileFormat(options);
  const statement = given === '-' ? readFileSync(0, 'utf8') : given;
  const limit = options.limit === undefined ? {} : { rowLimit: options.limit };
  if (format !== null) {
    const input: BytesInput<'sql-file'> = { statement, format, ...limit };
    await writeTable(terminal, await core.bytes('sql-file', JSON.stringify(input), signal), options.out);
    return;
  }
  const answer = await core.client.call('columns.sql', { statement, ...limit }, { signal });
  terminal.data(json ? JSON.stringify(answer) : answerText(answer));
  if (answer.isCut) terminal.talk('There are more rows; give --limit to see them.');
}

function answerText({ columns, rows }: SqlTable): string {
  return textTable(
    columns.map(({ name, unit, timeScale }) => {
      const about = unit ?? timeScale;
      return about === null ? name : `${name} (${about})`;
    }),
    Array.from({ length: rows }, (_, row) => columns.map(({ values }) => String(values[row] ?? '–'))),
  );
}
