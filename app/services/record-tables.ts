import { randomUUID } from 'node:crypto';
import { type CurveIndex, indexCurve } from '../analysis/curve-index.ts';
import { type DecimatedCurve, decimate } from '../analysis/decimate.ts';
import type { QueryAnswer } from '../clients/drms/api.ts';
import { type CellColumn, stateAt } from '../clients/drms/cell-column.ts';
import { AppError } from '../contract/app-error.ts';
import type { Cell, RecordColumn, RecordSort, RecordTable } from '../contract/drms.ts';
import { type TimeFormat, taiFormat, timeFormatOfUnit } from '../domain/time/format-time.ts';
import { cellOf, sortedRows } from './record-cells.ts';

interface Held {
  table: RecordTable;
  columns: HeldColumn[];
  /** The order that was asked for last. */
  order: { sort: RecordSort; rows: Uint32Array } | null;
  /** The curve that was drawn last. */
  curve: { key: string; index: CurveIndex } | null;
}

export interface CurveWish {
  /** Places of the columns in the table. */
  x: number;
  y: number;
  xMin: number | null;
  xMax: number | null;
  maxPoints: number;
}

/** A column with what people should know of it. */
export interface HeldColumn {
  about: RecordColumn;
  cells: CellColumn;
  format: TimeFormat;
}

export interface TablePage {
  total: number;
  columns: Cell[][];
  odd: { row: number; column: number; state: string }[];
}

/** More would keep answers in memory that nobody looks at any more. */
const mostTables = 12;
const mostBytes = 600 * 1024 * 1024;

/** Answers to record-set queries, kept in memory while they are looked at. */
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
    this.tables.set(table.tableId, { table, columns, order: null, curve: null });
    this.forgetOldest();
    return { table, columns };
  }

  page(tableId: string, from: number, count: number, sort: RecordSort | null): TablePage {
    const held = this.held(tableId);
    const { table, columns } = held;
    const order = sort === null ? null : this.order(held, sort);
    const rows = Array.from({ length: Math.max(0, Math.min(count, table.count - from)) }, (_, index) =>
      order === null ? from + index : (order[from + index] ?? 0),
    );
    const odd: TablePage['odd'] = [];
    const cells = columns.map(({ cells: column, format }, place) =>
      rows.map((row, index) => {
        const state = stateAt(column, row);
        if (state !== 'ok' && state !== 'missing') odd.push({ row: index, column: place, state });
        return cellOf(column, row, format);
      }),
    );
    return { total: table.count, columns: cells, odd };
  }

  /** Two columns as a curve, thinned out to what can be seen of the window. */
  curve(tableId: string, wish: CurveWish): DecimatedCurve {
    const held = this.held(tableId);
    const key = `${wish.x} ${wish.y}`;
    const index =
      held.curve?.key === key
        ? held.curve.index
        : indexCurve(this.numbers(tableId, wish.x), this.numbers(tableId, wish.y));
    held.curve = { key, index };
    return decimate(index, wish.xMin, wish.xMax, wish.maxPoints);
  }

  /** A column as numbers, NaN where there is none. */
  private numbers(tableId: string, column: number): Float64Array {
    const cells = this.held(tableId).columns[column]?.cells;
    if (cells === undefined || cells.kind === 'text')
      throw new AppError('invalid-input', 'This column has no numbers to plot.', { remedy: 'Choose another column.' });
    if (cells.kind === 'real' || cells.kind === 'time') return cells.values;
    return Float64Array.from({ length: cells.length }, (_, row) =>
      stateAt(cells, row) === 'ok' ? Number(cells.values[row]) : Number.NaN,
    );
  }

  private held(tableId: string): Held {
    const held = this.tables.get(tableId);
    if (held === undefined)
      throw new AppError('not-found', 'This table is not in memory any more.', { remedy: 'Ask the server again.' });
    // The newest in use is the last to go.
    this.tables.delete(tableId);
    this.tables.set(tableId, held);
    return held;
  }

  private order(held: Held, sort: RecordSort): Uint32Array {
    if (held.order?.sort.column === sort.column && held.order.sort.descending === sort.descending)
      return held.order.rows;
    const column = held.columns[sort.column];
    if (column === undefined)
      throw new AppError('invalid-input', 'The table has no such column to sort by.', {
        remedy: 'Choose a column of the table.',
      });
    const rows = sortedRows(column.cells, sort.descending);
    held.order = { sort, rows };
    return rows;
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
    format: taiFormat,
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
        format: timeFormatOfUnit(units),
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
