import type { DuckDBValue } from '@duckdb/node-api';
import { type ColumnKind, missingState, type PageColumn } from '../../domain/columns.ts';

/** One column of an answer, cell by cell. */
export class CellsBuilder {
  private readonly name: string;
  private readonly kind: ColumnKind;
  private readonly values: Int32Array | BigInt64Array | Float64Array | Uint8Array | string[];
  private readonly states: Uint8Array;
  private readonly raw = new Map<number, string>();
  private allOk = true;

  constructor(name: string, kind: ColumnKind, rows: number) {
    this.name = name;
    this.kind = kind;
    this.values = emptyValues(kind, rows);
    this.states = new Uint8Array(rows);
  }

  /** `state` is null where the table keeps none, so that a cell without a value is a missing one. */
  set(place: number, value: DuckDBValue, state: number | null, raw: string | null): void {
    if (value === null) {
      this.states[place] = state ?? missingState;
      this.allOk = false;
    } else {
      // The kind of the column decides on both.
      (this.values as DuckDBValue[])[place] = this.kind === 'flag' ? Number(value) : value;
    }
    if (raw !== null) this.raw.set(place, raw);
  }

  finish(): PageColumn {
    return {
      name: this.name,
      kind: this.kind,
      values: this.values,
      states: this.allOk ? null : this.states,
      raw: this.raw.size === 0 ? null : this.raw,
      // `emptyValues` chose the array by the kind.
    } as PageColumn;
  }
}

function emptyValues(
  kind: ColumnKind,
  rows: number,
): Int32Array | BigInt64Array | Float64Array | Uint8Array | string[] {
  switch (kind) {
    case 'integer':
      return new Int32Array(rows);
    case 'longlong':
      return new BigInt64Array(rows);
    case 'real':
    case 'time':
      return new Float64Array(rows).fill(Number.NaN);
    case 'flag':
      return new Uint8Array(rows);
    case 'text':
      return new Array<string>(rows).fill('');
    default:
      return kind satisfies never;
  }
}
