import { describe, expect, test } from 'vitest';
import { parsePanelAddress } from '../../renderer/routes/panel-address.ts';
import type { Thing } from '../domain/found.ts';
import { toTree } from '../domain/json-tree.ts';
import { isSearched, thingsOfAnswer } from './things-of-answer.ts';

const process = {
  ...{ id: 7, contentType: 'Institute | Raman measurement', typeName: 'Raman measurement' },
  ...{ timestampUtc: '2026-02-03T10:00:00Z', timestampInaccuracy: 0, operator: 'l.brandt', externalOperator: null },
  ...{ comments: 'Laser 647 nm', lastModifiedUtc: null, finished: true, sampleIds: [1] },
  fields: toTree([
    ['raw_datafile', '/mnt/raw/raman_14S-005.dat'],
    ['cells', { A1: { dark: 'noisy' } }],
    ['power', 3],
  ]),
};
const result = {
  ...process,
  ...{ id: 8, typeName: 'result', title: 'σ(T)', imageType: 'png', seriesNames: ['SC variation'] },
  table: { headings: ['Eₐ'], rows: [['0.48']] },
};
const sample = {
  ...{ id: 1, name: '14S-005', currentLocation: 'Box 4', responsiblePerson: 'r.calvert', purpose: 'SC variation' },
  ...{ tags: ['transition'], splitOrigin: null, topic: 'Thin film', lastModifiedUtc: null },
  ...{ processes: [process, result], otherFields: toTree([['layer', 'bottom µc-Si']]) },
};
const openbis = {
  ...{ permId: '2026-1', code: 'EXP', identifier: '/S/P/EXP', type: 'XRD', name: 'Perovskite', tags: ['blue'] },
  ...{ properties: { OPERATOR: 'Meyer', N: 3 }, registrator: 'x', modifier: null, object: null, collection: null },
};
const series = {
  name: 'hmi.M_720s',
  note: 'magnetograms',
  primekeys: ['T_REC'],
  keywords: [],
  segments: [],
  links: [],
};

const cases: [site: string, request: string, body: unknown, kinds: string[]][] = [
  ['lab', 'sample 14S-005', sample, ['sample', 'process', 'file', 'figure']],
  ['lab', 'my-samples', [sample], ['sample']],
  ['lab', 'samples 14S', { items: [sample], capped: false }, ['sample']],
  ['lab', 'mining-samples {}', { items: [sample], capped: false }, ['sample']],
  ['lab', 'series SC', { name: 'SC', members: [{ id: 1, name: '14S-005' }] }, ['series', 'sample']],
  ['lab', 'series-list  ', { names: ['SC'], capped: false }, ['series']],
  ['lab', 'series-of-sample 14S-005', ['SC'], ['series']],
  ['lab', 'series-results SC', [result], ['figure']],
  ['lab', 'sample-series-results 14S-005', [{ ...result, imageType: 'none' }], ['result']],
  ['lab', 'result 8', result, ['figure']],
  ['lab', 'topics', [{ id: 1, name: 'Thin film', mine: true }], ['topic']],
  ['o', 'spaces', [{ code: 'S', permId: 'S', description: 'd', registrator: null }], ['openbis-space']],
  ['o', 'projects S', [{ ...openbis, description: null, space: 'S', leader: 'l' }], ['openbis-project']],
  ['o', 'collections {}', { items: [openbis] }, ['openbis-collection']],
  ['o', 'collection x', openbis, ['openbis-collection']],
  ['o', 'objects {}', { items: [openbis] }, ['openbis-object']],
  ['o', 'object x', openbis, ['openbis-object']],
  ['o', 'data-sets {}', { items: [openbis] }, ['openbis-data-set']],
  ['o', 'data-set x', openbis, ['openbis-data-set']],
  [
    'o',
    'files 2026-1',
    [
      { path: 'a', isFolder: true },
      { path: 'a/b.dat', isFolder: false },
    ],
    ['file'],
  ],
  ['drms:jsoc', 'series-list', [series], ['drms-series']],
  ['drms:jsoc', 'series-info hmi.m_720s', series, ['drms-series']],
];

describe.each(cases)('at %s: %s', (site, request, body, kinds) => {
  const things = thingsOfAnswer(site, request, body);

  test('tells of its things', () => {
    expect(isSearched(site, request)).toBe(true);
    expect(things.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('each at an address of the window', () => {
    for (const { address } of things) expect(parsePanelAddress(address), address).toBeDefined();
  });
});

test('texts of a sample, its processes and files are found', () => {
  const things = thingsOfAnswer('lab', 'sample 14S-005', sample);
  const textOf = (kind: Thing['kind']): string => {
    const { title = '', detail = '', notes = '' } = things.find((thing) => thing.kind === kind) ?? {};
    return [title, detail, notes].join(' ');
  };
  for (const text of ['14S-005', 'Box 4', 'r.calvert', 'transition', 'bottom µc-Si'])
    expect(textOf('sample')).toContain(text);
  for (const text of ['Raman measurement', 'Laser 647 nm', 'noisy', 'l.brandt'])
    expect(textOf('process')).toContain(text);
  expect(textOf('file')).toContain('raman_14S-005.dat');
  for (const text of ['σ(T)', 'SC variation', 'Eₐ']) expect(textOf('figure')).toContain(text);
});

test('answers without things are not looked at', () => {
  for (const request of ['user l.brandt', 'server', 'data-set-types', 'sample-name 5', 'process 5'])
    expect(isSearched('lab', request), request).toBe(false);
  expect(thingsOfAnswer('lab', 'result 8 image', 'bytes')).toEqual([]);
});
