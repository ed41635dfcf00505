import type { StoredColumn } from '../columns.ts';
import type { ColumnPair, DiffPlan } from './diff-plan.ts';

export const rowChanges = ['came', 'went', 'changed'] as const;
export type RowChange = (typeof rowChanges)[number];

/** Of a cell on the side that does not have its row. */
export const notThereState = 'not there';

/** A column of the table of a diff, in which only rows stand that came, went or changed. */
export type DiffColumn = { name: string } & (
  | { role: 'change' }
  /** Names of the columns in which a row has changed, as a JSON list. */
  | { role: 'changed-columns' }
  /** From either answer. */
  | { role: 'key'; pair: ColumnPair }
  /** Cells of the later or the earlier answer; `pair` where both have the column. */
  | { role: 'after'; place: number; pair: ColumnPair | null }
  | { role: 'before'; place: number; pair: ColumnPair | null }
);

/** The columns of the table of a diff: what happened, the key, then each column as it is and as it was. */
export function diffLayout(
  plan: DiffPlan,
  before: readonly StoredColumn[],
  after: readonly StoredColumn[],
): DiffColumn[] {
  const taken = new Set<string>();
  const unique = (wanted: string): string => {
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
    taken.add(name);
    return name;
  };
  // Ours come last to their names: those of the answers stay as they are.
  for (const { name } of [...before, ...after]) taken.add(name);
  const [change, changedColumns] = [unique('change'), unique('changed columns')];
  const nameOf = (place: number): string => after[place]?.name ?? '';
  const was = (place: number): string => unique(`${before[place]?.name ?? ''} before`);
  return [
    { name: change, role: 'change' },
    { name: changedColumns, role: 'changed-columns' },
    ...plan.key.map((pair): DiffColumn => ({ name: nameOf(pair.after), role: 'key', pair })),
    ...plan.compared.flatMap((pair): DiffColumn[] => [
      { name: nameOf(pair.after), role: 'after', place: pair.after, pair },
      { name: was(pair.before), role: 'before', place: pair.before, pair },
    ]),
    ...plan.added.map((place): DiffColumn => ({ name: nameOf(place), role: 'after', place, pair: null })),
    ...plan.dropped.map((place): DiffColumn => ({ name: was(place), role: 'before', place, pair: null })),
  ];
}
