import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RawTable, readDelimited } from './raw-file.ts';

const encoder = new TextEncoder();

function read(text: string): RawTable {
  const table = readDelimited(encoder.encode(text));
  if (!table.ok) throw new Error(table.message);
  return table;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe('raw data files', () => {
  test.each([
    [
      'tabs and comments',
      '# sample: x\n# T/K\tsigma/(S/cm)\n300\t1e-6\n310\t2e-6\n320\t3e-6\n',
      ['T|K', 'sigma|S/cm'],
      '\t',
    ],
    [
      'semicolons, brackets',
      'Temperature (°C);Conductivity [S/m]\r\n20;1E-4\r\n30;2E-4\r\n40;3E-4\r\n',
      ['Temperature|°C', 'Conductivity|S/m'],
      ';',
    ],
    ['a line of units', 'T  sigma\nK  S/cm\n300  1\n310  2\n320  3\n', ['T|K', 'sigma|S/cm'], ' '],
    [
      'commas in an old file',
      '; temperature (K), current (A)\n300, 1.0E-9\n310, 2.0E-9\n320, 3.0E-9\n',
      ['temperature|K', 'current|A'],
      ',',
    ],
    ['decimal commas', 'T/K;s/(S/cm)\n300,5;1,5e-6\n310,5;2,5e-6\n320,5;3,5e-6\n', ['T|K', 's|S/cm'], ';'],
    ['no header', '300 1\n310 2\n320 3\n', ['column 1|null', 'column 2|null'], ' '],
    ['a separator below the names', 'T/K\ts/(S/cm)\n-----\n300\t1\n310\t2\n320\t3\n', ['T|K', 's|S/cm'], '\t'],
    ['units in brackets between blanks', '# T (K) sigma (S / cm)\n300 1\n310 2\n320 3\n', ['T|K', 'sigma|S / cm'], ' '],
    ['old Mac lines', 'T/K\ts/(S/cm)\r300\t1\r310\t2\r320\t3\r', ['T|K', 's|S/cm'], '\t'],
  ])('%s', (_name, text, headings, delimiter) => {
    const table = read(text);
    expect(table.columns.map(({ name, unit }) => `${name}|${unit}`)).toEqual(headings);
    expect(table).toMatchObject({ rows: 3, delimiter, firstBad: null });
  });

  test('decimal commas give the right values', () => {
    expect([...(read('300,5;1,5e-6\n310,5;2,5e-6\n320,5;3,5e-6\n').columns[1]?.values ?? [])]).toEqual([
      1.5e-6, 2.5e-6, 3.5e-6,
    ]);
  });

  test('Latin-1, UTF-16 and a byte order mark', () => {
    const text = 'T [°C]\tx [µA]\n1\t2\n3\t4\n5\t6\n';
    const expected = { columns: [{ unit: '°C' }, { unit: 'µA' }] };
    expect(readDelimited(latin1(text))).toMatchObject({ ...expected, encoding: 'latin-1' });
    expect(readDelimited(encoder.encode(`\ufeff${text}`))).toMatchObject({ ...expected, encoding: 'utf-8' });
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...[...text].flatMap((character) => [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8]),
    ]);
    expect(readDelimited(utf16)).toMatchObject({ ...expected, encoding: 'utf-16' });
  });

  test('missing values in all their spellings are NaN and counted', () => {
    const table = read('a,b\n1,NaN\n2,\n3,n.a.\n4,--\n5,5\n');
    expect(table.columns[1]?.missing).toBe(4);
    expect([...(table.columns[1]?.values ?? [])]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 5]);
  });

  test('a bad line is left out and named by its number; the rest is read', () => {
    expect(read('T s\n1 2\n3 4\n5 6\n@@ ?? --\n7 8\n9\n')).toMatchObject({
      rows: 4,
      badLines: 2,
      firstBad: { line: 5, reason: 'is not a row of numbers' },
    });
  });

  test('columns of dates are left out and named', () => {
    const text =
      'Time;T/K;s/(S/cm)\n2026-11-21 12:00:01;300,5;1e-6\n2026-11-21 12:00:02;310,5;2e-6\n12:00;320,5;3e-6\n';
    const table = read(text);
    expect(table).toMatchObject({ rows: 3, textColumns: ['Time'], firstBad: null });
    expect(table.columns.map(({ name }) => name)).toEqual(['T', 's']);
    expect([...(table.columns[0]?.values ?? [])]).toEqual([300.5, 310.5, 320.5]);
  });

  test('an empty cell at the end of a line is none, a number too many is told', () => {
    expect(read('1;2;\n3;4;\n5;6;\n')).toMatchObject({ rows: 3, badLines: 0 });
    expect(read('1;2\n3;4\n5;6\n7;8;\n9;10;11\n')).toMatchObject({
      rows: 4,
      badLines: 1,
      firstBad: { line: 5, reason: 'has 3 instead of 2 columns' },
    });
  });

  test('numbers in every spelling', () => {
    const spelled = [
      '1',
      '+2.50',
      '-.5',
      '3.',
      '1D-3',
      '2.5d+2',
      '1E400',
      '1.234567890123456000e-01',
      '-inf',
      '"7"',
      '1e-320',
    ];
    const table = read(spelled.map((cell) => `${cell}\t0`).join('\n'));
    const expected = [1, 2.5, -0.5, 3, 1e-3, 250, Infinity, 0.1234567890123456, -Infinity, 7, 1e-320];
    expect(table.badLines).toBe(0);
    for (const [row, value] of expected.entries()) {
      const found = table.columns[0]?.values[row] ?? Number.NaN;
      expect(Object.is(found, value) || Math.abs(found - value) <= 1e-15 * Math.abs(value) + 5e-324).toBe(true);
    }
  });

  test.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['a picture', Uint8Array.from({ length: 300 }, (_, index) => (index * 7) % 256), 'binary'],
    ['prose', encoder.encode('Dear colleague,\nthe file is lost.\n'), 'no-table'],
    ['a header alone', encoder.encode('# T/K\tsigma/(S/cm)\n'), 'no-table'],
  ])('%s is refused with a reason', (_name, bytes, code) => {
    expect(readDelimited(bytes)).toMatchObject({ ok: false, code });
  });

  test('any table in any style reads back as it was written', () => {
    const value = fc.oneof(
      // Below the smallest normal number a double has fewer digits than the text.
      fc
        .double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 })
        .filter((one) => one === 0 || Math.abs(one) > 1e-300),
      fc.integer({ min: -1000, max: 1000 }),
      fc.constant(Number.NaN),
    );
    const style = fc.record({
      delimiter: fc.constantFrom('\t', ';', '|', '  '),
      comma: fc.boolean(),
      ending: fc.constantFrom('\n', '\r\n', '\r'),
      header: fc.constantFrom('', '# made by hand', 'T/K'),
    });
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), value, value), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(rows, style, (table, { delimiter, comma, ending, header }) => {
        const cell = (one: number): string =>
          Number.isNaN(one) ? 'NaN' : comma ? String(one).replace('.', ',') : String(one);
        const lines = table.map((row) => row.map(cell).join(delimiter));
        const back = read([...(header === '' ? [] : [header]), ...lines, ''].join(ending));
        expect(back.rows).toBe(table.length);
        for (const [column, { values }] of back.columns.entries()) {
          for (const [row, read] of values.entries()) {
            const written = table[row]?.[column] ?? 0;
            if (Number.isNaN(written)) expect(read).toBeNaN();
            else expect(Math.abs(read - written)).toBeLessThanOrEqual(1e-15 * Math.abs(written));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
