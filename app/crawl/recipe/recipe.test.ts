import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TableSummary } from '../reading/table-summary.ts';
import { mapFile } from './map-file.ts';
import { readMoment } from './moment.ts';
import { readRecipe } from './read-recipe.ts';
import type { CrawlRecipe } from './schema.ts';
import { matchPattern } from './user-pattern.ts';

const least = [
  'name: a',
  'connection: Lab',
  'root: data',
  'files: ["**"]',
  'sample: {}',
  'result: { title: "{stem}" }',
];

function problemsOf(...lines: string[]): unknown {
  try {
    return readRecipe(lines.join('\n'), '/lab/a.yaml');
  } catch (error) {
    return error instanceof Error && 'details' in error ? (error.details as { problems: string[] }).problems : error;
  }
}

function recipe(change: Record<string, string> = {}): CrawlRecipe {
  const lines = least.filter((line) => !((line.split(':')[0] as string) in change));
  return readRecipe([...lines, ...Object.values(change)].join('\n'), '/lab/a.yaml');
}

const file = {
  ...{ path: '2026/27-AL-1/run 7.dat', sha256: 'abc', bytes: 12 },
  modifiedUtc: '2026-11-21T10:00:00.000Z',
};
const table: TableSummary = {
  ...{ rows: 2, warning: null },
  header: [
    ['operator', 'a_lang'],
    ['date', '21.11.2026'],
  ],
  columns: [
    { ...{ name: 'T', unit: 'K', count: 2, first: 300, last: 310 }, ...{ min: 300, max: 310, mean: 305 } },
    { ...{ name: 'Sigma', unit: null, count: 1, first: 0.1, last: 0.1 }, ...{ min: 0.1, max: 0.1, mean: 0.1 + 1e-17 } },
  ],
  values: [Float64Array.of(300, 310), Float64Array.of(0.1, Number.NaN)],
};

describe('the file of a crawler', () => {
  test('needs little; its root lies beside it', () => {
    expect(readRecipe(least.join('\n'), resolve('/lab/a.yaml'))).toMatchObject({
      ...{ root: resolve('/lab/data'), quiet: 60_000, reader: 'none', sameContent: 'ask', changed: 'ask' },
      sample: { from: '{stem}', legacy: [] },
    });
  });

  test.each([
    ['a wrong value', ['quiet: soon'], ['/lab/a.yaml:7:1: quiet: Write a number with s, min, h or d, e.g. "10 min".']],
    ['an unknown key', ['sampel: {}'], ['/lab/a.yaml:7:1: sampel: Unrecognized key: "sampel"']],
    [
      'a wrong pattern',
      ['path: "("'],
      [expect.stringMatching(/^\/lab\/a\.yaml:7:1: path: It is no regular expression/)],
    ],
    ['two purposes', ['process: { url: a, model: A, type: a }'], [expect.stringMatching(/either result or process/)]],
    ['broken YAML', ['mail: [1'], [expect.stringMatching(/^\/lab\/a\.yaml:7:\d+: /)]],
    ['a key that stands twice', ['name: b'], [expect.stringMatching(/^\/lab\/a\.yaml:7:1: Map keys must be unique/)]],
  ])('with %s names its place', (_, lines, problems) => {
    expect(problemsOf(...least, ...lines)).toEqual(problems);
  });

  test('names everything that is missing', () => {
    expect(problemsOf('name: a')).toEqual([
      ...['connection', 'root', 'files', 'sample'].map((key) =>
        expect.stringMatching(new RegExp(`^/lab/a\\.yaml:1:1: ${key}: `)),
      ),
    ]);
  });
});

describe('a file becomes', () => {
  test('a Result with values, columns and a time from the header', () => {
    const result = `result:
  title: "Conductivity {match.run}"
  comments: "By {header.operator} in {path}, mean {column.t.mean} {{x}}"
  time: { from: "{header.date}", inaccuracy: 3 }
  values: { n: "{rows}" }
  columns: { T/K: T, sigma: sigma }`;
    const path = `path: 'run (?<run>\\d+)'`;
    expect(mapFile(recipe({ result, path, sample: 'sample: { from: "{folder}" }' }), file, table)).toEqual({
      ...{ kind: 'result', sample: '27-AL-1', title: 'Conductivity 7', image: false },
      comments: 'By a\\_lang in 2026/27-AL-1/run 7.dat, mean 305 {x}',
      ...{ timestampUtc: new Date(2026, 10, 21).toISOString(), timestampInaccuracy: 3 },
      table: {
        headings: ['T/K', 'sigma', 'n'],
        rows: [
          ['300', '0.1', '2'],
          ['310', '', ''],
        ],
      },
    });
  });

  test('a process with the fields of its form', () => {
    const process = `process: { url: pds_measurements, model: PDSMeasurement, type: PDS measurement, key: number,
      fields: { number: 7, raw_datafile: "{path}" } }`;
    const sample = 'sample: { from: "{path}", match: "/([^/]+)/" }';
    expect(mapFile(recipe({ result: '', process, sample }), file, null)).toMatchObject({
      ...{ kind: 'process', sample: '27-AL-1', timestampUtc: file.modifiedUtc },
      process: { url: 'pds_measurements', key: 'number', fields: { number: '7', raw_datafile: file.path } },
    });
  });

  test('one of a sample with a name of former times', () => {
    const sample = `sample: { from: "{path}", match: "(?<name>\\\\d\\\\d-AL-\\\\d)", legacy: [{ match: "99", to: x },
      { match: "(\\\\d+)-AL-(.)", to: "$1-LGCY-$2" }] }`;
    expect(mapFile(recipe({ sample }), file, null).sample).toBe('27-LGCY-1');
  });

  test.each([
    [
      'no such header',
      { result: 'result: { title: "{header.none}" }' },
      'There is no header.none in the file or its name.',
    ],
    ['no inherited values', { result: 'result: { title: "{constructor}" }' }, 'There is no constructor in'],
    ['no such column', { result: 'result: { title: x, columns: { a: none } }' }, 'It has no column none.'],
    ['no name of a sample', { sample: 'sample: { match: "AL" }' }, 'There is no name of a sample in "run 7".'],
    ['no time', { result: 'result: { title: x, time: { from: "{stem}" } }' }, '"run 7" is no time.'],
    ['another path', { path: 'path: "^x"' }, 'The path does not fit the pattern ^x.'],
  ])('nothing where there is %s', (_, change, reason) => {
    expect(() => mapFile(recipe(change as Record<string, string>), file, table)).toThrow(reason);
  });

  test('nothing that the server would refuse as an image', () => {
    expect(mapFile(recipe(), { ...file, path: '![x](y).dat' }, null).comments).not.toContain('![');
  });
});

test.each([
  ['2026-11-21', '2026-11-20T23:00:00.000Z'],
  ['2026-07-01 13:02', '2026-07-01T11:02:00.000Z'],
  ['1.7.2026 9:02:03', '2026-07-01T07:02:03.000Z'],
  ['2026-11-21T13:02:00.5+0530', '2026-11-21T07:32:00.500Z'],
  ['2026-11-21T13:02:00.123456Z', '2026-11-21T13:02:00.123Z'],
])('the time %s is read, with the zone of this computer if it has none', (text, utc) => {
  expect(readMoment(text)).toBe(utc);
});

test.each(['7', '2026', '31.2.2026', '2026-02-30T10:00Z', '2026-11-21 25:00', '11/21/2026', '2026-11-21 noon'])(
  'the time %s is not guessed',
  (text) => {
    expect(() => readMoment(text)).toThrow('is no time');
  },
);

test('a pattern that would never end is cut', () => {
  expect(matchPattern('(?<year>\\d+)-(b)', '2026-b')).toEqual({
    groups: { year: '2026' },
    all: ['2026-b', '2026', 'b'],
  });
  expect(() => matchPattern('^(a+)+$', `${'a'.repeat(40)}b`)).toThrow('takes too long');
});
