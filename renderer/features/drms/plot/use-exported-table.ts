import { bytesPath } from '../../../../app/contract/bytes.ts';
import type { TableFigureSpec } from '../../../../app/contract/table-figures.ts';
import type { TableFigure } from '../../../../app/domain/table-figure.ts';
import { getClient } from '../../../api/client.ts';
import { type ExportedFigure, safeFileName } from '../../figure/exported-figure.ts';
import { useRecordView } from '../table/record-view.tsx';

/** A figure of the table that is looked at, through its filters, as it leaves Quarry. */
export function useExportedTable(
  figure: TableFigure | null,
  { mend, note }: { mend: ExportedFigure['mend']; note?: string | undefined },
): ExportedFigure | null {
  const { table, filters } = useRecordView();
  if (figure === null || figure.ys.length === 0) return null;
  const spec: TableFigureSpec = { tableId: table.tableId, figure, filters: [...filters] };
  return {
    fileName: safeFileName(`${figure.ys.map(({ column }) => column).join('-')}-over-${figure.x}`),
    imagePath: (image) => bytesPath('table-figure-image', { spec, ...image }),
    check: (size) => ({
      queryKey: ['figures.table.check', { spec, size }],
      queryFn: ({ signal }) => getClient().call('figures.table.check', { spec, size }, { signal }),
    }),
    mend,
    ...(note === undefined ? {} : { note }),
  };
}
