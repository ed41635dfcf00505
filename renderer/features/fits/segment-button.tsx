import type { ReactNode } from 'react';
import type { Cell, RecordTable } from '../../../app/contract/drms.ts';
import { OpenFitsButton } from './open-fits-button.tsx';

interface SegmentButtonProps {
  table: RecordTable;
  /** Of the path. */
  column: number;
  /** Place of the record in the table. */
  row: number;
  cells: readonly Cell[];
}

/** Shows the file of a record whose path a table names. */
export function SegmentButton({ table, column, row, cells }: SegmentButtonProps): ReactNode {
  const { serverId, tableId, columns } = table;
  const path = cells[column];
  if (typeof path !== 'string' || columns[column]?.role !== 'path') return null;
  const record = String(cells[columns.findIndex(({ role }) => role === 'record')] ?? '');
  const segment = columns[column].name;
  return (
    <OpenFitsButton
      origin={{ kind: 'segment', serverId, record, segment, path }}
      list={{ kind: 'table', tableId, column, row }}
    />
  );
}
