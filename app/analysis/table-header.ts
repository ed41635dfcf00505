import { type Heading, splitUnit } from '../domain/heading.ts';
import type { Delimiter } from './table-layout.ts';
import { isKnownUnit } from './units.ts';

/** Lines above the first row in which the names of the columns may stand. */
const linesLookedAt = 6;

/**
 * Names and units of the columns; empty if no line of the header has them. They stand in the last line of the right
 * width, or further up if only there units are known; a line of units may stand below the names.
 */
export function columnHeadings(header: readonly string[], columnCount: number, delimiter: Delimiter): Heading[] {
  const lines = header.filter((line) => line.trim() !== '').slice(-linesLookedAt);
  const rows = lines.map((line) => splitHeading(line, columnCount, delimiter)).toReversed();
  const readings = rows.flatMap((cells, index) => (cells === undefined ? [] : [readHeadings(cells, rows[index + 1])]));
  return (
    readings.find((headings) => headings.some(({ unit }) => unit !== null && isKnownUnit(unit))) ?? readings[0] ?? []
  );
}

function readHeadings(cells: readonly string[], above: readonly string[] | undefined): Heading[] {
  const units = cells.map((cell) => cell.replace(/^[([]|[)\]]$/g, ''));
  // A unit like S/cm would else be taken for a name with a unit.
  if (above !== undefined && units.every((unit) => unit === '' || unit === '-' || isKnownUnit(unit))) {
    return above.map((name, index) => ({ name: splitUnit(name).name, unit: units[index] || null }));
  }
  return cells.map(splitUnit);
}

/** The cells of a line if there are as many as columns, at the table's own delimiter or at another one. */
function splitHeading(line: string, columnCount: number, delimiter: Delimiter): string[] | undefined {
  const marks = [delimiter, '\t', ';', ',', '|'].filter((mark) => mark !== ' ');
  const ways = [
    ...marks.map((mark) => line.split(mark)),
    line.trim().split(/\s{2,}|\t/),
    line.trim().split(/\s+/),
    // A unit in brackets belongs to the word before it.
    line.match(/[^\s([]+(?:\s*[([][^)\]]*[)\]]+)?/g) ?? [],
  ];
  for (const way of ways) {
    const cells = way.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (cells.at(-1) === '') cells.pop();
    if (cells.length === columnCount) return cells;
  }
  return undefined;
}

/** "key: value" and "key = value" of the header; keys in lower case. */
export function headerFields(header: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of header) {
    const [, key, value] = /^\s*([^:=;\t]{1,60}?)\s*[:=;\t]\s*(.+)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key.toLowerCase(), value.trim());
  }
  return fields;
}
