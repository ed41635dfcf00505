import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BenchRow } from './bench-row.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const modules = [
  'parse',
  'pages',
  'drms',
  'openbis',
  'openbis-tree',
  'columns',
  'mining',
  'mining-window',
  'find',
  'downloads',
  'crawl',
  'outbox',
  'zoom',
  'fits',
  'figure',
  'host',
  'window',
  'workspace',
].filter((name) => values.only === undefined || values.only === name);

const rows: BenchRow[] = [];
for (const name of modules) {
  const { run } = (await import(`./${name}.ts`)) as { run(): Promise<BenchRow[]> };
  for (const row of await run()) {
    rows.push(row);
    console.log(
      `${row.ok ? 'ok ' : 'MISS'}  ${row.name}: ${row.value} ${row.unit} (goal ${row.goal})${row.peer === null ? '' : `; ${row.peer}, ratio ${row.ratio}`}`,
    );
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
