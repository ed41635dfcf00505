import { cardBytes } from './card.ts';

/** undefined: a card without a value. */
export type WrittenValue = string | number | bigint | boolean | undefined;

export interface WrittenCard {
  name: string;
  value: WrittenValue;
  comment: string;
  /** A number that is written with a point or an exponent even when it is whole. */
  isReal?: boolean;
}

/** Characters of a text on one card, between its quotes. */
const mostText = 68;

/** The lines of 80 characters that stand for a card; long texts go on in CONTINUE cards. */
export function cardLines({ name, value, comment, isReal = false }: WrittenCard): string[] {
  if (name === 'COMMENT' || name === 'HISTORY') return commentLines(name, String(value ?? ''));
  const start = `${name.padEnd(8)}= `;
  if (typeof value === 'string') return textLines(start, ascii(value), ascii(comment));
  return [withComment(start + plainValue(value, isReal).padStart(20), ascii(comment))];
}

function commentLines(name: string, text: string): string[] {
  const width = cardBytes - 8;
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .flatMap((line) => pieces(ascii(line), width))
    .map((piece) => `${name.padEnd(8)}${piece}`.padEnd(cardBytes));
}

function textLines(start: string, text: string, comment: string): string[] {
  const quoted = text.replaceAll("'", "''");
  if (quoted.length <= mostText) return [withComment(`${start}${`'${quoted.padEnd(8)}'`.padEnd(20)}`, comment)];
  // A doubled quote must not be torn, and the last character of a piece says that it goes on.
  const parts = quoted.match(/(?:''|[^']){1,33}/g) ?? [];
  const lines = parts.map(
    (part, index) => `${index === 0 ? start : 'CONTINUE  '}'${part}${index < parts.length - 1 ? '&' : ''}'`,
  );
  return lines.map((line, index) => (index === lines.length - 1 ? withComment(line, comment) : line.padEnd(cardBytes)));
}

/** What does not fit of a comment is left out; it is no data. */
function withComment(line: string, comment: string): string {
  return (comment === '' ? line : `${line} / ${comment}`).slice(0, cardBytes).padEnd(cardBytes);
}

function plainValue(value: Exclude<WrittenValue, string>, isReal: boolean): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  // A header has no words for numbers that are none: the card stays without a value.
  if (typeof value === 'number' && !Number.isFinite(value)) return '';
  const text = String(value).toUpperCase();
  return isReal && !/[.E]/.test(text) ? `${text}.0` : text;
}

function ascii(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}

function pieces(text: string, width: number): string[] {
  return Array.from({ length: Math.ceil(text.length / width) }, (_, index) =>
    text.slice(index * width, (index + 1) * width),
  );
}
