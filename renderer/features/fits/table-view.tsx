import { useQuery } from '@tanstack/react-query';
import type { ColDef, IDatasource, IGetRowsParams } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, useMemo } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { Cell } from '../../../app/contract/drms.ts';
import type { FitsFileOut, FitsHdu } from '../../../app/contract/fits.ts';
import { getClient } from '../../api/client.ts';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { registerGridModules } from '../../ui/grid-modules.ts';
import { gridTheme } from '../../ui/grid-theme.ts';
import { t } from '../../ui/language.ts';
import { leaveByTab } from '../../ui/leave-by-tab.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { showMessage } from '../../ui/messages.ts';
import { styleNonce } from '../../ui/style-nonce.ts';
import styles from './fits.module.css';

registerGridModules();

interface GridRow {
  number: number;
  cells: Cell[];
}

const blockRows = 200;
/** One number for a cell, of a binary or a text table. */
const numberForm = /^\s*1?(?:[BIJKED]|[IFED]\d+(?:\.\d+)?)\s*$/;

const theme = gridTheme(30);

/** Rows of a binary or text table; only those near the view are read. */
export function TableView({ file, hdu }: { file: FitsFileOut; hdu: FitsHdu }): ReactNode {
  const { fileId } = file;
  const { data, error } = useQuery({
    ...queryFor('fits.table', { fileId, hdu: hdu.index, from: 0, count: 0 }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const columns = useMemo(() => columnsOf(data?.columns ?? []), [data]);
  const rowCount = data?.rows;
  const source = useMemo(() => sourceOf(fileId, hdu.index, rowCount ?? 0), [fileId, hdu.index, rowCount]);
  if (error !== null) return <ErrorNote error={error} />;
  if (rowCount === undefined) return <LoadingRows count={10} />;
  return (
    <section className={styles.grid} aria-label={t('Rows of {{name}}', { name: hdu.name || `HDU ${hdu.index}` })}>
      <AgGridReact<GridRow>
        theme={theme}
        styleNonce={styleNonce()}
        rowModelType="infinite"
        datasource={source}
        cacheBlockSize={blockRows}
        maxBlocksInCache={20}
        infiniteInitialRowCount={Math.min(rowCount, blockRows)}
        columnDefs={columns}
        enableCellTextSelection
        suppressFieldDotNotation
        animateRows={false}
        tabToNextCell={leaveByTab}
      />
    </section>
  );
}

function columnsOf(columns: readonly { name: string; unit: string | null; form: string }[]): ColDef<GridRow>[] {
  const numbers: ColDef<GridRow> = {
    headerName: t('No.'),
    width: 76,
    pinned: 'left',
    sortable: false,
    valueGetter: ({ data }) => data?.number,
    cellStyle: { color: 'var(--q-text-3)', textAlign: 'right' },
  };
  return [
    numbers,
    ...columns.map(
      ({ name, unit, form }, index): ColDef<GridRow> => ({
        colId: String(index),
        headerName: unit === null ? name : `${name} [${unit}]`,
        headerTooltip: t('{{name}}, form {{form}}', { name, form }),
        width: form.endsWith('K') ? 190 : 130,
        sortable: false,
        valueGetter: ({ data }) => data?.cells[index],
        cellRenderer: ({ data }: { data: GridRow | undefined }) =>
          data === undefined ? null : <TableCell cell={data.cells[index] ?? null} />,
        ...(numberForm.test(form) ? { headerClass: 'ag-right-aligned-header' } : {}),
        cellStyle: { fontVariantNumeric: 'tabular-nums', textAlign: numberForm.test(form) ? 'right' : 'left' },
      }),
    ),
  ];
}

function TableCell({ cell }: { cell: Cell }): ReactNode {
  if (cell === null) return <span className={styles.missing}>{t('missing')}</span>;
  return typeof cell === 'number' ? String(cell).replace('-', '−') : cell;
}

function sourceOf(fileId: string, hdu: number, rowCount: number): IDatasource {
  return {
    rowCount,
    getRows({ startRow, endRow, successCallback, failCallback }: IGetRowsParams<GridRow>) {
      getClient()
        .call('fits.table', { fileId, hdu, from: startRow, count: endRow - startRow })
        .then(
          ({ cells, rows }) => {
            const length = cells[0]?.length ?? 0;
            const block = Array.from({ length }, (_, row) => ({
              number: startRow + row + 1,
              cells: cells.map((column) => column[row] ?? null),
            }));
            successCallback(block, rows);
          },
          (error: unknown) => {
            failCallback();
            showMessage(toAppError(error));
          },
        );
    },
  };
}
