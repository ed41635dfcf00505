import type { ColumnKind, StoredColumn } from '../columns.ts';

/** A column that both answers have; places in them. */
export interface ColumnPair {
  before: number;
  after: number;
}

/** Which columns of two answers belong together. */
export interface DiffPlan {
  /** By which rows are known again; empty: by the whole row. */
  key: ColumnPair[];
  compared: ColumnPair[];
  /** Only in the later answer. */
  added: number[];
  /** Only in the earlier one. */
  dropped: number[];
}

type Columns = readonly StoredColumn[];

/**
 * @param renamed Names in the earlier answer by those in the later one.
 * @param key Names in the later answer, which both have.
 */
export function planDiff(
  before: Columns,
  after: Columns,
  { key, renamed = new Map() }: { key: readonly string[]; renamed?: ReadonlyMap<string, string> },
): DiffPlan {
  const placeBefore = new Map(before.map(({ name }, place) => [name, place]));
  const plan: DiffPlan = { key: [], compared: [], added: [], dropped: [] };
  const keys = new Map<string, ColumnPair>();
  for (const [place, { name }] of after.entries()) {
    const earlier = placeBefore.get(renamed.get(name) ?? name);
    if (earlier === undefined) plan.added.push(place);
    else if (key.includes(name)) keys.set(name, { before: earlier, after: place });
    else plan.compared.push({ before: earlier, after: place });
  }
  plan.key = key.flatMap((name) => keys.get(name) ?? []);
  const paired = new Set([...plan.key, ...plan.compared].map((pair) => pair.before));
  plan.dropped = before.flatMap((_, place) => (paired.has(place) ? [] : [place]));
  return plan;
}

/** The first of several possible keys whose columns both answers have; empty if there is none. */
export function chooseKey(candidates: readonly (readonly string[])[], before: Columns, after: Columns): string[] {
  const has = (columns: Columns, name: string): boolean => columns.some((column) => column.name === name);
  const chosen = candidates.find(
    (names) => names.length > 0 && names.every((name) => has(before, name) && has(after, name)),
  );
  return [...(chosen ?? [])];
}

/** Columns that may be one under two names: the same kind and unit, here only before, there only after. */
export function renameCandidates(before: Columns, after: Columns, plan: DiffPlan): ColumnPair[] {
  return plan.dropped.flatMap((earlier) =>
    plan.added.flatMap((later) => {
      const [one, other] = [before[earlier], after[later]];
      const isSameSort = one?.kind === other?.kind && one?.unit === other?.unit && one?.timeScale === other?.timeScale;
      return isSameSort ? [{ before: earlier, after: later }] : [];
    }),
  );
}

/** Each column is renamed once at most; where several fit, those that stand at the like place go first. */
export function renamesOf(before: Columns, after: Columns, equal: readonly ColumnPair[]): Map<string, string> {
  const renamed = new Map<string, string>();
  const used = new Set<number>();
  const nearestFirst = equal.toSorted(
    (one, other) => Math.abs(one.before - one.after) - Math.abs(other.before - other.after),
  );
  for (const pair of nearestFirst) {
    const [earlier, later] = [before[pair.before]?.name, after[pair.after]?.name];
    if (earlier === undefined || later === undefined || used.has(pair.before) || renamed.has(later)) continue;
    used.add(pair.before);
    renamed.set(later, earlier);
  }
  return renamed;
}

const numberKinds: readonly ColumnKind[] = ['flag', 'integer', 'longlong', 'real'];

/** In which kind cells of two columns can be held against each other without losing anything. */
export function commonKind(one: ColumnKind, other: ColumnKind): ColumnKind {
  if (one === other) return one;
  const ranks = [numberKinds.indexOf(one), numberKinds.indexOf(other)];
  const isRounded = ranks.includes(numberKinds.indexOf('longlong')) && ranks.includes(numberKinds.indexOf('real'));
  if (ranks.includes(-1) || isRounded) return 'text';
  return numberKinds[Math.max(...ranks)] ?? 'text';
}
