import { randomUUID } from 'node:crypto';
import {
  type CollectionState,
  collectionGone,
  type Imported,
  type NewItem,
  planAdd,
  planCreate,
  planImport,
  planMerge,
  planMove,
} from '../collections/plan-changes.ts';
import { AppError, isAppError } from '../contract/app-error.ts';
import type { Remote } from '../rpc/node/worker-client.ts';
import type {
  CollectionCalls,
  CollectionChange,
  CollectionHeadRow,
  CollectionItemRow,
  CollectionRow,
  CollectionStepRow,
} from '../store/collection-rows.ts';

export interface CollectionsParts {
  rows: Remote<CollectionCalls>;
  nowMs(): number;
}

/** A thing with what is known of it, as it goes into a collection. */
export type ItemWish = Pick<CollectionItemRow, 'thing' | 'origin' | 'title' | 'asOfMs' | 'note' | 'tags'> & {
  addedMs?: number;
};

/** Lists of things of all systems. Changes come one after the other, so that each is planned on what is there. */
export class Collections {
  private readonly parts: CollectionsParts;
  private last: Promise<unknown> = Promise.resolve();

  constructor(parts: CollectionsParts) {
    this.parts = parts;
  }

  /** @throws AppError 'not-found' */
  async state(id: string): Promise<CollectionState> {
    const { rows } = this.parts;
    const collection = await rows.getCollection(id);
    if (collection === undefined) throw collectionGone();
    return { collection, items: await rows.listCollectionItems(id) };
  }

  /** Makes an empty collection. @throws AppError 'conflict' if the name is taken */
  create(
    draft: Pick<CollectionRow, 'name' | 'colour' | 'notes' | 'tags'>,
  ): Promise<{ id: string; step: CollectionStepRow }> {
    const nowMs = this.parts.nowMs();
    const row = { ...draft, id: randomUUID(), createdMs: nowMs, changedMs: nowMs };
    return this.inTurn(async () => ({
      id: row.id,
      step: await this.write(planCreate(row, await this.parts.rows.listCollections())),
    }));
  }

  add(
    id: string,
    wishes: readonly ItemWish[],
    before: string | null,
  ): Promise<{ added: number; alreadyThere: number; step: CollectionStepRow | null }> {
    const nowMs = this.parts.nowMs();
    return this.inTurn(async () => {
      const items = wishes.map((wish) => ({ addedMs: nowMs, ...wish, id: randomUUID() }));
      const { change, ...counts } = planAdd(await this.state(id), items, before, nowMs);
      return { ...counts, step: await this.write(change) };
    });
  }

  /**
   * Makes a collection with its things in one step.
   * @param id of the collection; one that is there already is left as it is, so that this can be tried again
   */
  importNew(
    id: string,
    draft: Pick<CollectionRow, 'name' | 'colour' | 'notes' | 'tags'>,
    items: readonly NewItem[],
  ): Promise<ImportCounts> {
    const nowMs = this.parts.nowMs();
    return this.inTurn(async () => {
      const others = await this.parts.rows.listCollections();
      const present = others.find((one) => one.id === id);
      if (present !== undefined) return { name: present.name, added: present.count, alreadyThere: 0 };
      const row = { ...draft, id, name: freeName(draft.name, others), createdMs: nowMs, changedMs: nowMs };
      const { change, ...counts } = planImport(row, others, items);
      await this.write(change);
      return { name: row.name, ...counts };
    });
  }

  /** Puts an imported collection into one that is there. */
  merge(id: string, imported: Imported): Promise<ImportCounts> {
    return this.inTurn(async () => {
      const state = await this.state(id);
      const { change, ...counts } = planMerge(state, imported, this.parts.nowMs());
      await this.write(change);
      return { name: state.collection.name, ...counts };
    });
  }

  /** Plans a change on a collection as it is then, and makes it. */
  change(id: string, plan: (state: CollectionState, nowMs: number) => CollectionChange | null): Promise<StepAnswer> {
    return this.inTurn(async () => ({ step: await this.write(plan(await this.state(id), this.parts.nowMs())) }));
  }

  move(id: string, before: string | null): Promise<StepAnswer> {
    return this.inTurn(async () => {
      const list = (await this.parts.rows.listCollections()).map(withoutCount);
      return { step: await this.write(planMove(list, id, before, this.parts.nowMs())) };
    });
  }

  /** Nothing else may change what a plan was made on. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private write(change: CollectionChange): Promise<CollectionStepRow>;
  private write(change: CollectionChange | null): Promise<CollectionStepRow | null>;
  private async write(change: CollectionChange | null): Promise<CollectionStepRow | null> {
    if (change === null) return null;
    try {
      return await this.parts.rows.changeCollections(change);
    } catch (error) {
      throw nameTaken(error, change.collections[0]?.after?.name);
    }
  }
}

interface ImportCounts {
  name: string;
  added: number;
  alreadyThere: number;
}

interface StepAnswer {
  step: CollectionStepRow | null;
}

function withoutCount({ count: _, ...row }: CollectionHeadRow): CollectionRow {
  return row;
}

function nameTaken(error: unknown, name: string | undefined): unknown {
  // The store tells a taken name by its constraint; a row that has changed has a remedy of its own.
  if (name === undefined || !isAppError(error, 'conflict') || error.remedy !== undefined) return error;
  return new AppError('conflict', `Another collection is named ${name}.`, {
    remedy: 'Choose another name.',
    cause: error,
  });
}

/** `Anneal`, or `Anneal (2)` where that is taken. */
function freeName(base: string, others: readonly CollectionRow[]): string {
  const taken = new Set(others.map(({ name }) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} (${number})`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
