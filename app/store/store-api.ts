import type { JsonValue } from '../contract/app-error.ts';
import type { CollectionCalls } from './collection-rows.ts';
import type { CrawlerCalls } from './crawler-rows.ts';
import type {
  ConnectionRow,
  JobRow,
  PastQuestionRow,
  QueryRunRow,
  SavedQueryRow,
  UndoRow,
  WorkspaceRow,
} from './rows.ts';

/** What anyone may ask of the store. */
export interface StoreReads {
  listConnections(): ConnectionRow[];
  getConnection(id: string): ConnectionRow | undefined;
  getSetting(key: string): JsonValue | undefined;
  /** Newest first. */
  listJobs(): JobRow[];
  getJob(id: string): JobRow | undefined;
  /** Oldest first. */
  listUndo(connectionId: string): UndoRow[];
  /** By name. */
  listSavedQueries(): SavedQueryRow[];
  /** By name. */
  listWorkspaces(): WorkspaceRow[];
  /** Ids of those that were removed and can be brought back. */
  removedQueries(): string[];
  /** Of all saved queries, removed ones too, newest first. */
  listQueryRuns(): QueryRunRow[];
  /** Newest first; `total` counts all that fit. */
  listPastQuestions(wish: PastQuestionWish): { total: number; rows: PastQuestionRow[] };
}

export interface PastQuestionWish {
  /** Each must be in the title, or belong to one of the places. */
  words: { word: string; placeIds: string[] }[];
  kinds: string[];
  placeId: string | null;
  limit: number;
}

/** Only the owner of the data folder writes. A call that has returned is on disk. */
export interface StoreWrites {
  putConnection(row: ConnectionRow): void;
  removeConnection(id: string): void;
  putSetting(key: string, value: JsonValue): void;
  /** Throws 'conflict' if another has the name. */
  putWorkspace(row: WorkspaceRow): void;
  /** False if it was not there. */
  removeWorkspace(id: string): boolean;
  insertJob(row: JobRow): void;
  /** False if the job is not there any more. */
  updateJob(id: string, change: Partial<Omit<JobRow, 'id' | 'kind' | 'input' | 'createdMs'>>): boolean;
  removeJob(id: string): void;
  addUndo(row: UndoRow): void;
  removeUndo(id: string): void;
  /** Throws 'conflict' if another has the name. */
  putSavedQuery(row: SavedQueryRow): void;
  /** Null brings it back; false if it was not there, or was there. Throws 'conflict' if another has the name now. */
  setSavedQueryRemoved(id: string, removedMs: number | null): boolean;
  dropSavedQuery(id: string): void;
  /** Of one that is known `changes` and `removedMs` are changed. */
  putQueryRun(row: QueryRunRow): void;
  dropQueryRun(id: string): void;
  /** A question that is known already takes the new numbers and keeps its id. */
  addPastQuestion(row: PastQuestionRow): void;
  /** `id` null: all of the place; `placeId` null as well: all. @returns what was removed */
  removePastQuestions(id: string | null, placeId: string | null): PastQuestionRow[];
  /** What was removed; a question that was asked again since stays as it is. */
  restorePastQuestions(rows: readonly PastQuestionRow[]): void;
}

export interface StoreApi extends StoreReads, StoreWrites, CollectionCalls, CrawlerCalls {}
