import type { CollectionThing } from '../domain/collections/things.ts';

/** A list of things of any system, made by the user. */
export interface CollectionRow {
  id: string;
  name: string;
  /** Markdown. */
  notes: string;
  tags: string[];
  colour: string;
  /** Of the list of collections, ascending. */
  position: number;
  createdMs: number;
  changedMs: number;
}

export interface CollectionHeadRow extends CollectionRow {
  count: number;
}

export interface CollectionItemRow {
  id: string;
  collectionId: string;
  /** Once in a collection. */
  thing: CollectionThing;
  /** Where it was when it was put in. */
  origin: { system: 'juliabase' | 'openbis' | 'drms' | 'computer'; name: string; url: string | null };
  title: string;
  asOfMs: number | null;
  note: string;
  tags: string[];
  addedMs: number;
  /** Within the collection, ascending. */
  position: number;
}

/** A row as it was and as it becomes; null where there is none. */
export interface RowChange<Row> {
  before: Row | null;
  after: Row | null;
}

/** What one action of the user does; written down whole, so that it can be taken back. */
export interface CollectionChange {
  /** What was done, for people: "Add 3 things to Anneal". */
  label: string;
  madeMs: number;
  collections: RowChange<CollectionRow>[];
  items: RowChange<CollectionItemRow>[];
}

export interface CollectionStepRow {
  stepId: number;
  label: string;
}

export interface CollectionCalls {
  /** In the order of the user. */
  listCollections(): CollectionHeadRow[];
  getCollection(id: string): CollectionRow | undefined;
  /** In the order of the user. */
  listCollectionItems(collectionId: string): CollectionItemRow[];
  /** In which collections a thing is. */
  listHoldingCollections(thing: CollectionThing): { collection: CollectionRow; itemId: string }[];
  /**
   * Makes a change and writes it down as a step; what was undone before cannot be made again.
   * Throws 'conflict' if a row is another than its `before`, or if two collections would have one name.
   */
  changeCollections(change: CollectionChange): CollectionStepRow;
  /** Null: the last step. Throws 'not-found' if there is no such step, 'conflict' as above. */
  undoCollections(stepId: number | null): CollectionStepRow;
  /** Null: the one that was undone last. */
  redoCollections(stepId: number | null): CollectionStepRow;
}
