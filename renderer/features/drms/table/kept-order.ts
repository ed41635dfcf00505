import { z } from 'zod';
import type { RecordTable } from '../../../../app/contract/drms.ts';
import { type RecordSort, TimeScaleChoice } from '../../../../app/contract/record-view.ts';
import { keepLook, keptLook } from './kept-looks.ts';

/** How the rows of a table are read: their order, and the clock of their times. */
export interface RowOrder {
  sort: readonly RecordSort[];
  timeScale: TimeScaleChoice;
}

const part = 'order';
const OrderLook = z.object({
  sort: z.array(z.object({ column: z.string(), descending: z.boolean() })),
  timeScale: TimeScaleChoice,
});

/** As it was last chosen for the table, without columns that are gone. */
export function orderOf(tableName: string, { columns }: Pick<RecordTable, 'columns'>): RowOrder {
  const { sort, timeScale } = keptLook(tableName, part, OrderLook) ?? { sort: [], timeScale: 'own' as const };
  return {
    timeScale,
    sort: sort.flatMap(({ column, descending }) => {
      const place = columns.findIndex(({ name }) => name === column);
      return place < 0 ? [] : [{ column: place, descending }];
    }),
  };
}

export function keepOrder(
  tableName: string,
  { columns }: Pick<RecordTable, 'columns'>,
  { sort, timeScale }: RowOrder,
): void {
  const named = sort.map(({ column, descending }) => ({ column: columns[column]?.name ?? '', descending }));
  keepLook(tableName, part, { sort: named, timeScale });
}
