import { cellTextOf } from './cell-text.ts';
import { fieldsOf, lineTexts } from './fields.ts';
import type { FileTable } from './file-table.ts';

/**
 * Comma-separated values with one line of names, for people and their spreadsheets. A missing cell is empty and an
 * empty text is `""`. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers never do.
 */
export async function* csvTexts(table: FileTable): AsyncGenerator<string> {
  const fields = fieldsOf(table, cellTextOf);
  const writers = fields.map(({ kind }) => {
    if (kind === 'text') return safeField;
    return kind === 'flag' ? flagWord : quotedField;
  });
  yield `${fields.map(({ name }) => safeField(name)).join(',')}\n`;
  yield* lineTexts(table, fields, (cells) => {
    const written = cells.map((cell, place) => (cell === null ? '' : (writers[place]?.(cell) ?? cell)));
    return `${written.join(',')}\n`;
  });
}

function flagWord(text: string): string {
  return text === '0' ? 'false' : 'true';
}

function safeField(text: string): string {
  const isNumber = /^[-+]?\d+(\.\d*)?(e[-+]?\d+)?$/i.test(text);
  return quotedField(/^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text);
}

/** In quotation marks where it could be read otherwise without. */
export function quotedField(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
