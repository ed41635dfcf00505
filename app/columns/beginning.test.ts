import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnPage, StoredTable } from '../domain/columns.ts';
import { openTestEngine, type TestEngine, tableOf } from '../testing/column-tables.ts';
import { beginningRows } from './beginning.ts';
import type { ColumnEngine } from './column-engine.ts';
import { beginningName } from './table-files.ts';

const rows = 3 * beginningRows;
const first = { from: 0, to: beginningRows };
const table = tableOf(
  { name: 'n', kind: 'integer', values: Int32Array.from({ length: rows }, (_, row) => row) },
  {
    name: 'x',
    kind: 'real',
    values: Float64Array.from({ length: rows }, (_, row) => row / 7),
    states: Uint8Array.from({ length: rows }, (_, row) => (row % 5 === 0 ? 3 : 0)),
    raw: new Map([[5, '3,5']]),
  },
  { name: 'text', kind: 'text', values: Array.from({ length: rows }, (_, row) => `row ${row}`) },
);

let kept: TestEngine;
let stored: StoredTable;
let expected: ColumnPage;
beforeAll(async () => {
  kept = await openTestEngine();
  stored = await kept.engine.write('kept', table, {});
  // The process answers what names its columns.
  expected = await kept.engine.page('kept', { ...first, columns: ['n', 'x', 'text'] });
});
afterAll(() => kept.close());

/** An engine on the same folder that counts the starts of its process. */
async function anotherEngine(): Promise<{ engine: ColumnEngine; starts: () => number }> {
  const { forkProcess } = await import('./process-channel.ts');
  let starts = 0;
  const { engine } = await openTestEngine({
    folder: kept.folder,
    startProcess: (script) => {
      starts += 1;
      return forkProcess(script);
    },
  });
  return { engine, starts: () => starts };
}

test('the first rows of a table come as its process gives them, without starting it', async () => {
  const { engine, starts } = await anotherEngine();
  await engine.startFor('kept');
  expect(await engine.page('kept', first)).toEqual(expected);
  expect(starts()).toBe(0);
  engine.close();
});

test.each([
  ['in another order', { ...first, sort: [{ column: 'n', descending: true }] }, [rows - 1, rows - 2]],
  [
    'through a filter',
    { ...first, filter: { kind: 'compare', column: 'n', operator: '>', value: 9 } as const },
    [10, 11],
  ],
  ['by their places', { ...first, places: Uint32Array.of(8, 4) }, [8, 4]],
  ['further down', { from: beginningRows, to: 2 * beginningRows }, [beginningRows, beginningRows + 1]],
])('rows %s come from the process', async (_, request, places) => {
  expect([...(await kept.engine.page('kept', request)).rows.subarray(0, 2)]).toEqual(places);
});

test('first rows that were damaged or lost are asked for again', async () => {
  const { engine, starts } = await anotherEngine();
  await engine.copy('kept', 'copied', {});
  const path = join(kept.folder, beginningName(await engine.describe('copied')));
  const handle = openSync(path, 'r+');
  writeSync(handle, Buffer.from([0x55, 0x55]), 0, 2, 100);
  closeSync(handle);
  expect(await engine.page('copied', first)).toEqual(expected);
  rmSync(path);
  await engine.startFor('copied');
  expect(await engine.page('copied', first)).toEqual(expected);
  expect(starts()).toBe(1);
  engine.close();
});

test('a table without its file is gone, whatever is known of its first rows', async () => {
  const { engine } = await anotherEngine();
  const { file } = await engine.copy('kept', 'lost', {});
  rmSync(join(kept.folder, file));
  await expect(engine.page('lost', first)).rejects.toMatchObject({ code: 'not-found' });
  engine.close();
});

test('first rows go with a table that is removed or written anew', async () => {
  const another = tableOf({ name: 'n', kind: 'integer', values: Int32Array.of(7) });
  const changing = await kept.engine.copy('kept', 'changing', {});
  expect(existsSync(join(kept.folder, beginningName(changing)))).toBe(true);
  const written = await kept.engine.write('changing', another, {});
  expect(existsSync(join(kept.folder, beginningName(changing)))).toBe(false);
  expect((await kept.engine.page('changing', first)).total).toBe(1);
  await kept.engine.remove('changing');
  expect(existsSync(join(kept.folder, beginningName(written)))).toBe(false);
  expect(existsSync(join(kept.folder, beginningName(stored)))).toBe(true);
});
