import type { RecordTable } from '../../../app/contract/drms.ts';

export interface NumberColumn {
  name: string;
  unit: string | null;
  /** In the table. */
  place: number;
}

/** Columns with numbers that say something; ids of processes do not. */
export function numberColumns({ columns }: RecordTable): NumberColumn[] {
  return columns.flatMap(({ name, unit, kind, role }, place) =>
    role !== 'origin' && (kind === 'integer' || kind === 'real' || kind === 'longlong') ? [{ name, unit, place }] : [],
  );
}

export function withUnit({ name, unit }: { name: string; unit: string | null }): string {
  return unit === null ? name : `${name} (${unit})`;
}
