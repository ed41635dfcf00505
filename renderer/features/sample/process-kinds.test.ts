import { expect, test } from 'vitest';
import type { Process, Result } from '../../../app/domain/juliabase.ts';
import { countKinds, newestFirst } from './process-kinds.ts';

function process(id: number, typeName: string, timestampUtc: string): Process {
  return {
    id,
    contentType: `Institute | ${typeName}`,
    typeName,
    timestampUtc,
    timestampInaccuracy: 0,
    operator: 'a.lang',
    externalOperator: null,
    comments: '',
    lastModifiedUtc: null,
    finished: true,
    sampleIds: [],
    fields: { kind: 'object', entries: [] },
  };
}

const result: Result = {
  ...process(9, 'result', '2026-04-01T00:00:00Z'),
  title: 'R',
  imageType: 'none',
  table: { headings: [], rows: [] },
  seriesNames: [],
};
const all = [
  process(1, 'substrate', '2026-01-01T00:00:00Z'),
  process(3, 'PDS measurement', '2026-03-01T00:00:00Z'),
  process(4, 'conductivity measurement', '2026-03-01T00:00:00Z'),
  process(2, 'structuring', '2026-02-01T00:00:00Z'),
  result,
];

test('kinds add up to all processes, in the order of the recipe', () => {
  expect(countKinds(all)).toEqual([
    { kind: 'Substrate', count: 1 },
    { kind: 'Structuring', count: 1 },
    { kind: 'Measurement', count: 2 },
    { kind: 'Result', count: 1 },
  ]);
});

test('newest first, later id first at the same time', () => {
  expect(newestFirst(all).map(({ id }) => id)).toEqual([9, 4, 3, 2, 1]);
});
