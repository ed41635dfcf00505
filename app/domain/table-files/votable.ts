import type { AboutValue, ColumnKind } from '../columns.ts';
import { isoCellTextOf, timeScaleOf } from './cell-text.ts';
import { type Field, fieldsOf, lineTexts } from './fields.ts';
import type { FileTable } from './file-table.ts';

const dataTypes: Readonly<Record<ColumnKind, string>> = {
  integer: 'datatype="int"',
  longlong: 'datatype="long"',
  real: 'datatype="double"',
  flag: 'datatype="boolean"',
  time: 'datatype="char" arraysize="*" xtype="timestamp"',
  text: 'datatype="unicodeChar" arraysize="*"',
};

/**
 * VOTable 1.4 with its data as text. A missing cell is empty, which the format cannot tell from an empty text; times
 * are in ISO 8601 and refer to the system of their scale.
 */
export async function* votableTexts(table: FileTable): AsyncGenerator<string> {
  const fields = fieldsOf(table, isoCellTextOf);
  const scales = new Set(fields.flatMap(({ time }) => (time === null ? [] : [timeScaleOf(time)])));
  const head = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">',
    '<RESOURCE type="results">',
    ...Object.entries(table.about).map(
      ([name, value]) => `<INFO name="${attribute(name)}" value="${attribute(aboutText(value))}"/>`,
    ),
    ...[...scales].map((scale) => `<TIMESYS ID="${systemId(scale)}" timescale="${scale}" refposition="UNKNOWN"/>`),
    `<TABLE nrows="${table.rows}">`,
    ...fields.map(fieldElement),
    '<DATA>',
    '<TABLEDATA>',
  ];
  yield `${head.join('\n')}\n`;
  const writers = fields.map(({ kind }) => cellWriters[kind]);
  yield* lineTexts(table, fields, (cells) => {
    let line = '<TR>';
    for (const [place, cell] of cells.entries())
      line += cell === null ? '<TD/>' : `<TD>${writers[place]?.(cell) ?? cell}</TD>`;
    return `${line}</TR>\n`;
  });
  yield '</TABLEDATA>\n</DATA>\n</TABLE>\n</RESOURCE>\n</VOTABLE>\n';
}

function aboutText(value: AboutValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function systemId(scale: string): string {
  return `time_${scale.toLowerCase()}`;
}

function fieldElement({ name, kind, unit, note, time }: Field): string {
  const attributes = [
    `name="${attribute(name)}"`,
    dataTypes[kind],
    ...(unit === null ? [] : [`unit="${attribute(unit)}"`]),
    ...(time === null ? [] : [`ref="${systemId(timeScaleOf(time))}"`]),
  ].join(' ');
  return note === null || note === ''
    ? `<FIELD ${attributes}/>`
    : `<FIELD ${attributes}><DESCRIPTION>${content(note)}</DESCRIPTION></FIELD>`;
}

const asItIs = (text: string): string => text;
const cellWriters: Readonly<Record<ColumnKind, (text: string) => string>> = {
  integer: asItIs,
  longlong: asItIs,
  time: asItIs,
  text: content,
  flag: (text) => (text === '0' ? 'false' : 'true'),
  // The format's own words for the infinities.
  real: (text) => text.replace(/^(-?)Infinity$/, (_, sign) => `${sign || '+'}Inf`),
};

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Line breaks and tabs of an attribute would be read as blanks. */
function attribute(text: string): string {
  return allowed(text).replace(/[&<>"\t\n\r]/g, (sign) => references[sign] ?? sign);
}

function content(text: string): string {
  return allowed(text).replace(/[&<>\r]/g, (sign) => references[sign] ?? sign);
}

/** XML has no way to write control characters; the sign for what cannot be shown takes their place. */
function allowed(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
