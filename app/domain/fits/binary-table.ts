import { readDescriptor } from './descriptors.ts';
import { FitsError } from './fits-error.ts';
import { type FitsFile, type Hdu, readData } from './fits-file.ts';
import { readCell, type TableCell } from './table-cells.ts';
import { binaryColumns, type TableColumn } from './table-columns.ts';

/** Rows of a table by columns. */
export interface TableRows {
  columns: { name: string; unit: string | null; form: string }[];
  /** One list per column. */
  cells: TableCell[][];
}

/** A cell beyond that is shown cut by nobody; it is refused. */
const mostCellElements = 1_000_000;

/**
 * Reads some rows of a binary table, and of the heap only what they point to.
 * @param from first row, from 0 on; rows behind the last one are left out
 */
export async function readBinaryRows(file: FitsFile, hdu: Hdu, from: number, count: number): Promise<TableRows> {
  if (hdu.header.value('ZTABLE') === true)
    throw new FitsError(
      'the rows of this table are compressed, which cannot be read.',
      { hdu: hdu.index, byte: hdu.header.wrong('', 'ZTABLE').byte },
      { isUnsupported: true },
    );
  const [rowBytes = 0, rows = 0] = hdu.axes;
  const columns = binaryColumns(hdu);
  const wanted = Math.max(0, Math.min(count, rows - from));
  const bytes = await readData(file, hdu, Math.min(from, rows) * rowBytes, wanted * rowBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cells: TableCell[][] = [];
  for (const column of columns) {
    const list: TableCell[] = [];
    for (let row = 0; row < wanted; row++) {
      const at = row * rowBytes + column.offset;
      if (column.variable === null) list.push(readCell(column, { bytes, view, at, count: column.repeat }));
      else list.push(column.bytes === 0 ? [] : await readVariable(file, hdu, column, view, at, from + row));
    }
    cells.push(list);
  }
  return { columns: columns.map(({ name, unit, form }) => ({ name, unit, form })), cells };
}

async function readVariable(
  file: FitsFile,
  hdu: Hdu,
  column: TableColumn,
  rows: DataView,
  at: number,
  row: number,
): Promise<TableCell> {
  const { count, offset } = readDescriptor(rows, at, column.variable === 'Q');
  const [rowBytes = 0, rowCount = 0] = hdu.axes;
  const heap = hdu.header.number('THEAP') ?? rowBytes * rowCount;
  const length = column.code === 'X' ? Math.ceil(count / 8) : count * column.elementBytes;
  const isWithin = count >= 0 && offset >= 0 && heap + offset + length <= hdu.dataBytes;
  if (!isWithin || count > mostCellElements)
    throw new FitsError(
      `row ${row + 1} of column ${column.name} points to ${count} elements at ${offset}, outside of the table's heap.`,
      { hdu: hdu.index, byte: hdu.dataByte + row * rowBytes + column.offset },
    );
  if (count === 0) return column.code === 'A' || column.code === 'X' ? '' : [];
  const bytes = await readData(file, hdu, heap + offset, length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readCell(column, { bytes, view, at: 0, count });
}
