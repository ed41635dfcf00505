import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isAppError } from '../../contract/app-error.ts';
import { isResult } from '../../domain/juliabase.ts';
import { parseJsonBody } from '../http/json-body.ts';
import { clusterToolDeposition, pdsMeasurement } from './institute/demo-institute.ts';
import { asProcess } from './institute/read-process.ts';
import { parseTasks } from './office/parse-tasks.ts';
import {
  parseExportedNames,
  parseExportedRows,
  parseFoldedElements,
  parseItems,
  parseKeyTables,
  parseOptionalPk,
  parsePermissions,
  parsePks,
  parsePkTable,
  parseProcess,
  parseResult,
  parseSample,
  parseTable,
} from './parse.ts';
import type { Place } from './place.ts';

const place: Place = { server: 'lab', path: 'samples/27-AL-1' };

const measurement = {
  id: 93,
  content_type: 'Institute | PDS measurement',
  timestamp: '2027-02-03T08:15:42.031Z',
  timestamp_inaccuracy: 0,
  operator: 'a.lang',
  external_operator: null,
  comments: '',
  last_modified: '2027-02-03T08:16:00Z',
  finished: true,
  samples: [31, 32],
  number: 4,
  raw_datafile: 'pds/2027/pds_4.dat',
  sample_positions: { '31': 'A1' },
};
const result = {
  ...measurement,
  id: 140,
  content_type: 'Samples database – core | result',
  title: 'conductivity',
  image_type: 'png',
  quantities_and_values: [
    ['T/°C', 'sigma/(S/cm)'],
    [
      ['25', '1.2e-9'],
      ['90', ''],
    ],
  ],
  sample_series: ['a.lang-27-anneal'],
};
const task = {
  id: 3,
  status: '1 new',
  customer: 'a.lang',
  creating_timestamp: '2027-02-03T08:15:42.031Z',
  last_modified: '2027-02-03T08:15:42.031Z',
  operator: null,
  process_class: 'Institute | PDS measurement',
  finished_process: null,
  comments: '',
  priority: '2 normal',
  samples: [31],
};
const deposition = {
  ...measurement,
  content_type: 'Institute | cluster tool deposition',
  number: '27C-004',
  carrier: '',
  split_done: false,
  'layer 1': {
    id: 3,
    content_type: 'Institute | cluster tool PECVD layer',
    number: 1,
    h2: 0.5,
    sih4: 3,
    chamber: '#2',
    time: '55:00',
    comments: '',
    plasma_start_with_shutter: false,
    deposition_power: null,
  },
};
const sample = {
  id: 31,
  name: '27-AL-1',
  current_location: 'cleanroom shelf 2',
  currently_responsible_person: 'a.lang',
  purpose: '',
  tags: 'reference, thin,,',
  split_origin: null,
  topic: 'Thin films',
  last_modified: '2027-02-03T08:15:42.031Z',
  'informal layer #1': { id: 5, thickness: 1100000.5, doping: null },
  'process #140': result,
  'process #93': measurement,
};

describe('a sample', () => {
  it('keeps the order of its processes and every further field', () => {
    const read = parseSample(sample, place);
    expect(read).toMatchObject({ id: 31, name: '27-AL-1', topic: 'Thin films', splitOrigin: null });
    expect(read.tags).toEqual(['reference', 'thin']);
    expect(read.processes.map(({ id }) => id)).toEqual([140, 93]);
    expect(read.processes.map(isResult)).toEqual([true, false]);
    expect(read.processes[1]).toMatchObject({ typeName: 'PDS measurement', sampleIds: [31, 32] });
    expect(read.processes[1]?.fields.entries.map(({ key }) => key)).toEqual([
      'number',
      'raw_datafile',
      'sample_positions',
    ]);
    expect(read.otherFields.entries.map(({ key }) => key)).toEqual(['informal layer #1']);
  });

  it('does without what may be missing', () => {
    expect(parseSample({ id: 1, name: 'x' }, place)).toMatchObject({ purpose: '', tags: [], topic: null });
    expect(parseProcess({ id: 1, content_type: 'odd', timestamp: 't' }, place)).toMatchObject({
      typeName: 'odd',
      operator: '',
      finished: true,
      sampleIds: [],
    });
  });

  it('keeps a field with a name that every JavaScript object knows', () => {
    const { otherFields } = parseSample({ ...sample, toString: 'a', valueOf: 'b', 'process #x': 3 }, place);
    expect(otherFields.entries.map(({ key }) => key)).toEqual([
      'informal layer #1',
      'toString',
      'valueOf',
      'process #x',
    ]);
  });

  it('is refused with the place of what is wrong', () => {
    const wrong = { ...sample, 'process #93': { ...measurement, samples: [31, 'x'] } };
    expect(() => parseSample(wrong, place)).toThrow(
      expect.objectContaining({
        code: 'bad-response',
        source: 'lab',
        message:
          'The answer for sample “27-AL-1” of lab (process #93 → samples → 1) is not as JuliaBase sends it: Invalid input: expected number, received string.',
      }),
    );
  });

  it('is refused in a readable sentence even if the wrong key is a long one', () => {
    const long = `process #${'9'.repeat(100_000)}`;
    const error: unknown = thrownBy(() => parseSample({ ...sample, [long]: {} }, place));
    expect(isAppError(error) && error.message.length).toBeLessThan(500);
  });
});

describe('a value table', () => {
  test.each<[string, unknown, object]>([
    ['no table', [[], []], { headings: [], rows: [] }],
    ['an empty list', [], { headings: [], rows: [] }],
    ['an empty text', ' ', { headings: [], rows: [] }],
    ['JSON in a text', '[["T"], [["25"]]]', { headings: ['T'], rows: [['25']] }],
    [
      'cells of all kinds',
      [['a', 'b', 'c'], [[1.5, null, true]]],
      { headings: ['a', 'b', 'c'], rows: [['1.5', '', 'true']] },
    ],
  ])('%s', (_, value, table) => {
    expect(parseTable(value, place)).toEqual(table);
  });

  test.each<[string, unknown]>([
    ['no list', { headings: [] }],
    ['one list', [['T']]],
    ['three lists', [['T'], [], []]],
    ['rows that are none', [['T'], ['25']]],
    ['cells that are lists', [['T'], [[[1]]]]],
    ['a text that is no JSON', '[["T"'],
    ['nothing', null],
  ])('%s is refused', (_, value) => {
    expect(() => parseTable(value, place)).toThrow(expect.objectContaining({ code: 'bad-response', source: 'lab' }));
  });
});

describe('small answers', () => {
  it('are read', () => {
    const keys = parseKeyTables({ topics: { 'Thin films': 4 }, samples: { '27-AL-1': 31, 'OLD-7': [31, 40] } }, place);
    expect(keys.topics).toEqual(new Map([['Thin films', 4]]));
    expect(keys.samples?.get('OLD-7')).toEqual([31, 40]);
    expect(keys.users).toBeUndefined();
    expect(parsePermissions([[1], [], ['institute.add_pdsmeasurement']], place)).toEqual([
      [1],
      [],
      ['institute.add_pdsmeasurement'],
    ]);
    expect(parseFoldedElements([[1], ['ab']], place)).toEqual({ topicIds: [1], seriesHashes: ['ab'] });
    expect(parseExportedNames([{ sample: '*9', name: '*00009' }, {}], place)).toEqual(['*00009']);
    expect(parseItems([1, '27C-004'], place)).toEqual([1, '27C-004']);
    expect(parseOptionalPk(null, place)).toBeNull();
    expect(parsePkTable({ '27-AL-1-a': 60 }, place)).toEqual(new Map([['27-AL-1-a', 60]]));
    expect(parseExportedRows([{ row: 'row\u00a0#1', 'T/°C': '200' }], place)).toEqual([
      new Map([
        ['row', 'row #1'],
        ['T/°C', '200'],
      ]),
    ]);
    expect(parseTasks({ 'Institute | PDS measurement': { '3': task } }, place)).toMatchObject([
      { id: 3, processClass: 'PDS measurement', status: 'new', priority: 'normal', sampleIds: [31] },
    ]);
  });

  test.each<[string, (value: unknown, place: Place) => unknown, unknown]>([
    ['ids', parsePks, [1, 0]],
    ['ids', parsePks, [1.5]],
    ['ids', parsePks, { 0: 1 }],
    ['keys', parseKeyTables, { users: [1] }],
    ['keys', parseKeyTables, { users: { x: [1] } }],
    ['keys', parseKeyTables, { samples: { x: ['1'] } }],
    ['keys', parseKeyTables, null],
    ['permissions', parsePermissions, [[1], [2]]],
    ['folded elements', parseFoldedElements, [['x'], []]],
    ['names', parseExportedNames, [['x']]],
    ['names', parseExportedNames, 'x'],
    ['items', parseItems, [null]],
    ['id', parseOptionalPk, '1'],
    ['pieces', parsePkTable, { a: null }],
    ['cells', parseExportedRows, [{ a: [] }]],
    ['tasks', parseTasks, { x: { '3': { ...task, status: '9 odd' } } }],
    ['process', parseProcess, { ...measurement, timestamp_inaccuracy: 7 }],
    ['result', parseResult, { ...result, image_type: 'svg' }],
  ])('%s: %o, %j is refused', (_, parse, value) => {
    expect(() => parse(value, place)).toThrow(expect.objectContaining({ code: 'bad-response' }));
  });
});

describe('damaged answers', () => {
  const parsers: [unknown, (value: unknown, place: Place) => unknown][] = [
    [sample, parseSample],
    [measurement, parseProcess],
    [result, parseResult],
    [{ topics: { a: 1 }, users: { b: 2 }, samples: { c: [3], d: 4 } }, parseKeyTables],
    [[[1], [2], ['x.y']], parsePermissions],
    [[{ sample: 'a', name: 'a' }], parseExportedNames],
    [[{ row: 'row\u00a0#1', 'T/°C': '200', yield: 0.8 }], parseExportedRows],
    [{ '27-AL-1-a': 60 }, parsePkTable],
    [null, parseOptionalPk],
    [{ 'Institute | PDS measurement': { '3': task } }, parseTasks],
    [measurement, (value, at) => asProcess(pdsMeasurement, parseProcess(value, at))],
    [deposition, (value, at) => asProcess(clusterToolDeposition, parseProcess(value, at))],
  ];
  const damage = fc.record({
    answer: fc.constantFrom(...parsers),
    places: fc.array(
      fc.record({ steps: fc.array(fc.nat(), { maxLength: 5 }), manner: fc.constantFrom('drop', 'change', 'add') }),
      { maxLength: 4 },
    ),
    other: fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, -1, 1e308, '', [], {})),
    key: fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'process #1', 'id'),
    cut: fc.option(fc.nat({ max: 2000 }), { freq: 4 }),
  });

  it('are read or refused by name, and no object of the app is changed', () => {
    fc.assert(
      fc.property(damage, ({ answer: [whole, parse], places, other, key, cut }) => {
        let value: unknown = structuredClone(whole);
        for (const { steps, manner } of places) value = damaged(value, steps, manner, key, other);
        const text = withKey(JSON.stringify(value), key, other);
        const error = thrownBy(() => parse(parseJsonBody(cut === null ? text : text.slice(0, cut), 'x'), place));
        if (error !== undefined) expect(isAppError(error, 'bad-response')).toBe(true);
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect({}).not.toHaveProperty('polluted');
      }),
      { numRuns: 2000 },
    );
  });

  it('with a special key lose that key only', () => {
    const text = JSON.stringify(sample).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    expect(parseSample(parseJsonBody(text, 'x'), place)).toEqual(parseSample(sample, place));
    expect({}).not.toHaveProperty('polluted');
  });

  test.each<[string, () => unknown]>([
    ['ids', () => parsePks(Array(4_000_000).fill('x'), place)],
    ['cells', () => parseTable([['a'], [Array(4_000_000).fill({})]], place)],
    ['rows', () => parseTable([['a'], Array(4_000_000).fill(0)], place)],
    [
      'keys',
      () => parseKeyTables({ samples: Object.fromEntries(Array.from({ length: 500_000 }, (_, i) => [i, 'x'])) }, place),
    ],
    ['tables', () => parseExportedRows(Array(4_000_000).fill(0), place)],
    ['tasks', () => parseTasks({ x: { '3': { ...task, samples: Array(4_000_000).fill('x') } } }, place)],
    ['names', () => parseExportedNames(Array(4_000_000).fill(0), place)],
  ])('with millions of wrong %s are refused at the first', (_, parse) => {
    expect(parse).toThrow(expect.objectContaining({ code: 'bad-response' }));
  });

  it('may be as deep as the limit allows', () => {
    const text = `{"id":1,"name":"x","deep":${'['.repeat(255)}${']'.repeat(255)}}`;
    expect(parseSample(parseJsonBody(text, 'x'), place).otherFields.entries).toHaveLength(1);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** A copy of `value` in which the item that `steps` lead to is dropped, changed, or gets one more key. */
function damaged(value: unknown, steps: readonly number[], manner: string, key: string, other: unknown): unknown {
  const [step, ...rest] = steps;
  if (typeof value !== 'object' || value === null || step === undefined)
    return manner === 'add' && typeof value === 'object' && value !== null ? { ...value, [key]: other } : other;
  const entries: [string, unknown][] = Object.entries(value);
  const chosen = entries.length === 0 ? 0 : step % entries.length;
  const next = entries.flatMap(([name, item], index): [string, unknown][] => {
    if (index !== chosen) return [[name, item]];
    if (rest.length === 0 && manner === 'drop') return [];
    return [[name, damaged(item, rest, manner, key, other)]];
  });
  return Array.isArray(value) ? next.map(([, item]) => item) : Object.fromEntries(next);
}

/** JSON text with one more key at its outermost object; written as text, because an object would swallow `__proto__`. */
function withKey(json: string, key: string, other: unknown): string {
  return json.startsWith('{"')
    ? `{${JSON.stringify(key)}:{"polluted":${JSON.stringify(other)}},${json.slice(1)}`
    : json;
}
