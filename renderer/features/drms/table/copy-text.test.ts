import { expect, test } from 'vitest';
import type { RecordColumn } from '../../../../app/contract/drms.ts';
import { copyText } from './copy-text.ts';

const columnOf = (name: string, more: Partial<RecordColumn>): RecordColumn => ({
  name,
  role: 'keyword',
  kind: 'real',
  type: 'float',
  unit: null,
  timeScale: null,
  note: '',
  hex: false,
  ...more,
});

test('has names with units and time scale, numbers as they are, flags as hex, and never a shifted cell', () => {
  const columns = [
    columnOf('T_REC', { kind: 'time', timeScale: 'TAI' }),
    columnOf('QUALITY', { kind: 'integer', hex: true }),
    columnOf('DATAMEAN', { unit: 'Gauss' }),
    columnOf('COMMENT', { kind: 'text' }),
  ];
  const rows = {
    columns: [
      ['2016.04.01_00:00:00_TAI', '2016.04.01_00:00:45_TAI'],
      [0, -2147483648],
      [-1.5, null],
      ['one\ttwo\nthree', null],
    ],
    odd: [{ row: 1, column: 3, state: 'invalid-link' }],
  };
  expect(copyText(columns, rows, 'own')).toBe(
    'T_REC (TAI)\tQUALITY\tDATAMEAN (Gauss)\tCOMMENT\n' +
      '2016.04.01_00:00:00_TAI\t0x00000000\t-1.5\tone two three\n' +
      '2016.04.01_00:00:45_TAI\t0x80000000\t\tlink leads nowhere\n',
  );
  expect(copyText(columns, rows, 'UTC')).toMatch(/^T_REC \(UTC\)\t/);
});
