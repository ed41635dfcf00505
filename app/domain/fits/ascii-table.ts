import type { TableRows } from './binary-table.ts';
import { type FitsFile, type Hdu, readData } from './fits-file.ts';
import { latin1 } from './header.ts';
import type { TableCell } from './table-cells.ts';

interface AsciiColumn {
  name: string;
  form: string;
  code: 'A' | 'I' | 'F' | 'E' | 'D';
  /** Characters within a row. */
  from: number;
  width: number;
  decimals: number;
  unit: string | null;
  scale: number;
  zero: number;
  missing: string | null;
}

const form = /^\s*([AIFED])(\d+)(?:\.(\d+))?/;

/** Reads some rows of a table of text; see `readBinaryRows`. */
export async function readAsciiRows(file: FitsFile, hdu: Hdu, from: number, count: number): Promise<TableRows> {
  const [rowBytes = 0, rows = 0] = hdu.axes;
  const columns = asciiColumns(hdu);
  const wanted = Math.max(0, Math.min(count, rows - from));
  const text = latin1(await readData(file, hdu, Math.min(from, rows) * rowBytes, wanted * rowBytes));
  const cells = columns.map((column) =>
    Array.from({ length: wanted }, (_, row) => {
      const start = row * rowBytes + column.from;
      return readField(column, text.slice(start, start + column.width));
    }),
  );
  return { columns: columns.map(({ name, unit, form: written }) => ({ name, unit, form: written })), cells };
}

function asciiColumns({ header, axes }: Hdu): AsciiColumn[] {
  return Array.from({ length: header.count('TFIELDS') }, (_, index) => {
    const number = index + 1;
    const written = header.text(`TFORM${number}`) ?? '';
    const [, code, width, decimals] = form.exec(written) ?? [];
    if (code === undefined || width === undefined)
      throw header.wrong(`TFORM${number} '${written}' is no form of a text column.`, `TFORM${number}`);
    const from = header.count(`TBCOL${number}`, 1) - 1;
    if (from + Number(width) > (axes[0] ?? 0))
      throw header.wrong(`column ${number} ends behind the row of ${axes[0]} characters.`, `TBCOL${number}`);
    return {
      name: header.text(`TTYPE${number}`) || `column ${number}`,
      form: written,
      // The pattern allows these letters only.
      code: code as AsciiColumn['code'],
      ...{ from, width: Number(width), decimals: Number(decimals ?? 0) },
      unit: header.text(`TUNIT${number}`) || null,
      scale: header.number(`TSCAL${number}`) ?? 1,
      zero: header.number(`TZERO${number}`) ?? 0,
      missing: header.text(`TNULL${number}`)?.trim() ?? null,
    };
  });
}

function readField({ code, decimals, scale, zero, missing }: AsciiColumn, field: string): TableCell {
  const text = field.trim();
  if (missing !== null && text === missing) return null;
  if (code === 'A') return field.trimEnd();
  // An empty field of a number is zero by the standard.
  if (text === '') return zero;
  if (code === 'I' && /^[+-]?\d+$/.test(text)) {
    const whole = Number(text);
    if (!Number.isSafeInteger(whole) && scale === 1 && zero === 0) return BigInt(text);
    return zero + scale * whole;
  }
  const value = Number(text.replace(/d/i, 'E'));
  if (Number.isNaN(value)) return text;
  // Without a point the last digits are decimals.
  const shifted = /[.]/.test(text) || code === 'I' ? value : value / 10 ** decimals;
  return zero + scale * shifted;
}
