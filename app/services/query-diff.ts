import { createHash } from 'node:crypto';
import type { ColumnEngine } from '../columns/index.ts';
import { AppError, isAppError } from '../contract/app-error.ts';
import type { RecordColumn } from '../contract/drms.ts';
import type { DiffColumnOut, QueryDiff } from '../contract/queries.ts';
import type { StoredColumn, StoredTable, TableAbout } from '../domain/columns.ts';
import { type DiffColumn, diffLayout } from '../domain/diff/diff-layout.ts';
import { type ColumnNote, columnNotes, repeatNotes } from '../domain/diff/diff-notes.ts';
import {
  chooseKey,
  commonKind,
  type DiffPlan,
  planDiff,
  renameCandidates,
  renamesOf,
} from '../domain/diff/diff-plan.ts';
import { type KeptTables, ownerField } from './kept-tables.ts';
import { type ReadTable, readTableOf } from './table-columns.ts';

export interface DiffWish {
  before: string;
  after: string;
  /** Chosen by the user; null: the first of the candidates that both answers have. */
  keyColumns: readonly string[] | null;
  keyCandidates: readonly (readonly string[])[];
}

export type TableDiff = Omit<QueryDiff, 'before' | 'after'>;

/** Compares answers that lie in the column engine; what was compared before is at hand. */
export class QueryDiffs {
  private readonly kept: KeptTables;
  private readonly made = new Map<string, Promise<TableDiff>>();

  constructor(kept: KeptTables) {
    this.kept = kept;
  }

  /** @throws AppError 'not-found' if an answer is not kept any more, 'invalid-input' for a key that it does not have. */
  async of(wish: DiffWish, signal: AbortSignal): Promise<TableDiff> {
    const [before, after] = [await this.kept.stored(wish.before), await this.kept.stored(wish.after)];
    const key = keyOf(wish, before, after);
    const id = `diff-${createHash('sha256')
      .update(JSON.stringify([wish.before, wish.after, key]))
      .digest('hex')
      .slice(0, 24)}`;
    const made = await this.made.get(id)?.catch(() => undefined);
    if (made !== undefined && (await this.isKept(id))) return made;
    const making = this.make(id, { before, after, key }, signal);
    this.made.set(id, making);
    return making;
  }

  private async isKept(id: string): Promise<boolean> {
    return this.kept.stored(id).then(
      () => true,
      (error: unknown) => {
        if (isAppError(error, 'not-found')) return false;
        throw error;
      },
    );
  }

  private async make(
    id: string,
    { before, after, key }: { before: StoredTable; after: StoredTable; key: string[] },
    signal: AbortSignal,
  ): Promise<TableDiff> {
    const engine = await this.kept.open();
    const { plan, renamed } = await planOf(engine, before, after, key, signal);
    const layout = diffLayout(plan, before.columns, after.columns);
    const about = aboutOf(layout, readTableOf(before), readTableOf(after));
    const answer = await engine.diff(before.id, after.id, { id, plan, about }, { signal });
    const columns = outColumns({ layout, plan, renamed, changedCells: answer.changedCells }, before, after);
    return {
      ...{ counts: answer.counts, key, tableId: id, rows: answer.table.rows, columns },
      notes: [...repeatNotes(key, answer.repeatsBefore, answer.repeatsAfter), ...columnNotes(columns.map(noteOf))],
    };
  }
}

function keyOf({ keyColumns, keyCandidates }: DiffWish, before: StoredTable, after: StoredTable): string[] {
  if (keyColumns === null) return chooseKey(keyCandidates, before.columns, after.columns);
  const has = ({ columns }: StoredTable, wanted: string): boolean => columns.some(({ name }) => name === wanted);
  const missing = keyColumns.find((name) => !has(before, name) || !has(after, name));
  if (missing === undefined) return [...keyColumns];
  throw new AppError('invalid-input', `Not both answers have the column ${missing}, by which rows are known again.`, {
    remedy: `Choose others as key: ${after.columns
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 300)}.`,
  });
}

async function planOf(
  engine: ColumnEngine,
  before: StoredTable,
  after: StoredTable,
  key: string[],
  signal: AbortSignal,
): Promise<{ plan: DiffPlan; renamed: Map<string, string> }> {
  const plan = planDiff(before.columns, after.columns, { key });
  const candidates = renameCandidates(before.columns, after.columns, plan);
  if (candidates.length === 0 || plan.key.length === 0) return { plan, renamed: new Map() };
  const equal = await engine.equalColumns(before.id, after.id, { key: plan.key, candidates }, { signal });
  const renamed = renamesOf(before.columns, after.columns, equal);
  return { plan: planDiff(before.columns, after.columns, { key, renamed }), renamed };
}

/** What the table of a diff says of itself, so that it is read as every kept table is. */
function aboutOf(layout: readonly DiffColumn[], before: ReadTable, after: ReadTable): TableAbout {
  const { serverId, recordSet, asOfUtc } = after.table;
  return {
    ...{ serverId, recordSet, asOfUtc, bytes: 0, repaired: false, [ownerField]: 'diff' },
    columns: layout.map((column) => {
      const { about, timeUnit } = sourceOf(column, before, after);
      return { about: { ...about, name: column.name }, timeUnit };
    }),
  };
}

function sourceOf(
  column: DiffColumn,
  before: ReadTable,
  after: ReadTable,
): { about: RecordColumn; timeUnit: string | null } {
  if (column.role === 'change' || column.role === 'changed-columns') return { about: plainText, timeUnit: null };
  const place = column.role === 'key' ? column.pair.after : column.place;
  const source = (column.role === 'before' ? before : after).columns[place];
  if (source === undefined) return { about: plainText, timeUnit: null };
  const earlier = column.role === 'key' ? before.columns[column.pair.before] : undefined;
  // Cells of different kinds stand in one column of the kind that takes both.
  const kind = earlier === undefined ? source.stored.kind : commonKind(earlier.stored.kind, source.stored.kind);
  return { about: { ...source.about, kind: kind === 'flag' ? 'integer' : kind }, timeUnit: source.timeUnit };
}

const plainText: RecordColumn = {
  ...{ name: '', role: 'field', kind: 'text', type: 'text', unit: null, timeScale: null, note: '', hex: false },
};

interface Compared {
  layout: readonly DiffColumn[];
  plan: DiffPlan;
  renamed: ReadonlyMap<string, string>;
  changedCells: readonly number[];
}

function outColumns(compared: Compared, before: StoredTable, after: StoredTable): DiffColumnOut[] {
  const { layout, plan, renamed, changedCells } = compared;
  const placeOf = (fits: (column: DiffColumn) => boolean): number => layout.findIndex(fits);
  const sideOf = (side: 'after' | 'before', place: number): number =>
    placeOf((column) => column.role === side && column.place === place);
  const out = (
    column: StoredColumn | undefined,
    rest: Partial<DiffColumnOut> & Pick<DiffColumnOut, 'role'>,
  ): DiffColumnOut => ({
    name: column?.name ?? '',
    kind: column === undefined || column.kind === 'flag' ? 'text' : column.kind,
    ...{ unit: column?.unit ?? null, unitBefore: column?.unit ?? null, timeScale: column?.timeScale ?? null },
    ...{ renamedFrom: null, after: null, before: null, changedCells: 0 },
    ...rest,
  });
  const later = (place: number): StoredColumn | undefined => after.columns[place];
  const earlier = (place: number): StoredColumn | undefined => before.columns[place];
  return [
    ...plan.key.map((pair) => {
      const place = placeOf((column) => column.role === 'key' && column.pair.after === pair.after);
      return out(later(pair.after), { role: 'key', after: place, before: place });
    }),
    ...plan.compared.map((pair, at) =>
      out(later(pair.after), {
        role: 'compared',
        unitBefore: earlier(pair.before)?.unit ?? null,
        renamedFrom: renamed.get(later(pair.after)?.name ?? '') ?? null,
        after: sideOf('after', pair.after),
        before: sideOf('before', pair.before),
        changedCells: changedCells[at] ?? 0,
      }),
    ),
    ...plan.added.map((place) => out(later(place), { role: 'new', after: sideOf('after', place) })),
    ...plan.dropped.map((place) => out(earlier(place), { role: 'gone', before: sideOf('before', place) })),
  ];
}

function noteOf({ name, role, unit, unitBefore, renamedFrom }: DiffColumnOut): ColumnNote {
  return { name, role, unit, unitBefore, renamedFrom };
}
