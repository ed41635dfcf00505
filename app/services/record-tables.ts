import { randomUUID } from 'node:crypto';
import type { QueryAnswer } from '../clients/drms/api.ts';
import { type CellColumn, stateAt } from '../clients/drms/cell-column.ts';
import { AppError } from '../contract/app-error.ts';
import type { Cell, RecordColumn, RecordTable } from '../contract/drms.ts';
import type { TimeScaleChoice } from '../contract/record-view.ts';
import { timeFormatOfUnit } from '../domain/time/format-time.ts';
import { cellOf } from './record-cells.ts';
import { timeFormatOf } from './table-columns.ts';

interface Held {
  table: RecordTable;
  columns: HeldColumn[];
}

/** A column with what people should know of it. */
export interface HeldColumn {
  about: RecordColumn;
  cells: CellColumn;
  /** Of times, as the server writes it; null for all else. */
  timeUnit: string | null;
}

export interface TablePage {
  /** Rows that pass. */
  total: number;
  /** Their places in the table. */
  rows: number[];
  columns: Cell[][];
  odd: { row: number; column: number; state: string }[];
}

/** More would keep answers in memory that could not be written. */
const mostTables = 12;
const mostBytes = 600 * 1024 * 1024;

/** Answers to record-set queries, in memory until they lie on the disk: the first screen need not wait. */
export class RecordTables {
  private readonly tables = new Map<string, Held>();

  /** @returns the table, and its columns for whoever keeps them longer */
  add(
    about: { serverId: string; recordSet: string; asOfMs: number },
    answer: QueryAnswer,
  ): { table: RecordTable; columns: readonly HeldColumn[] } {
    const columns = heldColumns(answer);
    const table: RecordTable = {
      tableId: randomUUID(),
      serverId: about.serverId,
      recordSet: about.recordSet,
      count: answer.count,
      columns: columns.map((column) => column.about),
      asOfUtc: new Date(about.asOfMs).toISOString(),
      bytes: answer.bytes,
      repaired: answer.repaired,
    };
    this.tables.set(table.tableId, { table, columns });
    this.forgetOldest();
    return { table, columns };
  }

  /** Once it can be read from elsewhere. */
  drop(tableId: string): void {
    this.tables.delete(tableId);
  }

  describe(tableId: string): RecordTable | undefined {
    return this.tables.get(tableId)?.table;
  }

  /** Rows in the order of the server; undefined if the table is not in memory. */
  page(tableId: string, from: number, count: number, timeScale: TimeScaleChoice): TablePage | undefined {
    const held = this.tables.get(tableId);
    if (held === undefined) return undefined;
    const { table, columns } = held;
    const rows = Array.from({ length: Math.max(0, Math.min(count, table.count - from)) }, (_, index) => from + index);
    const odd: TablePage['odd'] = [];
    const cells = columns.map(({ cells: column, timeUnit }, place) => {
      const format = timeFormatOf(timeUnit, timeScale);
      return rows.map((row, index) => {
        const state = stateAt(column, row);
        if (state !== 'ok' && state !== 'missing') odd.push({ row: index, column: place, state });
        return cellOf(column, row, format);
      });
    });
    return { total: table.count, rows, columns: cells, odd };
  }

  /** A column as numbers, NaN where there is none; undefined if the table is not in memory. */
  numbers(tableId: string, column: number): Float64Array | undefined {
    const held = this.tables.get(tableId);
    if (held === undefined) return undefined;
    const cells = held.columns[column]?.cells;
    if (cells === undefined || cells.kind === 'text')
      throw new AppError('invalid-input', 'This column has no numbers to plot.', { remedy: 'Choose another column.' });
    if (cells.kind === 'real' || cells.kind === 'time') return cells.values;
    return Float64Array.from({ length: cells.length }, (_, row) =>
      stateAt(cells, row) === 'ok' ? Number(cells.values[row]) : Number.NaN,
    );
  }

  private forgetOldest(): void {
    const size = (): number => [...this.tables.values()].reduce((sum, { table }) => sum + table.bytes, 0);
    while (this.tables.size > mostTables || (this.tables.size > 1 && size() > mostBytes)) {
      const [oldest] = this.tables.keys();
      if (oldest === undefined) return;
      this.tables.delete(oldest);
    }
  }
}

function heldColumns({ info, keywords, segments, links, recordNames }: QueryAnswer): HeldColumn[] {
  const plain = (role: RecordColumn['role'], cells: CellColumn, name: string, note: string): HeldColumn => ({
    about: { name, role, kind: cells.kind, type: 'string', unit: null, timeScale: null, note, hex: false },
    cells,
    timeUnit: null,
  });
  return [
    ...keywords.map((cells): HeldColumn => {
      const keyword = info.keywords.find(({ name }) => name === cells.name);
      const units = keyword?.units ?? '';
      return {
        about: {
          name: cells.name,
          role: 'keyword',
          kind: cells.kind,
          type: keyword?.type ?? (cells.kind === 'longlong' ? 'longlong' : 'string'),
          unit: cells.kind === 'time' ? null : unitOf(units),
          timeScale: cells.kind === 'time' ? timeFormatOfUnit(units).zone.label : null,
          note: keyword?.note ?? '',
          hex: cells.kind === 'integer' && cells.hex,
        },
        cells,
        timeUnit: cells.kind === 'time' ? units : null,
      };
    }),
    ...segments.map(({ name, path }) => {
      const segment = info.segments.find((one) => one.name === name);
      return plain('path', path, name, segment?.note ?? '');
    }),
    ...links.map((cells) => plain('link', cells, cells.name, '')),
    ...(recordNames === null ? [] : [plain('record', recordNames, 'Record', 'Name of the record')]),
  ];
}

/** Servers write 'none' and the like where there is no unit. */
function unitOf(units: string): string | null {
  return /^(none|n\/?a|null|dimensionless|-+)?$/i.test(units.trim()) ? null : units.trim();
}
