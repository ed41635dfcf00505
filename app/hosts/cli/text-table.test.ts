import { expect, test } from 'vitest';
import { oneLine, textTable } from './text-table.ts';

test('aligns texts to the left and numbers to the right', () => {
  expect(
    textTable(
      ['Sample', 'Points'],
      [
        ['A', 7],
        ['Long name', 120],
        ['B', null],
      ],
    ),
  ).toBe(
    ['Sample     Points', '─────────  ──────', 'A               7', 'Long name     120', 'B               –'].join(
      '\n',
    ),
  );
});

test('server text cannot steer the terminal', () => {
  expect(oneLine('a\u001b[2Jb\r\nc\u202ed')).toBe('a [2Jb c d');
});
