import type { RecordTable } from '../../../app/contract/drms.ts';
import type { DerivedColumns } from '../../../app/contract/mining.ts';

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

/** Places of the columns that clusters or components were made of; of the first columns if there are none yet. */
export function placesOf(
  columns: readonly NumberColumn[],
  derived: DerivedColumns | undefined,
  atFirst: number,
): number[] {
  const chosen =
    derived === undefined
      ? columns.slice(0, atFirst)
      : derived.columns.flatMap((name) => columns.filter((one) => one.name === name));
  return chosen.map(({ place }) => place);
}
