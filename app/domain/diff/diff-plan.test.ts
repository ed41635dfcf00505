import { describe, expect, test } from 'vitest';
import type { ColumnKind, StoredColumn } from '../columns.ts';
import { diffLayout } from './diff-layout.ts';
import { columnNotes, repeatNotes } from './diff-notes.ts';
import { chooseKey, commonKind, planDiff, renameCandidates, renamesOf } from './diff-plan.ts';
import { differences, summaryLine } from './diff-words.ts';

const column = (name: string, kind: ColumnKind = 'real', unit: string | null = null): StoredColumn => ({
  ...{ name, label: name, unit, note: null, timeScale: null, kind },
  ...{ fileName: name, stateFileName: null, rawFileName: null },
});

describe('which columns belong together', () => {
  const before = [column('id', 'text'), column('d', 'real', 'nm'), column('old', 'real', 'K'), column('note', 'text')];
  const after = [column('new', 'real', 'K'), column('d', 'real', 'nm'), column('id', 'text'), column('more', 'text')];

  test('those of one name, wherever they stand; the others came or went', () => {
    const plan = planDiff(before, after, { key: ['id'] });
    expect(plan).toEqual({
      ...{ key: [{ before: 0, after: 2 }], compared: [{ before: 1, after: 1 }] },
      ...{ added: [0, 3], dropped: [2, 3] },
    });
    expect(renameCandidates(before, after, plan)).toEqual([
      { before: 2, after: 0 },
      { before: 3, after: 3 },
    ]);
    const renamed = renamesOf(before, after, [{ before: 2, after: 0 }]);
    expect(planDiff(before, after, { key: ['id'], renamed })).toMatchObject({
      ...{
        compared: [
          { before: 2, after: 0 },
          { before: 1, after: 1 },
        ],
        added: [3],
        dropped: [3],
      },
    });
  });

  test('a column is renamed once, the nearest first', () => {
    const equal = [
      { before: 0, after: 1 },
      { before: 0, after: 0 },
      { before: 1, after: 0 },
    ];
    const names = [column('x'), column('y')];
    expect([...renamesOf([column('a'), column('b')], names, equal)]).toEqual([['x', 'a']]);
  });

  test('the first key whose columns both answers have', () => {
    expect(chooseKey([['id', 'old'], [], ['id']], before, after)).toEqual(['id']);
    expect(chooseKey([['none']], before, after)).toEqual([]);
  });

  test('kinds meet in one that loses nothing', () => {
    expect([commonKind('integer', 'real'), commonKind('integer', 'longlong'), commonKind('text', 'real')]).toEqual([
      ...['real', 'longlong', 'text'],
    ]);
    expect(commonKind('longlong', 'real')).toBe('text');
    expect(commonKind('time', 'time')).toBe('time');
  });

  test('every column of both answers has a place and a name of its own', () => {
    const ours = [column('change'), column('d before')];
    const layout = diffLayout(planDiff(before, [...after, ...ours], { key: ['id'] }), before, [...after, ...ours]);
    const names = layout.map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual(['change 2', 'changed columns', 'id', 'd', 'd before 2']);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(2 + 1 + 2 + 4 + 2);
  });
});

test('words add up, and say what cannot be told apart', () => {
  const counts = { came: 12, went: 3, changed: 7, changedCells: 9, same: 12_400 };
  expect(summaryLine(counts)).toBe('12 came, 3 went, 7 changed in 9 cells, 12\u202f400 as before');
  expect(differences(counts)).toBe(22);
  expect(summaryLine({ came: 0, went: 0, changed: 0, changedCells: 0, same: 1 })).toBe(
    'Nothing changed: 1 row as before',
  );
  expect(summaryLine({ ...counts, changed: 1, changedCells: 1 })).toContain('1 changed in 1 cell,');
  const note = { role: 'compared' as const, unit: 'µm', unitBefore: 'nm', renamedFrom: null };
  expect(
    columnNotes([
      { ...note, name: 'd' },
      { ...note, name: 'e', role: 'new', unitBefore: 'µm' },
    ]),
  ).toEqual(['New column e.', 'd was in nm and is in µm; its numbers are compared as they are.']);
  expect(repeatNotes(['T_REC'], 0, 0)).toEqual([]);
  expect(repeatNotes(['T_REC'], 1, 2)[0]).toMatch(/^T_REC stands on an earlier row too in 1 row of the earlier/);
  expect(repeatNotes([], 0, 0)[0]).toMatch(/compared as wholes/);
});
