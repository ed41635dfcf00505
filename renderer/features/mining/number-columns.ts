import type { ColumnSummaryOut } from '../../../app/contract/columns.ts';
import type { RecordTable } from '../../../app/contract/drms.ts';

export interface NumberColumn {
  name: string;
  unit: string | null;
  /** In the table. */
  place: number;
  note: string;
}

/** Columns with numbers that say something; ids of processes do not. */
export function numberColumns({ columns }: RecordTable): NumberColumn[] {
  return columns.flatMap(({ name, unit, kind, role, note }, place) =>
    role !== 'origin' && (kind === 'integer' || kind === 'real' || kind === 'longlong')
      ? [{ name, unit, place, note }]
      : [],
  );
}

export function withUnit({ name, unit }: { name: string; unit: string | null }): string {
  return unit === null ? name : `${name} (${unit})`;
}

/** Places of those among some columns that have these names. */
export function placesOf(columns: readonly NumberColumn[], names: readonly string[]): number[] {
  return names.flatMap((name) => columns.filter((one) => one.name === name)).map(({ place }) => place);
}

export function namesOf(columns: readonly NumberColumn[], places: readonly number[]): string[] {
  return places.flatMap((place) => columns.filter((one) => one.place === place)).map(({ name }) => name);
}

/** A row with a gap in one of the chosen columns is left out as a whole. */
const mostGaps = 0.2;

/** The first columns that tell rows apart and have few gaps; where all have many, those with the fewest. */
export function fullColumns(
  columns: readonly NumberColumn[],
  summaries: readonly Pick<ColumnSummaryOut, 'missing' | 'min' | 'max'>[],
  { rows, atFirst }: { rows: number; atFirst: number },
): number[] {
  const gapsOf = ({ place }: NumberColumn): number => summaries[place]?.missing ?? 0;
  const telling = columns.filter(({ place }) => {
    const summary = summaries[place];
    return summary === undefined || summary.min !== summary.max;
  });
  const full = telling.filter((column) => gapsOf(column) <= mostGaps * rows);
  const chosen = full.length >= 2 ? full : telling.toSorted((a, b) => gapsOf(a) - gapsOf(b));
  return chosen.slice(0, atFirst).map(({ place }) => place);
}
