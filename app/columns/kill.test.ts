import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine, tableOf } from '../testing/column-tables.ts';
import { forkProcess, type ProcessChannel, type StartProcess } from './process-channel.ts';
import { filesOf } from './table-files.ts';

const rows = 400_000;
const large = tableOf(
  { name: 'x', kind: 'real', values: Float64Array.from({ length: rows }, () => Math.random()) },
  { name: 'y', kind: 'real', values: Float64Array.from({ length: rows }, () => Math.random()) },
);
const small = tableOf({ name: 'x', kind: 'integer', values: Int32Array.of(1, 2, 3) });

function partsWithBytes(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    if (!name.endsWith('.part')) return false;
    return (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0) > 0;
  });
}

test('kill -9 in the middle of a write leaves the old table whole, and nothing torn under a final name', async () => {
  const started: ProcessChannel[] = [];
  const startProcess: StartProcess = (script) => {
    const channel = forkProcess(script);
    started.push(channel);
    return channel;
  };
  const { engine, folder, close } = await openTestEngine({ startProcess });
  const before = await engine.write('kept', small, { n: 1 });

  const write = engine.write('kept', large, { n: 2 }).then(
    () => 'written',
    (error: unknown) => error,
  );
  while (partsWithBytes(folder).length === 0) await new Promise((resolve) => setImmediate(resolve));
  started.at(-1)?.kill();
  expect(await write).toMatchObject({ code: 'storage', retryable: true });
  expect(readdirSync(folder).filter((name) => name.endsWith('.parquet'))).toEqual([before.file]);
  expect(await engine.list()).toEqual([before]);

  // The next call starts another process, which clears what the first has left.
  const page = await engine.page('kept', { from: 0, to: 10 });
  expect([...(page.columns[0]?.values ?? [])]).toEqual([1, 2, 3]);
  expect(started).toHaveLength(2);
  expect(readdirSync(folder).sort()).toEqual([...filesOf(before), 'kept.json'].sort());

  expect((await engine.write('kept', large, { n: 3 })).rows).toBe(rows);
  expect((await engine.list()).map(({ about }) => about)).toEqual([{ n: 3 }]);
  close();
});
