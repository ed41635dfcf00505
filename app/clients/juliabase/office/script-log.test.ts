import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../http/system-clock.ts';
import { openScriptLog, startCrawling } from './script-log.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-script-log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('lines are those that the server shows, appended, without secrets', () => {
  const file = join(folder, 'pds_measurement.log');
  const clock = { ...systemClock, nowMs: () => new Date(2027, 2, 5, 13, 20, 7).getTime() };
  startCrawling(openScriptLog({ file, console: false, clock }));
  const log = openScriptLog({ file, console: false, clock }).child({ crawler: 'pds' });
  log.warn({ password: 'geheim' }, 'two\n  lines');
  log.error({}, 'failed');
  log.debug({}, 'detail');
  expect(readFileSync(file, 'utf8').split('\n')).toEqual([
    '2027-03-05 13:20:07 INFO     started crawling',
    '2027-03-05 13:20:07 WARNING  two lines {"crawler":"pds","password":"[removed]"}',
    '2027-03-05 13:20:07 ERROR    failed {"crawler":"pds"}',
    '2027-03-05 13:20:07 DEBUG    detail {"crawler":"pds"}',
    '',
  ]);
});

test('a file that cannot be written is told at once', () => {
  const file = join(folder, 'none', 'x.log');
  expect(() => openScriptLog({ file })).toThrow(expect.objectContaining({ code: 'storage', details: { file } }));
});
