import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logEntries } from './log-entries.ts';

let folder: string;
let path: string;
const line = (level: number, msg: string, more: object = {}): string =>
  JSON.stringify({ level, time: Date.UTC(2026, 10, 21, 12, 0, level), pid: 1, hostname: 'x', msg, ...more });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-log-entries-'));
  path = join(folder, 'quarry.log');
  const lines = [line(20, 'looked'), line(30, 'read', { host: 'lab' }), line(40, 'slow'), '{"torn', line(50, 'failed')];
  writeFileSync(path, `${lines.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const texts = async (wish: Partial<Parameters<typeof logEntries>[1]>): Promise<string[]> =>
  (await logEntries(path, { text: '', leastLevel: 'debug', count: 100, ...wish })).map(({ text }) => text);

test('lines come newest first, from a level on, with all words, up to a number; torn ones are left out', async () => {
  expect(await texts({})).toEqual(['failed', 'slow', 'read', 'looked']);
  expect(await texts({ leastLevel: 'warn' })).toEqual(['failed', 'slow']);
  expect(await texts({ text: 'LAB read' })).toEqual(['read']);
  expect(await texts({ count: 1 })).toEqual(['failed']);
});

test('a line keeps its time and what belongs to it', async () => {
  const [entry] = await logEntries(path, { text: 'lab', leastLevel: 'debug', count: 1 });
  expect(entry).toEqual({ timeUtc: '2026-11-21T12:00:30.000Z', level: 'info', text: 'read', fields: '{"host":"lab"}' });
});

test('of a long log the end is read, whole lines only; one that is not there is empty', async () => {
  const long = join(folder, 'long.log');
  writeFileSync(
    long,
    `${Array.from({ length: 30_000 }, (_, index) => line(30, `line ${index} ${'x'.repeat(50)}`)).join('\n')}\n`,
  );
  const entries = await logEntries(long, { text: '', leastLevel: 'debug', count: 100_000 });
  expect(entries[0]?.text).toMatch(/^line 29999 /);
  expect(entries.length).toBeLessThan(30_000);
  expect(entries.length).toBeGreaterThan(5000);
  const inFolder = logEntries(folder, { text: '', leastLevel: 'debug', count: 1 });
  await expect(inFolder).rejects.toMatchObject({ code: 'storage' });
  expect(await logEntries(join(folder, 'none.log'), { text: '', leastLevel: 'debug', count: 1 })).toEqual([]);
});
