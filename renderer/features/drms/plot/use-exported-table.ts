import { bytesPath } from '../../../../app/contract/bytes.ts';
import type { TableFigureSpec } from '../../../../app/contract/table-figures.ts';
import type { TableFigure } from '../../../../app/domain/table-figure.ts';
import { getClient } from '../../../api/client.ts';
import { type ExportedFigure, safeFileName } from '../../figure/exported-figure.ts';
import { useRecordView } from '../table/record-view.tsx';
import type { Overlay } from './use-record-curves.ts';

/** A figure of a table, which can be attached as well. */
export interface ExportedTable extends ExportedFigure {
  spec: TableFigureSpec;
}

/** A figure of the table that is looked at, through its filters, as it leaves Quarry. */
export function useExportedTable(
  figure: TableFigure | null,
  { mend, overlay = null }: { mend: ExportedFigure['mend']; overlay?: Overlay | null },
): ExportedTable | null {
  const { table, filters } = useRecordView();
  if (figure === null || figure.ys.length === 0) return null;
  const spec: TableFigureSpec = { tableId: table.tableId, figure, filters: [...filters], overlay: named(overlay) };
  return {
    spec,
    fileName: safeFileName(`${figure.ys.map(({ column }) => column).join('-')}-over-${figure.x}`),
    imagePath: (image) => bytesPath('table-figure-image', { spec, ...image }),
    check: (size) => ({
      queryKey: ['figures.table.check', { spec, size }],
      queryFn: ({ signal }) => getClient().call('figures.table.check', { spec, size }, { signal }),
    }),
    mend,
  };
}

function named(overlay: Overlay | null): TableFigureSpec['overlay'] {
  if (overlay === null) return null;
  const { tableId, columns } = overlay.table;
  const [x, y] = [columns[overlay.x], columns[overlay.y]];
  return x === undefined || y === undefined ? null : { tableId, x: x.name, y: y.name };
}
