import { z } from 'zod';
import { keepLook, keptLook } from './kept-looks.ts';

const part = 'columns';
const ColumnsLook = z.object({
  /** Of columns whose width was changed, in pixels. */
  widths: z.record(z.string(), z.number().min(20).max(5000)),
  /** Names from left to right; empty: the order of the table. */
  order: z.array(z.string()),
});
export type ColumnsLook = z.infer<typeof ColumnsLook>;

/** How wide the columns of a table were made, and where they were moved. */
export function columnsLookOf(tableName: string): ColumnsLook {
  return keptLook(tableName, part, ColumnsLook) ?? { widths: {}, order: [] };
}

export function keepColumnsLook(tableName: string, look: ColumnsLook): void {
  keepLook(tableName, part, look);
}

/** Columns that were not there before follow the one that they follow in the table. */
export function inKeptOrder<C extends { name: string }>(columns: readonly C[], order: readonly string[]): C[] {
  const places = new Map(order.map((name, place) => [name, place]));
  let place = -1;
  const placed = columns.map((column) => {
    place = places.get(column.name) ?? place;
    return { column, place };
  });
  return placed.toSorted((one, other) => one.place - other.place).map(({ column }) => column);
}
