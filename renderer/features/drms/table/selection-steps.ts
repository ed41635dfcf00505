import {
  mostSteps,
  type RecordFilter,
  type RecordSort,
  type SelectionDraft,
} from '../../../../app/contract/record-view.ts';
import type { RowSet } from '../../../../app/domain/row-set.ts';

/** What the grid shows, in which a range is meant. */
export interface ViewOfRows {
  filters: readonly RecordFilter[];
  sort: readonly RecordSort[];
}

export const noSelection: SelectionDraft = [];

/** One row alone, by its place in the table. */
export function onlyRow(row: number): SelectionDraft {
  return [{ from: row, to: row + 1 }];
}

/** The row in or out; what lies beside an earlier step of the same kind becomes one with it. */
export function withRow(selection: SelectionDraft, row: number, isIn: boolean): SelectionDraft {
  const last = selection.at(-1);
  const isPlain =
    last !== undefined && last.filters === undefined && last.sort === undefined && (last.add ?? true) === isIn;
  if (isPlain && last.to === row) return [...selection.slice(0, -1), { ...last, to: row + 1 }];
  if (isPlain && last.from === row + 1) return [...selection.slice(0, -1), { ...last, from: row }];
  return [...selection, { ...(isIn ? {} : { add: false }), from: row, to: row + 1 }];
}

/** All that the view shows. */
export function allOf({ filters }: ViewOfRows): SelectionDraft {
  return [filters.length === 0 ? {} : { filters: [...filters] }];
}

/** The rows from one place in the view to another, both included, whichever comes first. */
export function rangeOf({ filters, sort }: ViewOfRows, anchor: number, place: number): SelectionDraft[number] {
  return {
    ...(filters.length === 0 ? {} : { filters: [...filters] }),
    ...(sort.length === 0 ? {} : { sort: [...sort] }),
    from: Math.min(anchor, place),
    to: Math.max(anchor, place) + 1,
  };
}

/** The same rows in fewer steps where that is possible; null if there are too many pieces to be told. */
export function shortened(selection: SelectionDraft, rows: RowSet | null): SelectionDraft | null {
  if (selection.length <= mostSteps / 2) return selection;
  const runs = rows?.runs() ?? new Uint32Array();
  const pieces = Array.from({ length: runs.length / 2 }, (_, at) => ({
    from: runs[2 * at] ?? 0,
    to: runs[2 * at + 1] ?? 0,
  }));
  const shorter = rows !== null && pieces.length < selection.length ? pieces : selection;
  return shorter.length < mostSteps ? shorter : null;
}
