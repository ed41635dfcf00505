import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { toAppError } from '../../../../app/contract/app-error.ts';
import type { RecordTable } from '../../../../app/contract/drms.ts';
import type {
  RecordFilter,
  RecordSort,
  SelectionDraft,
  TimeScaleChoice,
} from '../../../../app/contract/record-view.ts';
import { RowSet } from '../../../../app/domain/row-set.ts';
import { queryFor } from '../../../api/query-options.ts';
import { fetchSelectedRuns } from '../../../plots/figure-curves.ts';
import { t } from '../../../ui/language.ts';
import { showMessage, showToast } from '../../../ui/messages.ts';
import { keepOrder, orderOf } from './kept-order.ts';
import { noSelection, shortened } from './selection-steps.ts';

/** How the records of a table are looked at, and what is chosen among them. */
export interface RecordView {
  table: RecordTable;
  /** Stays when the table is made or asked for again. */
  tableName: string;
  filters: readonly RecordFilter[];
  /** At most one filter for each column; null takes it away. */
  setFilter(column: number, filter: RecordFilter | null): void;
  clearFilters(): void;
  /** Column whose filter is being written. */
  openFilter: number | null;
  setOpenFilter(column: number | null): void;
  sort: readonly RecordSort[];
  setSort(sort: readonly RecordSort[]): void;
  selection: SelectionDraft;
  /** The selected rows; null while they are looked up. */
  selected: RowSet;
  setSelection(selection: SelectionDraft): void;
  timeScale: TimeScaleChoice;
  setTimeScale(scale: TimeScaleChoice): void;
  /** Records that pass the filters; undefined while they are counted. */
  passing: number | undefined;
  /** The first rows are on the screen. What takes the engine longer is asked after them. */
  hasRows: boolean;
  noteRows(): void;
  /** What else the head of a column offers. */
  headMenu: ((index: number) => ReactNode) | null;
}

const RecordViewContext = createContext<RecordView | null>(null);

export function useRecordView(): RecordView {
  const view = useContext(RecordViewContext);
  if (view === null) throw new Error('The view of records is used outside of its provider.');
  return view;
}

interface RecordViewProviderProps {
  table: RecordTable;
  tableName: string;
  /** Until others are set. */
  firstFilters?: readonly RecordFilter[];
  headMenu?: (index: number) => ReactNode;
  children: ReactNode;
}

/** Holds one view for all that shows a table: grid, heads, statistics, plot. */
export function RecordViewProvider(props: RecordViewProviderProps): ReactNode {
  const { table, tableName, firstFilters = [], headMenu = null, children } = props;
  const [filters, setFilters] = useState<readonly RecordFilter[]>(firstFilters);
  const [openFilter, setOpenFilter] = useState<number | null>(null);
  const [order, setOrder] = useState(() => orderOf(tableName, table));
  const [selection, setSelection] = useState<SelectionDraft>(noSelection);
  const [hasRows, setHasRows] = useState(table.count === 0);
  const noteRows = useCallback(() => setHasRows(true), []);
  const selected = useSelectedRows(table, selection);
  const passing = usePassing(table, filters);
  const firstOrder = useRef(order);
  useEffect(() => {
    if (order !== firstOrder.current) keepOrder(tableName, table, order);
  }, [tableName, table, order]);
  const setSort = useCallback((sort: readonly RecordSort[]) => setOrder((before) => ({ ...before, sort })), []);
  const view = useMemo(
    (): RecordView => ({
      table,
      tableName,
      filters,
      setFilter: (column, filter) =>
        setFilters((before) => [
          ...before.filter((one) => one.column !== column),
          ...(filter === null ? [] : [filter]),
        ]),
      clearFilters: () => setFilters([]),
      openFilter,
      setOpenFilter,
      sort: order.sort,
      setSort,
      selection,
      selected,
      setSelection: (next) => {
        const short = shortened(next, selected);
        if (short === null)
          showToast({
            level: 'warn',
            text: t('These are too many separate pieces for one selection.'),
            remedy: t('Choose by a filter, a range, or in the plot.'),
          });
        else setSelection(short);
      },
      timeScale: order.timeScale,
      setTimeScale: (timeScale) => setOrder((before) => ({ ...before, timeScale })),
      passing,
      hasRows,
      noteRows,
      headMenu,
    }),
    [table, tableName, filters, openFilter, order, setSort, selection, selected, passing, hasRows, noteRows, headMenu],
  );
  return <RecordViewContext.Provider value={view}>{children}</RecordViewContext.Provider>;
}

function useSelectedRows({ tableId, count }: RecordTable, selection: SelectionDraft): RowSet {
  const found = useQuery({
    queryKey: ['record-selection', tableId, selection],
    queryFn: async ({ signal }) =>
      RowSet.ofRuns(
        count,
        await fetchSelectedRuns({ tableId, selection }, signal).catch((error: unknown) => {
          // Nothing would be seen to be selected, and no one would know why.
          showMessage(toAppError(error));
          throw error;
        }),
      ),
    enabled: selection.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
  return useMemo(
    () => (selection.length === 0 ? new RowSet(count) : (found.data ?? new RowSet(count))),
    [selection.length, found.data, count],
  );
}

function usePassing({ tableId, count }: RecordTable, filters: readonly RecordFilter[]): number | undefined {
  const found = useQuery({
    ...queryFor('drms.table.page', { tableId, from: 0, count: 0, filters: [...filters] }),
    enabled: filters.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return filters.length === 0 ? count : found.data?.total;
}
