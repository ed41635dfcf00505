import { expect, test } from 'vitest';
import { computeColumn } from '../../analysis/computed-column.ts';
import { toTree } from '../json-tree.ts';
import type { Process, Result, Sample } from '../juliabase.ts';
import { type MinedRows, type MinedSample, minedStates, SampleMiner } from './mine-samples.ts';
import { columnOfValues } from './mined-columns.ts';
import { columnNamesOf, type MiningField, sampleFacts } from './mining-field.ts';
import { FieldCounter } from './offered-fields.ts';

function process(id: number, typeName: string, fields: object, day = id): Process {
  const timestampUtc = `2026-01-${String(day).padStart(2, '0')}T10:00:00Z`;
  return {
    ...{ id, typeName, contentType: `Institute | ${typeName}`, timestampUtc, timestampInaccuracy: 0 },
    ...{ operator: 'l.brandt', externalOperator: null, comments: '', lastModifiedUtc: null, finished: true },
    ...{ sampleIds: [1], fields: toTree(Object.entries(fields)) },
  };
}

function result(id: number, title: string, headings: string[], rows: string[][]): Result {
  const table = { headings, rows };
  return { ...process(id, 'result', {}), title, imageType: 'none', table, seriesNames: ['S'] };
}

function sample(name: string, processes: Process[], results: Result[] = []): MinedSample {
  const facts = { currentLocation: 'Box 1', responsiblePerson: 'l.brandt', purpose: '', tags: [], splitOrigin: null };
  const whole: Sample = {
    ...{ id: 1, name, ...facts, topic: 'Thin film', lastModifiedUtc: null, processes },
    otherFields: toTree([]),
  };
  return { name, sample: whole, results };
}

const field = (processType: string, path: string, take: MiningField['take'] = 'latest'): MiningField => ({
  ...{ processType, field: path, take, name: null },
});
const thickness = 'layer thickness measurement';
const samples: MinedSample[] = [
  sample(
    'A',
    [process(3, thickness, { thickness: 30 }, 9), process(2, thickness, { thickness: 20 }, 5)],
    [
      result(
        8,
        'Fit',
        ['Sample', 'E_A/eV'],
        [
          ['A', '0.51'],
          ['B', '−0.6'],
        ],
      ),
    ],
  ),
  sample('B', [process(4, thickness, { thickness: null }), process(5, 'deposition', { 'layer 1': { sih4: 1.5 } })]),
  sample('C', [process(6, 'deposition', { number: 'D6' }), process(7, thickness, { thickness: 'about 40' })]),
  { name: 'D', sample: null, results: [] },
];
function mineSamples(from: readonly MinedSample[], fields: readonly MiningField[]): MinedRows {
  const miner = new SampleMiner(fields);
  for (const one of from) miner.add(one);
  return miner.rows();
}
const statesOf = (states: Uint8Array): string[] => Array.from(states, (code) => minedStates[code] ?? '');

test('latest and first are by time, and a cell without a value says why', () => {
  const mined = mineSamples(samples, [
    field(thickness, 'thickness'),
    field(thickness, 'thickness', 'first'),
    field('deposition', 'layer 1.sih4'),
    field('Result: Fit', 'E_A/eV'),
    field(sampleFacts, 'topic'),
  ]);
  expect(mined.sampleNames).toEqual(['A', 'B', 'C', 'D']);
  expect(mined.columns.map(({ values }) => values)).toEqual([
    [30, undefined, 'about 40', undefined],
    [20, undefined, 'about 40', undefined],
    [undefined, 1.5, undefined, undefined],
    [0.51, undefined, undefined, undefined],
    ['Thin film', 'Thin film', 'Thin film', undefined],
  ]);
  expect(statesOf(mined.columns[0]?.states ?? new Uint8Array())).toEqual(['ok', 'missing', 'ok', 'unreadable']);
  expect(statesOf(mined.columns[2]?.states ?? new Uint8Array())).toEqual([
    'no-process',
    'ok',
    'no-field',
    'unreadable',
  ]);
  expect(mined.origins.map(({ processes }) => processes.map((one) => one?.id ?? null))).toEqual([
    [3, 4, 7, null],
    [2, 4, 7, null],
    [null, 5, 6, null],
    [8, null, null, null],
  ]);
});

test('at: the last process by the end of a day, beside the latest one', () => {
  const by = (atDate: string): MiningField => ({ ...field(thickness, 'thickness', 'at'), atDate });
  const mined = mineSamples(samples.slice(0, 1), [
    by('2026-01-04'),
    by('2026-01-05'),
    by('2026-02-01'),
    field(thickness, 'id'),
  ]);
  expect(mined.columns.map(({ values }) => values)).toEqual([[undefined], [20], [30], [3]]);
  expect(statesOf(mined.columns[0]?.states ?? new Uint8Array())).toEqual(['no-process']);
  expect(mined.origins.map(({ atDate }) => atDate)).toEqual(['2026-01-04', '2026-01-05', '2026-02-01', null]);
  expect(columnNamesOf([by('2026-01-05')], new Set())).toEqual(['thickness_at_2026_01_05']);
});

test('all: one row for each process, with the latest of the others beside it', () => {
  const mined = mineSamples(samples, [field(thickness, 'thickness', 'all'), field(thickness, 'id')]);
  expect(mined.sampleNames).toEqual(['A', 'A', 'B', 'C', 'D']);
  expect(mined.columns.map(({ values }) => values)).toEqual([
    [20, 30, undefined, 'about 40', undefined],
    [3, 3, 4, 7, undefined],
  ]);
});

test('a column is of the kind that most of its values have; the others keep their text', () => {
  const rows = mineSamples(
    [...samples, sample('E', [process(9, thickness, { thickness: 12.5 })])],
    [field(thickness, 'thickness'), field(thickness, 'timestamp'), field('deposition', 'number')],
  );
  const words = { name: 'x', label: 'x', unit: null, note: '' };
  const [real, time, text] = rows.columns.map((column) => columnOfValues(column, words));
  expect(real).toMatchObject({ kind: 'real', raw: new Map([[2, 'about 40']]) });
  expect(statesOf(real?.states ?? new Uint8Array())[2]).toBe('unparsable');
  expect(time).toMatchObject({ kind: 'time', timeScale: 'UTC' });
  // TAI is 37 s ahead of UTC.
  expect(time?.kind === 'time' && time.values[0]).toBe((Date.UTC(2026, 0, 9, 10) - Date.UTC(1977, 0, 1)) / 1000 + 37);
  expect(text).toMatchObject({ kind: 'text', values: ['', '', 'D6', '', ''] });
});

test('a computed column has the gaps of what it is computed from', () => {
  const mined = mineSamples(samples, [field(thickness, 'thickness')]);
  const [column] = mined.columns.map((one) =>
    columnOfValues({ ...one, values: [30, undefined, -1, undefined] }, { name: 'd', label: 'd', unit: 'nm', note: '' }),
  );
  if (column === undefined) throw new Error('There is no column.');
  const computed = computeColumn({ name: 'root', formula: 'sqrt(d)', unit: null }, [column], 4);
  if ('message' in computed) throw new Error(computed.message);
  expect(statesOf(computed.states ?? new Uint8Array())).toEqual(['ok', 'missing', 'not-computed', 'unreadable']);
  expect(computeColumn({ name: 'x', formula: 'd + 1 eV', unit: null }, [column], 4)).toMatchObject({
    message: expect.stringMatching(/nm and eV .*\(row 1\)/),
  });
});

test('what can be chosen: with an example, its unit and how many samples have it', () => {
  const counter = new FieldCounter();
  for (const one of samples) counter.add(one);
  const offered = counter.fields();
  expect(offered.find((one) => one.field === 'thickness')).toEqual({
    ...{ processType: thickness, field: 'thickness', label: 'Thickness', unit: 'nm', kind: 'text', example: '30' },
    ...{ samples: 3, samplesWithValue: 2, processes: 4, mostPerSample: 2 },
    kind: 'number',
  });
  expect(offered.find((one) => one.field === 'layer 1.sih4')).toMatchObject({ label: 'Layer 1: SiH₄', samples: 1 });
  expect(offered.find((one) => one.field === 'E_A/eV')).toMatchObject({ label: 'E_A', unit: 'eV', example: '0.51' });
  expect(offered[0]?.processType).toBe(sampleFacts);
});

test('names of columns are words, unique, and short where that is clear', () => {
  const fields = [
    field(thickness, 'thickness'),
    field(thickness, 'thickness', 'first'),
    field('PDS', 'thickness'),
    { ...field('x', 'y'), name: 'σ 300' },
    field('Result: Fit', 'E_A/eV'),
    field('Result: Fit', 'E_A/J'),
    field('layer', 'E_A/eV'),
  ];
  expect(columnNamesOf(fields, new Set(['sample']))).toEqual([
    'thickness',
    'thickness_first',
    'pds_thickness',
    'σ_300',
    'e_a',
    'fit_e_a',
    'e_a_ev',
  ]);
});
