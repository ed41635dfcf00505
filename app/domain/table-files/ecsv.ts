import type { AboutValue, ColumnKind, StoredColumn } from '../columns.ts';
import { isoCellTextOf, timeScaleOf } from './cell-text.ts';
import { quotedField } from './csv.ts';
import { type Field, fieldsOf, lineTexts } from './fields.ts';
import type { FileTable } from './file-table.ts';

const dataTypes: Readonly<Record<ColumnKind, string>> = {
  integer: 'int32',
  longlong: 'int64',
  real: 'float64',
  flag: 'bool',
  time: 'string',
  text: 'string',
};

/**
 * Enhanced Character-Separated Values 1.0, the text format of astropy: a head in YAML, then commas. Times are in
 * ISO 8601, their scale stands in the `meta` of the column. A missing cell is empty and an empty text is `""`, which
 * astropy takes for the same.
 */
export async function* ecsvTexts(table: FileTable): AsyncGenerator<string> {
  const fields = fieldsOf(table, isoCellTextOf);
  const head = [
    '%ECSV 1.0',
    '---',
    "delimiter: ','",
    'datatype:',
    ...fields.map((field) => `- ${columnYaml(field)}`),
    `meta: ${yamlOf(table.about)}`,
    'schema: astropy-2.0',
  ];
  yield `${head.map((line) => `# ${line}\n`).join('')}${fields.map(({ name }) => cellField(name)).join(',')}\n`;
  const isFlag = fields.map(({ kind }) => kind === 'flag');
  yield* lineTexts(table, fields, (cells) => {
    const line = cells
      .map((cell, place) => (cell === null ? '' : cellField(isFlag[place] === true ? flagWord(cell) : cell)))
      .join(',');
    // An empty line would be no row.
    return `${line === '' ? '""' : line}\n`;
  });
}

/**
 * What astropy wants to know of the columns of a Parquet file. Times are numbers there: seconds since
 * 1977.01.01_00:00:00_TAI, whatever the scale in which they are shown.
 */
export function columnsYaml(columns: readonly StoredColumn[], about: AboutValue): string {
  const lines = columns.flatMap((column) => {
    const { fileName, stateFileName, rawFileName, kind, unit, note } = column;
    const beside = [stateFileName, rawFileName].filter((name) => name !== null);
    const facts = { name: fileName, unit, note, type: kind === 'time' ? 'float64' : dataTypes[kind] };
    return [
      factsYaml(kind === 'time' ? { ...facts, unit: 's', meta: epochYaml(column) } : facts),
      ...beside.map((name) => factsYaml({ name, unit: null, note: null, type: 'string' })),
    ];
  });
  return ['datatype:', ...lines.map((line) => `- ${line}`), `meta: ${yamlOf(about)}`].join('\n');
}

function epochYaml(column: StoredColumn): string {
  return `{timescale: TAI, epoch: "1977-01-01T00:00:00", shown: ${timeScaleOf(column)}}`;
}

function columnYaml({ name, kind, unit, note, time }: Field): string {
  const meta = time === null ? {} : { meta: `{timescale: ${timeScaleOf(time)}}` };
  return factsYaml({ name, unit, note, type: dataTypes[kind], ...meta });
}

interface Facts {
  name: string;
  unit: string | null;
  note: string | null;
  type: string;
  /** In YAML. */
  meta?: string;
}

function factsYaml({ name, unit, note, type, meta }: Facts): string {
  const entries = [
    `name: ${yamlText(name)}`,
    ...(unit === null ? [] : [`unit: ${yamlText(unit)}`]),
    `datatype: ${type}`,
    ...(note === null || note === '' ? [] : [`description: ${yamlText(note)}`]),
    ...(meta === undefined ? [] : [`meta: ${meta}`]),
  ];
  return `{${entries.join(', ')}}`;
}

function flagWord(text: string): string {
  return text === '0' ? 'False' : 'True';
}

/** Readers take blanks at the ends of bare cells away, and lines that begin with # for remarks. */
function cellField(text: string): string {
  return /^[\s#]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : quotedField(text);
}

function yamlOf(value: AboutValue): string {
  if (typeof value === 'string') return yamlText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(yamlOf).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${yamlText(key)}: ${yamlOf(item)}`)
    .join(', ')}}`;
}

/** In ASCII, so that the head reads the same whatever encoding a reader takes for granted. */
function yamlText(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(/[^ -~]/gu, (sign) => {
    const code = (sign.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
