import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { OpenedTableFigure, TablePicture } from '../../../../app/contract/table-figures.ts';

/** The picture that a plot was opened from. */
export interface PlotOrigin {
  fileName: string;
  drawn: TablePicture['table'];
  opened: OpenedTableFigure;
  /** The choices of the picture are made; what the user changes later counts. */
  isApplied: boolean;
}

const useOrigins = create<{ byTable: Readonly<Record<string, PlotOrigin>> }>(() => ({ byTable: {} }));

function setOrigin(tableId: string, origin: PlotOrigin | null): void {
  useOrigins.setState(({ byTable }) => {
    const { [tableId]: _, ...others } = byTable;
    return { byTable: origin === null ? others : { ...others, [tableId]: origin } };
  });
}

export function notePlotOrigin(origin: Omit<PlotOrigin, 'isApplied'>): void {
  setOrigin(origin.opened.table.tableId, { ...origin, isApplied: false });
}

export function forgetPlotOrigin(tableId: string): void {
  setOrigin(tableId, null);
}

/** Whether a picture waits to be shown by the plot of this table. */
export function useIsPlotAwaited(tableId: string): boolean {
  return useOrigins(({ byTable }) => byTable[tableId]?.isApplied === false);
}

/** The picture of the plot of a table; `apply` makes its choices, once. */
export function usePlotOrigin(tableId: string, apply: (opened: OpenedTableFigure) => void): PlotOrigin | undefined {
  const origin = useOrigins(({ byTable }) => byTable[tableId]);
  const latest = useRef(apply);
  latest.current = apply;
  useEffect(() => {
    if (origin === undefined || origin.isApplied) return;
    latest.current(origin.opened);
    setOrigin(tableId, { ...origin, isApplied: true });
  }, [origin, tableId]);
  return origin;
}
