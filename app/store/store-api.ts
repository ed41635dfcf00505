import type { JsonValue } from '../contract/app-error.ts';
import type { CollectionCalls } from './collection-rows.ts';
import type { CrawlerCalls } from './crawler-rows.ts';
import type { ConnectionRow, JobRow, PastQueryRow, SavedQueryRow, UndoRow, WorkspaceRow } from './rows.ts';

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
  /** Newest first. */
  listPastQueries(serverId: string): PastQueryRow[];
  /** By name. */
  listWorkspaces(): WorkspaceRow[];
}

/** Only the owner of the data folder writes. A call that has returned is on disk. */
export interface StoreWrites {
  putConnection(row: ConnectionRow): void;
  removeConnection(id: string): void;
  putSetting(key: string, value: JsonValue): void;
  insertJob(row: JobRow): void;
  /** False if the job is not there any more. */
  updateJob(id: string, change: Partial<Omit<JobRow, 'id' | 'kind' | 'input' | 'createdMs'>>): boolean;
  removeJob(id: string): void;
  addUndo(row: UndoRow): void;
  removeUndo(id: string): void;
  /** Throws 'conflict' if another has the name. */
  putSavedQuery(row: SavedQueryRow): void;
  /** False if it was not there. */
  removeSavedQuery(id: string): boolean;
  /** A query that is known already takes the new numbers and keeps its id. */
  addPastQuery(row: PastQueryRow): void;
  /** `id` null: all of the server. */
  removePastQueries(serverId: string, id: string | null): void;
  /** Throws 'conflict' if another has the name. */
  putWorkspace(row: WorkspaceRow): void;
  /** False if it was not there. */
  removeWorkspace(id: string): boolean;
}

export interface StoreApi extends StoreReads, StoreWrites, CollectionCalls, CrawlerCalls {}
