import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DemoDrmsServer, startDemoDrms } from '../../demo/drms/index.ts';
import { type CommandEnd, runCommandLine } from '../../testing/command-line.ts';
import { fileFormat } from './table-output.ts';

let folder = '';
let demo: DemoDrmsServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-output-'));
  demo = await startDemoDrms();
  vi.stubEnv('QUARRY_HOME', join(folder, 'home'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

const quarry = (...args: string[]): Promise<CommandEnd> => runCommandLine(args);

const recordSet = 'hmi.V_45s[2016.04.01_TAI/3m]';
const asked = (set = recordSet) => ['drms', 'query', set, '--server', demo.url, '--keys', 'T_REC,DATAMEAN'];

describe('the format of a file', () => {
  test.each([
    [{}, null],
    [{ json: true }, null],
    [{ csv: true }, 'csv'],
    [{ out: 'a.FEATHER' }, 'arrow'],
    [{ out: 'a.vot' }, 'votable'],
    [{ out: 'a.txt', ecsv: true }, 'ecsv'],
    [{ out: 'a.txt', json: true }, 'json'],
  ])('of %j is %s', (options, format) => expect(fileFormat(options)).toBe(format));

  test.each([
    [{ out: 'a.txt' }, 'names no format'],
    [{ csv: true, parquet: true }, 'csv and parquet at once'],
    [{ csv: true, json: true }, 'csv and json at once'],
  ])('of %j is refused', (options, words) => expect(() => fileFormat(options)).toThrow(words));
});

describe('records', () => {
  test('are written to stdout as they come, or whole to a file', async () => {
    const shown = await quarry(...asked(), '--csv');
    expect(shown.data.split('\n').slice(0, 2)).toEqual([
      'T_REC,DATAMEAN',
      expect.stringMatching(/^2016\.04\.01_00:00:00_TAI,-?\d/),
    ]);
    const out = join(folder, 'records.ecsv');
    const written = await quarry(...asked(), '--out', out);
    expect([written.code, written.data, written.talk]).toEqual([0, '', `Written: ${out}`]);
    expect(readFileSync(out, 'utf8')).toContain('- {name: "DATAMEAN", unit: "m/s"');
  });

  test('of which there are none make a file with a head alone', async () => {
    const { data, code } = await quarry(...asked('hmi.V_45s[1980.01.01_TAI]'), '--csv');
    expect([code, data]).toEqual([0, 'T_REC,DATAMEAN']);
  });

  test('keep the JSON that scripts rely on', async () => {
    const { data } = await quarry(...asked(), '--json');
    expect(JSON.parse(data)).toMatchObject({
      count: 4,
      columns: [
        { name: 'T_REC', type: 'time', unit: 'TAI', values: { length: 4 } },
        { name: 'DATAMEAN', type: 'float', unit: 'm/s', values: { length: 4 } },
      ],
    });
  });

  test('in two formats at once are refused before the server is asked', async () => {
    const before = demo.control.requests().length;
    const { code, talk } = await quarry(...asked(), '--csv', '--arrow');
    expect([code, talk]).toEqual([2, expect.stringContaining('csv and arrow at once')]);
    expect(demo.control.requests()).toHaveLength(before);
  });
});

describe('SQL', () => {
  test('goes to a file whole, or up to a limit', async () => {
    const statement = 'SELECT T_REC FROM hmi_v_45s ORDER BY 1';
    expect((await quarry('sql', statement, '--csv')).data.trimEnd().split('\n')).toHaveLength(5);
    expect((await quarry('sql', statement, '--csv', '--limit', '2')).data.trimEnd().split('\n')).toHaveLength(3);
    const out = join(folder, 'answer.parquet');
    await quarry('sql', statement, '--out', out);
    expect(readFileSync(out).subarray(0, 4).toString()).toBe('PAR1');
    const json = join(folder, 'answer.json');
    await quarry('sql', statement, '--json', '--out', json);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ count: 4, about: { statement } });
  });
});

test('a program of the shell gets the bytes of a file', async () => {
  const args = [join(import.meta.dirname, 'main.ts'), ...asked(), '--parquet', '--home', join(folder, 'other')];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { encoding: 'buffer' });
  expect([stdout.subarray(0, 4).toString(), stdout.subarray(-4).toString(), stderr.toString()]).toEqual([
    'PAR1',
    'PAR1',
    '',
  ]);
});
