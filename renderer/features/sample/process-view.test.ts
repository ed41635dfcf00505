import { expect, test } from 'vitest';
import { toTree } from '../../../app/domain/json-tree.ts';
import { viewOfFields } from './process-view.ts';

test('plain fields are facts in the order of the server, with the units that are known', () => {
  const view = viewOfFields(
    'layer thickness measurement',
    toTree([
      ['thickness', 1021],
      ['method', 'ellipsometer'],
      ['split_done', false],
      ['remark', null],
    ]),
  );
  expect(view.tables).toEqual([]);
  expect(view.facts).toEqual([
    { key: 'thickness', label: 'Thickness', value: '1021', unit: 'nm' },
    { key: 'method', label: 'Method', value: 'ellipsometer', unit: null },
    { key: 'split_done', label: 'Split done', value: 'no', unit: null },
    { key: 'remark', label: 'Remark', value: null, unit: null },
  ]);
});

test('layers become one table, also when their fields differ', () => {
  const view = viewOfFields(
    '5-chamber deposition',
    toTree([
      ['layer 1', { id: 9, number: 1, sih4: 2.5, chamber: 'p' }],
      ['layer 2', { id: 10, number: 2, h2: -1, chamber: 'i1' }],
    ]),
  );
  expect(view.facts).toEqual([]);
  expect(view.tables).toEqual([
    {
      title: 'Layer',
      columns: [
        { label: 'Number', unit: null, numeric: true },
        { label: 'SiH₄', unit: 'sccm', numeric: true },
        { label: 'Chamber', unit: null, numeric: false },
        { label: 'H₂', unit: 'sccm', numeric: true },
      ],
      rows: [
        { name: 'layer 1', cells: ['1', '2.5', 'p', null] },
        { name: 'layer 2', cells: ['2', null, 'i1', '−1'] },
      ],
    },
  ]);
});

test('lists and objects inside parts are read as words', () => {
  const view = viewOfFields(
    'x',
    toTree([
      ['pads', [1, 3, null]],
      ['cell A1', { limits: { low: 1, high: 2 } }],
    ]),
  );
  expect(view.facts[0]?.value).toBe('1, 3, nothing');
  expect(view.tables[0]?.rows[0]?.cells).toEqual(['Low 1, High 2']);
});
