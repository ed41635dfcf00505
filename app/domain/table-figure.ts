import type { ColumnKind } from './columns.ts';

/** What a figure needs to know of a column. */
export interface FigureColumn {
  name: string;
  kind: ColumnKind;
  unit: string | null;
  /** Of times: TAI, UTC, … */
  timeScale: string | null;
}

export const drawModes = ['auto', 'lines', 'points'] as const;
export type DrawMode = (typeof drawModes)[number];

export const tableAxes = ['x', 'y'] as const;
export type TableAxis = (typeof tableAxes)[number];

export const lineMethods = ['least squares', 'theil-sen'] as const;
export type LineMethod = (typeof lineMethods)[number];

/** Curves of one figure; more would need more than two axes, or look alike. */
export const mostTableCurves = 6;

/** A figure of columns of a table, by their names: so it can be drawn from another answer to the same question. */
export interface TableFigure {
  x: string;
  ys: readonly {
    column: string;
    /** Column of numbers with the length of the bars, up and down; null: none are drawn. */
    error: string | null;
  }[];
  mode: DrawMode;
  yScale: 'linear' | 'log';
  /** In which times are drawn; own: that of their column. */
  timeScale: 'own' | 'TAI' | 'UTC';
  /**
   * Parts of the lower axis and of the axis on the left, in the values of the columns: times are seconds since
   * 1977.01.01_00:00:00_TAI. Null: all.
   */
  seen: { x: readonly [number, number] | null; y: readonly [number, number] | null };
  /** A straight line through the one curve, with its confidence band; null: none. */
  line: { method: LineMethod; level: number } | null;
  /** The lower axis and the axis on the left that run from large to small; left out: none. */
  reversed?: readonly TableAxis[] | undefined;
}

export function isNumberColumn({ kind }: Pick<FigureColumn, 'kind'>): boolean {
  return kind === 'real' || kind === 'integer' || kind === 'longlong';
}

/** All columns that a figure is drawn from, each once. */
export function columnsOfFigure({ x, ys }: Pick<TableFigure, 'x' | 'ys'>): string[] {
  return [...new Set([x, ...ys.flatMap(({ column, error }) => (error === null ? [column] : [column, error]))])];
}
