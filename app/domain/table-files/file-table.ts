import type { PageColumn, StoredColumn, TableAbout } from '../columns.ts';

/** A table on its way into a file. Rows come some at a time: a million of them are never in memory at once. */
export interface FileTable {
  columns: readonly StoredColumn[];
  rows: number;
  /** Names of the states by their codes. */
  stateNames: readonly string[];
  /** Where the table is from, and what of it is in the file. */
  about: TableAbout;
  /**
   * Cells of some columns over all rows in their order; all columns of a batch have the same length.
   * @param places Of the columns. Formats that go column by column ask several times.
   */
  batches(places: readonly number[]): AsyncIterable<readonly PageColumn[]>;
}

/** Pieces of a text file, in order. */
export type TableTexts = (table: FileTable) => AsyncGenerator<string>;
