import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import { openLog } from './node-log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function linesOf(write: (log: ReturnType<typeof openLog>['log']) => void): Record<string, unknown>[] {
  const { log, path, close } = openLog(folder);
  write(log);
  close();
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the log', () => {
  test('is one JSON object per line, readable by its owner only', () => {
    const [line] = linesOf((log) => {
      log.debug({}, 'not worth keeping');
      log.child({ job: 'j1' }).warn({ code: 'network' }, 'No answer.');
    });
    expect(line).toMatchObject({ job: 'j1', code: 'network', msg: 'No answer.', level: 40 });
    expect(statSync(join(folder, 'quarry.log')).mode & 0o077).toBe(0);
  });

  test.each([
    { password: 'canary' },
    { Authorization: 'canary' },
    { headers: { 'Set-Cookie': ['canary'], 'X-CSRFToken': 'canary' } },
    { deep: { list: [{ sessionid: 'canary' }, { apiKey: 'canary' }] } },
    { url: 'https://user:canary@lab.example/' },
    { url: 'http://127.0.0.1:1/?a=1&token=canary#x' },
    { text: `${'x'.repeat(1981)} http://user:canary@lab.example/` },
    {
      err: new AppError('network', 'x', { cause: new Error('at https://u:canary@lab/'), details: { token: 'canary' } }),
    },
  ])('removes the secret of %j', (fields) => {
    linesOf((log) => {
      log.error(fields, 'at http://x/?token=canary');
      log.child(fields).error({}, 'again');
    });
    const text = readFileSync(join(folder, 'quarry.log'), 'utf8');
    expect(text).not.toContain('canary');
    expect(text).toContain('[removed]');
  });

  test('keeps what is no secret, and errors with their causes', () => {
    const [line] = linesOf((log) =>
      log.error(
        {
          keepPassword: true,
          passing: 3,
          err: new Error('outer', { cause: new Error('inner') }),
          bytes: new Uint8Array(9),
        },
        'x',
      ),
    );
    expect(line).toMatchObject({
      keepPassword: true,
      passing: 3,
      err: { message: 'outer', cause: { message: 'inner' } },
      bytes: '[9 bytes]',
    });
  });

  test('survives what cannot be written as JSON', () => {
    const round: Record<string, unknown> = { big: 10n };
    round.self = round;
    expect(linesOf((log) => log.info({ round }, 'x'))[0]).toMatchObject({ round: { big: '10' } });
  });

  test('begins a new file when the old one has grown, and keeps five', () => {
    for (let start = 0; start < 7; start++) {
      const { log, path, close } = openLog(folder);
      log.info({ start }, 'started');
      close();
      truncateSync(path, 11 * 1024 * 1024);
    }
    expect(readdirSync(folder).toSorted()).toEqual([
      'quarry.1.log',
      'quarry.2.log',
      'quarry.3.log',
      'quarry.4.log',
      'quarry.log',
    ]);
    expect(readFileSync(join(folder, 'quarry.4.log'), 'utf8')).toContain('"start":2');
  });

  test('row 36: begins a new file also while it runs', () => {
    writeFileSync(join(folder, 'quarry.log'), '');
    truncateSync(join(folder, 'quarry.log'), 9 * 1024 * 1024 - 100);
    const lines = linesOf((log) => {
      for (const turn of [1, 2, 3]) log.info({ turn }, 'x'.repeat(60));
    });
    expect(lines.map(({ turn }) => turn)).toEqual([2, 3]);
    expect(readFileSync(join(folder, 'quarry.1.log'), 'utf8')).toContain('"turn":1');
    expect(statSync(join(folder, 'quarry.log')).mode & 0o077).toBe(0);
  });

  test('goes on in a file that is still small', () => {
    writeFileSync(join(folder, 'quarry.log'), '{"old":1}\n');
    expect(linesOf((log) => log.info({}, 'new'))).toHaveLength(2);
  });
});
