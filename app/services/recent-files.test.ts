import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JsonValue } from '../contract/app-error.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { createRecentFilesHandlers } from './recent-files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-recent-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const never = { signal: new AbortController().signal };
let clock: FakeClock;
let kept: JsonValue | undefined;
let files: ReturnType<typeof createRecentFilesHandlers>;

beforeEach(() => {
  clock = new FakeClock();
  kept = undefined;
  files = createRecentFilesHandlers({
    settings: {
      getSetting: async () => kept,
      putSetting: async (_key, value) => {
        kept = value;
      },
    },
    nowMs: () => clock.nowMs(),
  });
});

async function note(name: string): Promise<void> {
  await clock.advance(1000);
  await files['recent-files.note']({ name, path: join(folder, name), address: null, how: 'saved' }, never);
}
const names = async (): Promise<string[]> => (await files['recent-files.list']({}, never)).map(({ name }) => name);

test('the last one is first, each stands there once, the oldest go', async () => {
  for (const name of ['a', 'b', 'a']) await note(name);
  expect(await names()).toEqual(['a', 'b']);
  for (let number = 0; number < 40; number++) await note(`file ${number}`);
  expect(await names()).toHaveLength(30);
  expect((await names())[0]).toBe('file 39');
});

test('files noted at the same time are all kept', async () => {
  await Promise.all(['a', 'b', 'c'].map((name) => note(name)));
  expect((await names()).toSorted()).toEqual(['a', 'b', 'c']);
});

test('a file that is gone says so; one of which only the name is known does not', async () => {
  writeFileSync(join(folder, 'there'), '');
  await note('there');
  await note('gone');
  const picture = { name: 'picture.png', path: null, address: '/figure/demo/series/A', how: 'opened' } as const;
  await files['recent-files.note'](picture, never);
  const found = await files['recent-files.list']({}, never);
  expect(Object.fromEntries(found.map(({ name, isMissing }) => [name, isMissing]))).toEqual({
    'picture.png': false,
    gone: true,
    there: false,
  });
});

test('what was taken off comes back to its place', async () => {
  for (const name of ['a', 'b', 'c']) await note(name);
  const { removed } = await files['recent-files.remove']({ ids: [join(folder, 'b')] }, never);
  expect(await names()).toEqual(['c', 'a']);
  await files['recent-files.restore']({ files: removed }, never);
  expect(await names()).toEqual(['c', 'b', 'a']);
  const all = await files['recent-files.remove']({}, never);
  expect(await names()).toEqual([]);
  await files['recent-files.restore']({ files: all.removed }, never);
  expect(await names()).toEqual(['c', 'b', 'a']);
});

test('a list that cannot be read is an empty one', async () => {
  kept = { no: 'list' };
  expect(await names()).toEqual([]);
  await note('a');
  expect(await names()).toEqual(['a']);
});
