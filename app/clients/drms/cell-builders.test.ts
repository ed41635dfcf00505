import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellBuilder } from './cell-builders.ts';
import { type CellColumn, type ColumnKind, stateAt, textAt } from './cell-column.ts';
import { readReal } from './cell-numbers.ts';
import { readTimeBytes } from './time-bytes.ts';

/** A column of these texts; null is a cell that was not sent. */
function columnOf(kind: ColumnKind, texts: readonly (string | null)[], length = texts.length): CellColumn {
  const builder = cellBuilder('KEY', kind, readTimeBytes);
  for (const text of texts) {
    const bytes = Buffer.from(`"${text}"`, 'latin1');
    if (text === null) builder.skip();
    else builder.add(bytes, 1, bytes.length - 1);
  }
  return builder.finish(length);
}

function statesOf(column: CellColumn): string[] {
  return Array.from({ length: column.length }, (_, row) => stateAt(column, row));
}

function realOf(text: string): number {
  const bytes = Buffer.from(text);
  return readReal(bytes, 0, bytes.length);
}

const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });
const sign = fc.constantFrom('', '-', '+');
const exponent = fc.oneof(
  fc.constant(''),
  fc.tuple(fc.constantFrom('e', 'E'), sign, digits(1, 3)).map((parts) => parts.join('')),
);
const decimal = fc.oneof(
  fc.tuple(sign, digits(1, 22), fc.constantFrom('', '.'), exponent).map((parts) => parts.join('')),
  fc.tuple(sign, digits(0, 18), fc.constant('.'), digits(1, 22), exponent).map((parts) => parts.join('')),
);

describe('real numbers', () => {
  it('equal Number(text), bit for bit, whatever the number of digits', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        expect(realOf(text)).toBe(Number(text));
      }),
      { numRuns: 20_000 },
    );
  });

  it('come back from the shortest text of any double, and from the text of printf', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 20 }), (value, places) => {
        expect(realOf(String(value))).toBe(Number(String(value)));
        const printed = value.toExponential(places);
        expect(realOf(printed)).toBe(Number(printed));
        expect(realOf(` ${value} `)).toBe(Number(String(value)));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['inf', Number.POSITIVE_INFINITY],
    ['-inf', Number.NEGATIVE_INFINITY],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['0x10', 16],
    ['-0', -0],
    ['1e999', Number.POSITIVE_INFINITY],
    ['.5', 0.5],
    ['5.', 5],
    ['', Number.NaN],
    ['.', Number.NaN],
    ['-', Number.NaN],
    ['1e', Number.NaN],
    ['1 2', Number.NaN],
    ['1.2.3', Number.NaN],
    ['12abc', Number.NaN],
    ['0b1', Number.NaN],
  ])('%j is %d', (text, value) => {
    expect(realOf(text)).toBe(value);
  });
});

describe('columns', () => {
  it('missing, not a number, a broken link and what cannot be read are four things', () => {
    const texts = [
      '1.5',
      'MISSING',
      'nan',
      '-NaN',
      'Invalid_Link',
      'BadSegLink',
      'Invalid KeyLink',
      'twelve',
      '',
      null,
    ];
    const column = columnOf('real', texts);
    expect(statesOf(column)).toEqual([
      'ok',
      'missing',
      'ok',
      'ok',
      'invalid-link',
      'invalid-link',
      'invalid-key',
      'unparsable',
      'unparsable',
      'absent',
    ]);
    expect(column).toMatchObject({ values: Float64Array.from(texts, (text) => (text === '1.5' ? 1.5 : Number.NaN)) });
    expect([...column.raw]).toEqual([
      [7, 'twelve'],
      [8, ''],
    ]);
  });

  it('integers keep the sign of the database when they come as hexadecimal digits', () => {
    const texts = ['0x00000000', '0x80000000', '0xC0000000', '0xffffffff', 'MISSING', '0x1ffffffff', '0xzz', '0x'];
    const column = columnOf('integer', texts);
    expect(column).toMatchObject({
      hex: true,
      values: Int32Array.of(0, -0x80000000, -0x40000000, -1, 0, 0, 0, 0),
    });
    expect(statesOf(column)).toEqual([...Array(4).fill('ok'), 'missing', ...Array(3).fill('unparsable')]);
  });

  it('integers beyond 32 bits, and other texts, are told apart from 0', () => {
    const column = columnOf('integer', [
      '0',
      '2147483647',
      '-2147483648',
      '2147483648',
      '1.5',
      'x',
      '+7',
      '1'.repeat(20),
    ]);
    expect(column).toMatchObject({
      hex: false,
      values: Int32Array.of(0, 2147483647, -2147483648, 0, 0, 0, 7, 0),
      raw: new Map([
        [3, '2147483648'],
        [4, '1.5'],
        [5, 'x'],
        [7, '1'.repeat(20)],
      ]),
    });
  });

  it('64-bit integers are exact', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (values) => {
        const column = columnOf(
          'longlong',
          values.map((value) => String(value)),
        );
        expect(column).toMatchObject({ values: BigInt64Array.from(values), states: null });
      }),
    );
    const odd = columnOf('longlong', [
      '9223372036854775808',
      '0x8000000000000000',
      '0XFFFFFFFFFFFFFFFF',
      '1e3',
      'MISSING',
    ]);
    expect(statesOf(odd)).toEqual(['unparsable', 'ok', 'ok', 'unparsable', 'missing']);
    expect(odd).toMatchObject({ values: BigInt64Array.of(0n, -(2n ** 63n), -1n, 0n, 0n) });
  });

  it('times: Julian day 0 is missing, what is no time is unparsable', () => {
    const column = columnOf('time', ['1977.01.01_00:00:01_TAI', '-4712.01.01_11:59:28_TAI', 'MISSING', 'yesterday']);
    expect(column).toMatchObject({ values: Float64Array.of(1, Number.NaN, Number.NaN, Number.NaN) });
    expect(statesOf(column)).toEqual(['ok', 'missing', 'missing', 'unparsable']);
  });

  it('texts of any bytes', () => {
    const anyText = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const column = columnOf('text', texts);
        if (column.kind !== 'text') throw new Error('not a column of texts');
        for (const [row, text] of texts.entries())
          if (stateAt(column, row) === 'ok') expect(textAt(column, row)).toBe(text);
      }),
    );
    expect(statesOf(columnOf('text', ['', 'MISSING', 'MISSING ', 'Missing', 'NoDataDirectory', null]))).toEqual([
      'ok',
      'missing',
      'ok',
      'ok',
      'offline',
      'absent',
    ]);
  });

  it.each<ColumnKind>(['integer', 'longlong', 'real', 'time', 'text'])(
    '%s: long ones, shorter than the table',
    (kind) => {
      const text = kind === 'time' ? '1977.01.01_00:00:07_TAI' : '7';
      const column = columnOf(kind, Array(9000).fill(text), 9003);
      expect(column.length).toBe(9003);
      expect(statesOf(column).slice(8999)).toEqual(['ok', 'absent', 'absent', 'absent']);
      if (column.kind === 'text') expect([textAt(column, 8999), textAt(column, 9002)]).toEqual(['7', '']);
      else expect(Number(column.values[8999])).toBe(7);
    },
  );

  it('keeps a thousand texts that could not be read, and marks all', () => {
    const column = columnOf('real', Array(3000).fill('odd'));
    expect(column.raw.size).toBe(1000);
    expect(new Set(statesOf(column))).toEqual(new Set(['unparsable']));
  });
});
