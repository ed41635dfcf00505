import { describe, expect, test } from 'vitest';
import { columnOf } from '../../testing/column-tables.ts';
import type { ColumnKind, PageColumn, StoredColumn } from '../columns.ts';
import { csvTexts } from './csv.ts';
import { columnsYaml, ecsvTexts } from './ecsv.ts';
import type { FileTable, TableTexts } from './file-table.ts';
import { jsonTexts } from './json.ts';
import { votableTexts } from './votable.ts';

type Cell = number | bigint | string | null;

interface Given extends Partial<StoredColumn> {
  name: string;
  kind: ColumnKind;
  cells: readonly Cell[];
  raw?: PageColumn['raw'];
  states?: Uint8Array;
}

/** A table of batches of two rows. */
function tableOf(given: readonly Given[], about = {}): FileTable {
  const rows = given[0]?.cells.length ?? 0;
  const columns = given.map(({ cells: _, raw, states, ...facts }): StoredColumn => {
    const { label, unit, note, timeScale } = columnOf({ name: facts.name, kind: 'real', values: new Float64Array() });
    const beside = {
      stateFileName: states === undefined ? null : `${facts.name}.state`,
      rawFileName: raw === undefined ? null : `${facts.name}.text`,
    };
    return { label, unit, note, timeScale, fileName: facts.name, ...beside, ...facts };
  });
  return {
    columns,
    rows,
    stateNames: ['ok', 'missing', 'invalid-link', 'unparsable'],
    about,
    async *batches(places) {
      for (let from = 0; from < rows; from += 2) yield places.flatMap((place) => batchOf(given[place], from));
    },
  };
}

function batchOf(given: Given | undefined, from: number): PageColumn[] {
  if (given === undefined) return [];
  const cells = given.cells.slice(from, from + 2);
  const raw = new Map([...(given.raw ?? [])].map(([row, text]) => [row - from, text]));
  const states = given.states?.slice(from, from + 2) ?? Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0));
  // The kind says what the cells are.
  return [{ name: given.name, kind: given.kind, values: cells.map((cell) => cell ?? 0), states, raw } as never];
}

async function written(texts: TableTexts, table: FileTable): Promise<string> {
  let all = '';
  for await (const text of texts(table)) all += text;
  return all;
}

const sun = tableOf(
  [
    {
      name: 'T_REC',
      kind: 'time',
      cells: [1_238_544_000, 1_238_544_045.5, null],
      timeScale: 'TAI',
      timePrecision: 0,
      note: 'Nominal time',
    },
    { name: 'DATE', kind: 'time', cells: [1_238_544_000.25, 0, 1], timeScale: 'UTC', timeStyle: 'iso' },
    { name: 'B', kind: 'real', cells: [0.1, Number.NaN, Number.NEGATIVE_INFINITY], unit: 'Gauss' },
    { name: 'QUALITY', kind: 'integer', cells: [-2_147_483_648, 0, null], hex: true },
    { name: 'sunum', kind: 'longlong', cells: [2n ** 62n, -1n, null] },
    { name: 'ok', kind: 'flag', cells: [1, 0, null] },
    {
      name: 'note <&"',
      kind: 'text',
      cells: ['=1+1', 'a,"b"\n', ''],
      note: 'Text & "more"\nβ',
    },
    {
      name: 'x',
      kind: 'real',
      cells: [1, null, null],
      states: Uint8Array.of(0, 2, 3),
      raw: new Map([[2, '12abc']]),
    },
  ],
  { recordSet: 'hmi.v_45s[$]', asOfUtc: '2026-01-01T00:00:00.000Z', rows: 3 },
);

describe('CSV', () => {
  test('has times as the series writes them, decimal numbers, and no formula', async () => {
    expect(await written(csvTexts, sun)).toBe(
      [
        'T_REC,DATE,B,QUALITY,sunum,ok,"note <&""",x,x.state,x.text',
        "2016.04.01_00:00:00_TAI,2016-03-31T23:59:24.250Z,0.1,-2147483648,4611686018427387904,true,'=1+1,1,,",
        '2016.04.01_00:00:46_TAI,1976-12-31T23:59:45Z,NaN,0,-1,false,"a,""b""\n",,invalid-link,',
        ',1976-12-31T23:59:46Z,-Infinity,,,,"",,unparsable,12abc',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['=1', "'=1"],
    ['+1', '+1'],
    ['-1.5e3', '-1.5e3'],
    ['-1+2', "'-1+2"],
    ['@x', "'@x"],
    ['\t=1', "'\t=1"],
    [' "', '" """'],
    ['a\r', '"a\r"'],
  ])('writes the text %j as %j', async (text, field) => {
    expect(await written(csvTexts, tableOf([{ name: 'a', kind: 'text', cells: [text] }]))).toBe(`a\n${field}\n`);
  });

  test('keeps apart what is empty and what is missing', async () => {
    const table = tableOf([
      { name: '=a', kind: 'text', cells: ['', null] },
      { name: 'b', kind: 'real', cells: [-0, null] },
    ]);
    expect(await written(csvTexts, table)).toBe('\'=a,b\n"",-0\n,\n');
  });
});

describe('JSON', () => {
  test('names units and says what a cell without a value is', async () => {
    const { count, about, columns } = JSON.parse(await written(jsonTexts, sun)) as {
      count: number;
      about: unknown;
      columns: { name: string; unit: string | null; timeScale: string | null; values: unknown[]; odd?: unknown }[];
    };
    expect(count).toBe(3);
    expect(about).toEqual(sun.about);
    const by = (name: string): unknown => columns.find((column) => column.name === name)?.values;
    expect(by('T_REC')).toEqual(['2016.04.01_00:00:00_TAI', '2016.04.01_00:00:46_TAI', null]);
    expect(by('B')).toEqual([0.1, 'NaN', '-Infinity']);
    expect(by('QUALITY')).toEqual([-2_147_483_648, 0, null]);
    expect(by('sunum')).toEqual(['4611686018427387904', '-1', null]);
    expect(by('ok')).toEqual([true, false, null]);
    expect(by('note <&"')).toEqual(['=1+1', 'a,"b"\n', '']);
    expect(columns.map(({ unit, timeScale }) => unit ?? timeScale)).toEqual([
      'TAI',
      'UTC',
      'Gauss',
      ...[null, null, null, null, null],
    ]);
    expect(columns.at(-1)?.odd).toEqual([
      { row: 1, state: 'invalid-link' },
      { row: 2, state: 'unparsable', text: '12abc' },
    ]);
  });

  test('of no rows is whole', async () => {
    const table = tableOf([{ name: 'a', kind: 'real', cells: [] }]);
    expect(JSON.parse(await written(jsonTexts, table))).toMatchObject({ count: 0, columns: [{ values: [] }] });
  });
});

describe('ECSV', () => {
  test('has a head for astropy, ISO times, and the scale at the column', async () => {
    expect(await written(ecsvTexts, sun)).toBe(
      [
        '# %ECSV 1.0',
        '# ---',
        "# delimiter: ','",
        '# datatype:',
        '# - {name: "T_REC", datatype: string, description: "Nominal time", meta: {timescale: TAI}}',
        '# - {name: "DATE", datatype: string, meta: {timescale: UTC}}',
        '# - {name: "B", unit: "Gauss", datatype: float64}',
        '# - {name: "QUALITY", datatype: int32}',
        '# - {name: "sunum", datatype: int64}',
        '# - {name: "ok", datatype: bool}',
        '# - {name: "note <&\\"", datatype: string, description: "Text & \\"more\\"\\n\\u03b2"}',
        '# - {name: "x", datatype: float64}',
        '# - {name: "x.state", datatype: string, description: "What the cells without a value are in x"}',
        '# - {name: "x.text", datatype: string, description: "Original texts of cells that cannot be read in x"}',
        '# meta: {"recordSet": "hmi.v_45s[$]", "asOfUtc": "2026-01-01T00:00:00.000Z", "rows": 3}',
        '# schema: astropy-2.0',
        'T_REC,DATE,B,QUALITY,sunum,ok,"note <&""",x,x.state,x.text',
        '2016-04-01T00:00:00,2016-03-31T23:59:24.250,0.1,-2147483648,4611686018427387904,True,=1+1,1,,',
        '2016-04-01T00:00:46,1976-12-31T23:59:45,NaN,0,-1,False,"a,""b""\n",,invalid-link,',
        ',1976-12-31T23:59:46,-Infinity,,,,"",,unparsable,12abc',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['#1', '"#1"'],
    [' a ', '" a "'],
    [null, '""'],
  ])('writes %j so that it is neither a remark nor an empty line: %s', async (cell, line) => {
    const lines = (await written(ecsvTexts, tableOf([{ name: 'a', kind: 'text', cells: [cell] }]))).split('\n');
    expect(lines.at(-2)).toBe(line);
  });

  test('describes the columns of a Parquet file, where times are seconds', () => {
    expect(columnsYaml(sun.columns.slice(0, 3), { filter: ['a', null] }).split('\n')).toEqual([
      'datatype:',
      '- {name: "T_REC", unit: "s", datatype: float64, description: "Nominal time", meta: {timescale: TAI, epoch: "1977-01-01T00:00:00", shown: TAI}}',
      '- {name: "DATE", unit: "s", datatype: float64, meta: {timescale: TAI, epoch: "1977-01-01T00:00:00", shown: UTC}}',
      '- {name: "B", unit: "Gauss", datatype: float64}',
      'meta: {"filter": ["a", null]}',
    ]);
  });
});

describe('VOTable', () => {
  test('has fields with units and systems of time, and escapes what XML would read', async () => {
    const text = await written(votableTexts, sun);
    expect(text.split('\n').slice(3, 9)).toEqual([
      '<INFO name="recordSet" value="hmi.v_45s[$]"/>',
      '<INFO name="asOfUtc" value="2026-01-01T00:00:00.000Z"/>',
      '<INFO name="rows" value="3"/>',
      '<TIMESYS ID="time_tai" timescale="TAI" refposition="UNKNOWN"/>',
      '<TIMESYS ID="time_utc" timescale="UTC" refposition="UNKNOWN"/>',
      '<TABLE nrows="3">',
    ]);
    expect(text).toContain(
      '<FIELD name="T_REC" datatype="char" arraysize="*" xtype="timestamp" ref="time_tai"><DESCRIPTION>Nominal time</DESCRIPTION></FIELD>',
    );
    expect(text).toContain('<FIELD name="B" datatype="double" unit="Gauss"/>');
    expect(text).toContain(
      '<FIELD name="note &lt;&amp;&quot;" datatype="unicodeChar" arraysize="*"><DESCRIPTION>Text &amp; "more"\nβ</DESCRIPTION></FIELD>',
    );
    expect(text).toContain(
      '<TR><TD>2016-04-01T00:00:00</TD><TD>2016-03-31T23:59:24.250</TD><TD>0.1</TD><TD>-2147483648</TD><TD>4611686018427387904</TD><TD>true</TD><TD>=1+1</TD><TD>1</TD><TD/><TD/></TR>',
    );
    expect(text).toContain('<TR><TD/><TD>1976-12-31T23:59:46</TD><TD>-Inf</TD><TD/><TD/><TD/><TD></TD><TD/>');
  });

  test('has a sign in the place of what XML cannot hold', async () => {
    const table = tableOf([{ name: 'a', kind: 'text', cells: ['\u0001<\ud800\r'] }], { note: 'a\nb' });
    const text = await written(votableTexts, table);
    expect(text).toContain('<TD>\ufffd&lt;\ufffd&#13;</TD>');
    expect(text).toContain('value="a&#10;b"');
  });
});
