import { expect, test } from 'vitest';
import type { OpenbisName } from '../../../app/contract/openbis.ts';
import { filterNames, indexOf } from './openbis-names.ts';

function object(code: string, name: string | null = null): OpenbisName {
  return { kind: 'object', permId: code, identifier: `/LAB/PROJ/${code}`, name };
}

const index = indexOf([object('S1', 'First cell'), object('S2'), object('S10', 'cell, tandem')]);

test.each([
  ['s1', ['S1', 'S10']],
  ['CELL', ['S1', 'S10']],
  ['cell lab', ['S1', 'S10']],
  ['/lab/proj/s2', ['S2']],
  ['cell s10', ['S10']],
  ['silicon', []],
])('%s is in %j', (filter, permIds) => {
  const { found, count } = filterNames(index, filter, 10);
  expect(found.map(({ permId }) => permId)).toEqual(permIds);
  expect(count).toBe(permIds.length);
});

test('more than are wanted are counted', () => {
  expect(filterNames(index, 'lab', 2)).toMatchObject({ found: [{ permId: 'S1' }, { permId: 'S2' }], count: 3 });
});
