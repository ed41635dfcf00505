import { expect, test } from 'vitest';
import { searchConditions } from './search-conditions.ts';

test.each([
  ['perovskite cell', { text: 'perovskite cell' }],
  ['/LAB/SOLAR_CELLS/PER', { code: 'PER*', space: 'LAB' }],
  ['/LAB/', { code: '*', space: 'LAB' }],
  ['/SHA', { code: 'SHA*' }],
])('%s', (typed, conditions) => expect(searchConditions(typed)).toEqual(conditions));
