import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { OpenedTableFigure, TablePicture } from '../../../../app/contract/table-figures.ts';

/** The picture that plots of a table were opened from. */
export interface PlotOrigin {
  fileName: string;
  picture: TablePicture;
  opened: OpenedTableFigure;
  /** A view of the table has made the choices of the picture. */
  isApplied: boolean;
  /** Views that have; what the user changes later counts. The same table may be open in two panels. */
  appliedTo: WeakSet<object>;
}

const useOrigins = create<{ byTable: Readonly<Record<string, PlotOrigin>> }>(() => ({ byTable: {} }));

function setOrigin(tableId: string, origin: PlotOrigin | null): void {
  useOrigins.setState(({ byTable }) => {
    const { [tableId]: _, ...others } = byTable;
    return { byTable: origin === null ? others : { ...others, [tableId]: origin } };
  });
}

export function notePlotOrigin(origin: Pick<PlotOrigin, 'fileName' | 'picture' | 'opened'>): void {
  setOrigin(origin.opened.table.tableId, { ...origin, isApplied: false, appliedTo: new WeakSet() });
}

export function forgetPlotOrigin(tableId: string): void {
  setOrigin(tableId, null);
}

/** Whether a picture waits to be shown by the plot of this table. */
export function useIsPlotAwaited(tableId: string): boolean {
  return useOrigins(({ byTable }) => byTable[tableId]?.isApplied === false);
}

/**
 * The picture of the plot of a table.
 * @param view something that lasts as long as the view of the table
 * @param apply makes the choices of the picture; called once for each view
 */
export function usePlotOrigin(
  tableId: string,
  view: object,
  apply: (opened: OpenedTableFigure) => void,
): PlotOrigin | undefined {
  const origin = useOrigins(({ byTable }) => byTable[tableId]);
  const latest = useRef(apply);
  latest.current = apply;
  useEffect(() => {
    if (origin === undefined || origin.appliedTo.has(view)) return;
    origin.appliedTo.add(view);
    latest.current(origin.opened);
    if (!origin.isApplied) setOrigin(tableId, { ...origin, isApplied: true });
  }, [origin, tableId, view]);
  return origin;
}
