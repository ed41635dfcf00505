import { expect, test } from 'vitest';
import { toTree } from '../../../domain/json-tree.ts';
import type { Process } from '../../../domain/juliabase.ts';
import { checkProcess } from './check-process.ts';
import { clusterToolDeposition, structuring } from './demo-institute.ts';
import { processDifferences } from './process-form.ts';
import { asProcess } from './read-process.ts';

function process(typeName: string, fields: Record<string, unknown>): Process {
  return {
    ...{ id: 88, contentType: `Institute | ${typeName}`, typeName, timestampUtc: '2026-03-05T13:20:00Z' },
    ...{ timestampInaccuracy: 0, operator: 'a.lang', externalOperator: null, comments: '', lastModifiedUtc: null },
    ...{ finished: true, sampleIds: [31], fields: toTree(Object.entries(fields)) },
  };
}

const layer = { id: 1, content_type: 'Institute | cluster tool PECVD layer', number: 1, chamber: '#2', comments: '' };
const layers = {
  number: '26C-004',
  split_done: false,
  'layer 1': { ...layer, plasma_start_with_shutter: false },
  'layer 2': { ...layer, number: 2, chamber: '#3', plasma_start_with_shutter: true },
};

test('values and parts are read as they are described; what is missing or empty is null where it may be', () => {
  const read = asProcess(clusterToolDeposition, process('cluster tool deposition', layers));
  expect(read?.values).toEqual({ number: '26C-004', carrier: null, split_done: false });
  expect(read?.parts).toMatchObject([
    { step_type: 'clustertoolpecvdlayer', number: 1, chamber: '#2', comments: null, deposition_power: null },
    { number: 2, chamber: '#3', plasma_start_with_shutter: true },
  ]);
});

test.each<[string, Process]>([
  ['layout', process('structuring', { layout: 'unknown' })],
  ['layout', process('structuring', {})],
  ['length', process('structuring', { layout: 'acme1', length: '10' })],
])('what is not as described is named: %s', (field, sent) => {
  expect(() => asProcess(structuring, sent)).toThrow(
    expect.objectContaining({ code: 'bad-response', details: { path: 'processes/88', part: field } }),
  );
});

test('a layer of an unknown kind is named', () => {
  const odd = { ...layers, 'layer 2': { ...layers['layer 2'], content_type: 'Institute | sputter layer' } };
  expect(() => asProcess(clusterToolDeposition, process('cluster tool deposition', odd))).toThrow(
    expect.objectContaining({ details: { path: 'processes/88', part: 'layer 2 → content_type' } }),
  );
});

test('a draft with a part of an unknown kind is refused', () => {
  const content = {
    ...{ sampleIds: [31], timestampUtc: '2026-03-05T13:20:00Z', inaccuracy: 0, comments: '' },
    ...{ values: { number: '26C-004' }, parts: [{ step_type: 'constructor', number: 1 }] },
  };
  expect(() => checkProcess(clusterToolDeposition, content, Date.parse('2026-04-01'))).toThrow(
    expect.objectContaining({ details: { field: 'parts[0].step_type', outcome: 'not-created' } }),
  );
});

test('differences are named part by part', () => {
  const record = process('cluster tool deposition', layers);
  const read = asProcess(clusterToolDeposition, record);
  const content = {
    ...{ sampleIds: [31], timestampUtc: '2026-03-05T14:20:00+01:00', inaccuracy: 0, comments: '' },
    ...{ values: { number: '26C-004', carrier: 'C7' }, parts: structuredClone(read?.parts ?? []) },
  };
  expect(processDifferences(clusterToolDeposition, content, record)).toEqual(['carrier']);
  const [first] = content.parts;
  if (first?.step_type === 'clustertoolpecvdlayer') first.chamber = '#1';
  expect(processDifferences(clusterToolDeposition, content, record)).toEqual(['carrier', 'layer 1: chamber']);
  const fewer = { ...content, parts: content.parts.slice(1) };
  expect(processDifferences(clusterToolDeposition, fewer, record)).toEqual(['carrier', 'number of layers']);
  const wire = { step_type: 'clustertoolhotwirelayer', number: 2, wire_material: 'rhenium' };
  const other = { ...content, values: { number: '26C-004' }, parts: [read?.parts[0] ?? {}, wire] };
  expect(processDifferences(clusterToolDeposition, other, record)).toEqual(['layer 2: step_type']);
});
