import type { RowSet } from '../../../../app/domain/row-set.ts';

/** Part of a plot in the values of its axes; both ends belong to it. */
export interface Box {
  x: readonly [number, number];
  y: readonly [number, number];
}

/**
 * Which of the drawn rows are marked, for all plots of a table. It changes with every move of the pointer, so it lies
 * beside React: plots listen and draw what is marked.
 */
export class Brush {
  /** Places in the table of the rows that are drawn. */
  readonly rows: Uint32Array;
  /** 1 for each drawn row that is marked. */
  readonly marked: Uint8Array;
  count = 0;
  /** Another after each change. */
  version = 0;
  private readonly listeners = new Set<() => void>();

  constructor(rows: Uint32Array) {
    this.rows = rows;
    this.marked = new Uint8Array(rows.length);
  }

  /** Calls back after each change. @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Rows inside of the box of two columns of numbers; gaps are in none. */
  markBox(x: Float64Array, y: Float64Array, { x: [left, right], y: [bottom, top] }: Box): void {
    const { marked } = this;
    let count = 0;
    for (let at = 0; at < marked.length; at++) {
      const [a, b] = [x[at] ?? Number.NaN, y[at] ?? Number.NaN];
      const isIn = a >= left && a <= right && b >= bottom && b <= top ? 1 : 0;
      marked[at] = isIn;
      count += isIn;
    }
    this.changed(count);
  }

  /** Rows that were chosen elsewhere, as in the grid. */
  markRows(selected: RowSet): void {
    let count = 0;
    for (const [at, row] of this.rows.entries()) {
      const isIn = selected.has(row) ? 1 : 0;
      this.marked[at] = isIn;
      count += isIn;
    }
    this.changed(count);
  }

  private changed(count: number): void {
    this.count = count;
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}
