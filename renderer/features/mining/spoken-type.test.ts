import { expect, test, vi } from 'vitest';
import { spokenType } from './spoken-type.ts';

vi.mock('../../ui/say.ts', () => ({ say: (text: string) => `said ${text}` }));

test('the words of Quarry are said, and names of the server stay', () => {
  expect(['@sample', 'Result: Fit', 'conductivity measurement'].map(spokenType)).toEqual([
    ...['said Sample', 'said Result: Fit', 'Conductivity measurement'],
  ]);
});
