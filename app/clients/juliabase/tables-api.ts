import type { Pk } from '../../domain/juliabase.ts';
import type { CallOptions } from './api.ts';
import type { ProcessClass } from './institute/process-class.ts';

/** Which samples; every criterion must fit, texts are "contains" without regard to case. */
export interface SampleCriteria {
  name?: string;
  /** Part of the login name. */
  responsiblePerson?: string;
  currentLocation?: string;
  purpose?: string;
  tags?: string;
  /** Part of the topic's name. */
  topic?: string;
}

/**
 * Whose table: samples that fit, processes of a sample, samples of a series, rows of a Result, or depositions of a
 * month. A search for samples costs the server much: narrow it by the name.
 */
export type TableOf =
  | { samples: SampleCriteria }
  | { sample: string }
  | { series: string }
  | { result: Pk }
  /** `month` 1 to 12. Needs the permission to view every process of the class. */
  | { labNotebook: ProcessClass; year: number; month: number };

export interface TableColumn {
  /** As the server numbers it. */
  index: number;
  group: string;
  heading: string;
}

export type TableCell = string | number | boolean | null;

export interface ExportedTable {
  /** As sent: with units after a slash, and with the group behind headings that occur twice. */
  headings: string[];
  /** Null also for zero, empty text and false: the server leaves all of them out. */
  rows: TableCell[][];
}

/** Tables as the server exports them, in English. */
export interface TablesArea {
  /**
   * The columns that can be chosen.
   * @param options `groups`: only of these groups of columns; default: all groups.
   * @see protocol 4.4
   */
  columns(of: TableOf, options?: CallOptions & { groups?: readonly string[] }): Promise<TableColumn[]>;
  /**
   * The table itself.
   * @param options `columns`: those of `columns()` that are wanted; default: all.
   * @returns without rows if there is nothing in it.
   * @see protocol 4.4
   */
  read(of: TableOf, options?: CallOptions & { columns?: readonly TableColumn[] }): Promise<ExportedTable>;
}
