import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../contract/app-error.ts';
import type { RowChoice, StoredTable } from '../../domain/columns.ts';
import { aboutPath, filesOf, noSuchTable, quarantineFolderName, readTable } from '../table-files.ts';
import type { Database, Session } from './database.ts';
import { orderSql, whereSql } from './filter-sql.ts';
import { quoteName, quoteText } from './quote.ts';
import { columnPairs, hashOf } from './write-table.ts';

/** From where the rows of a table are read, in our names of the columns. */
export interface RowSource {
  /** For FROM. */
  relation: string;
  /** The place of a row in the table as it was written. */
  rowNumber: string;
}

/** Rows that pass a filter, in an order, as a table with their numbers in the column `r`. */
interface Order {
  tableName: string;
  rows: number;
}

export interface Held {
  table: StoredTable;
  path: string;
  /** Name of the copy in memory. */
  loaded: string | null;
  loading: Promise<void> | null;
  orders: Map<string, Promise<Order>>;
  users: number;
  /** Removed or written anew: what it has in memory goes with its last user. */
  isLeft: boolean;
}

const loadAfterMs = 250;
const keptOrders = 6;
const keptInQuarantine = 3;
const bytesPerOrderRow = 8;

/** The tables in use: checked once, copied into memory while there is room, with the orders that were asked for. */
export class HeldTables {
  private readonly database: Database;
  private readonly folder: string;
  private readonly budgetBytes: number;
  /** The longest unused comes first. */
  private readonly held = new Map<string, Promise<Held>>();
  private nextName = 1;

  constructor(database: Database, folder: string, budgetBytes: number) {
    this.database = database;
    this.folder = folder;
    this.budgetBytes = budgetBytes;
  }

  newName(prefix: string): string {
    return `${prefix}_${this.nextName++}`;
  }

  /** While `work` runs the table stays as it is. @throws AppError 'not-found', 'storage' if its file is damaged. */
  async use<R>(tableId: string, work: (held: Held) => Promise<R>): Promise<R> {
    const held = await this.hold(tableId);
    held.users += 1;
    try {
      return await work(held);
    } finally {
      this.release(held);
    }
  }

  source({ table, path, loaded }: Held): RowSource {
    if (loaded !== null) return { relation: loaded, rowNumber: 'rowid' };
    const columns = columnPairs(table.columns).map(({ own, file }) => `${quoteName(file)} AS ${own}`);
    const file = `read_parquet(${quoteText(path)}, file_row_number = true)`;
    return { relation: `(SELECT ${columns.join(', ')}, file_row_number FROM ${file})`, rowNumber: 'file_row_number' };
  }

  /** The order table of a choice; made once, also for calls that come at the same time. */
  async order(session: Session, held: Held, choice: RowChoice): Promise<Order> {
    const key = keyOf(choice);
    for (;;) {
      const known = held.orders.get(key);
      if (known === undefined) break;
      try {
        const order = await known;
        held.orders.delete(key);
        held.orders.set(key, known);
        return order;
      } catch {
        // The call that made it was cancelled or failed; this one tries on its own account.
        session.signal.throwIfAborted();
      }
    }
    const making = this.makeOrder(session, held, choice);
    held.orders.set(key, making);
    making.catch(() => {
      if (held.orders.get(key) === making) held.orders.delete(key);
    });
    return making;
  }

  hasOrder(held: Held, choice: RowChoice): boolean {
    return held.orders.has(keyOf(choice));
  }

  /** Makes an order that nobody waits for yet. */
  orderSoon(held: Held, choice: RowChoice): void {
    held.users += 1;
    this.database
      .session(new AbortController().signal, (session) => this.order(session, held, choice))
      // Whoever needs it later tries again, and is told.
      .catch(() => undefined)
      .finally(() => this.release(held));
  }

  /** The table that was just written stays in memory if there is room, instead of being read again. */
  adopt(table: StoredTable, tableName: string): void {
    const held: Held = {
      table,
      path: join(this.folder, table.file),
      loaded: tableName,
      loading: null,
      orders: new Map(),
      users: 0,
      isLeft: false,
    };
    this.forget(table.id);
    this.held.set(table.id, Promise.resolve(held));
    void this.makeRoom(held);
  }

  async remove(tableId: string): Promise<void> {
    const table = await readTable(this.folder, tableId);
    this.forget(tableId);
    await rm(aboutPath(this.folder, tableId), { force: true });
    // Where it is still being read it goes with the next start.
    if (table !== undefined)
      for (const name of filesOf(table)) await rm(join(this.folder, name), { force: true }).catch(() => undefined);
  }

  private release(held: Held): void {
    held.users -= 1;
    if (held.isLeft) void this.dropAll(held);
    else this.loadSoon(held);
  }

  private hold(tableId: string): Promise<Held> {
    const held = this.held.get(tableId) ?? this.check(tableId);
    this.held.delete(tableId);
    this.held.set(tableId, held);
    held.catch(() => {
      if (this.held.get(tableId) === held) this.held.delete(tableId);
    });
    return held;
  }

  private async check(tableId: string): Promise<Held> {
    const table = await readTable(this.folder, tableId);
    if (table === undefined) throw noSuchTable(tableId);
    const path = join(this.folder, table.file);
    const bytes = await stat(path).then(
      ({ size }) => size,
      () => null,
    );
    if (bytes === null) {
      await rm(aboutPath(this.folder, tableId), { force: true });
      throw noSuchTable(tableId);
    }
    // Readers of Parquet files notice hardly any damage themselves.
    if (bytes !== table.bytes || (await hashOf(path)) !== table.sha256) {
      await this.setAside(table);
      throw new AppError('storage', `The kept table ${tableId} is damaged and was set aside.`, {
        remedy: 'Ask the server again.',
        details: { file: table.file },
      });
    }
    return { table, path, loaded: null, loading: null, orders: new Map(), users: 0, isLeft: false };
  }

  private async setAside({ id, file }: StoredTable): Promise<void> {
    const quarantine = join(this.folder, quarantineFolderName);
    await mkdir(quarantine, { recursive: true });
    await rename(join(this.folder, file), join(quarantine, file));
    await rm(aboutPath(this.folder, id), { force: true });
    const kept = await Promise.all(
      (await readdir(quarantine)).map(async (name) => ({ name, atMs: (await stat(join(quarantine, name))).ctimeMs })),
    );
    for (const { name } of kept.toSorted((a, b) => b.atMs - a.atMs).slice(keptInQuarantine))
      await rm(join(quarantine, name), { force: true });
  }

  private async makeOrder(session: Session, held: Held, { sort = [], filter = null }: RowChoice): Promise<Order> {
    const { relation, rowNumber } = this.source(held);
    const where = whereSql(held.table.columns, filter);
    const tableName = this.newName('order');
    await session.run({
      sql: `CREATE TABLE ${tableName} AS SELECT ${rowNumber}::UINTEGER AS r FROM ${relation} ${where.sql} ${orderSql(held.table.columns, sort, 'r')}`,
      values: where.values,
    });
    const rows = Number(await session.one({ sql: `SELECT count(*) FROM ${tableName}` }));
    void this.makeRoom(held);
    return { tableName, rows };
  }

  /**
   * The first look at a table is answered from its file; what comes after it is several times faster from memory.
   * Loading takes all processors, so the calls that come right with the first one go before.
   */
  private loadSoon(held: Held): void {
    if (held.loaded !== null || held.loading !== null || held.table.memoryBytes > this.budgetBytes) return;
    held.loading = wait(loadAfterMs)
      .then(() => (held.isLeft ? undefined : this.load(held)))
      // It stays as it is: slower.
      .catch(() => undefined);
  }

  private async load(held: Held): Promise<void> {
    const tableName = this.newName('loaded');
    const columns = columnPairs(held.table.columns).map(({ own, file }) => `${quoteName(file)} AS ${own}`);
    await this.database.session(new AbortController().signal, (session) =>
      session.run({
        sql: `CREATE TABLE ${tableName} AS SELECT ${columns.join(', ')} FROM read_parquet(${quoteText(held.path)})`,
      }),
    );
    held.loaded = tableName;
    if (held.isLeft) await this.dropAll(held);
    else await this.makeRoom(held);
  }

  private forget(tableId: string): void {
    const leaving = this.held.get(tableId);
    this.held.delete(tableId);
    void leaving?.then(
      (held) => {
        held.isLeft = true;
        return this.dropAll(held);
      },
      () => undefined,
    );
  }

  /** Drops what was unused longest until the rest fits; `newest` goes last, and what is in use stays. */
  private async makeRoom(newest: Held): Promise<void> {
    const all = await Promise.allSettled(this.held.values());
    const tables = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const oldestFirst = [...tables.filter((held) => held !== newest), newest];
    for (const held of oldestFirst) await this.dropOrders(held, keptOrders);
    for (const held of oldestFirst) {
      if (tables.reduce((sum, one) => sum + bytesOf(one), 0) <= this.budgetBytes) return;
      await this.dropAll(held);
    }
  }

  /** Names are taken out before the tables go, so that no call that comes meanwhile finds them. */
  private async dropAll(held: Held): Promise<void> {
    await this.dropOrders(held, 0);
    const { loaded } = held;
    if (held.users > 0 || loaded === null) return;
    held.loaded = null;
    held.loading = null;
    await this.drop(loaded);
  }

  private async dropOrders(held: Held, kept: number): Promise<void> {
    while (held.users === 0 && held.orders.size > kept) {
      const [oldest] = held.orders;
      if (oldest === undefined) return;
      held.orders.delete(oldest[0]);
      const order = await oldest[1].catch(() => undefined);
      if (order !== undefined) await this.drop(order.tableName);
    }
  }

  async drop(tableName: string): Promise<void> {
    await this.database.session(new AbortController().signal, (session) =>
      session.run({ sql: `DROP TABLE IF EXISTS ${tableName}` }),
    );
  }
}

function bytesOf({ table, loaded, orders }: Held): number {
  return (loaded === null ? 0 : table.memoryBytes) + orders.size * table.rows * bytesPerOrderRow;
}

function keyOf({ sort = [], filter = null }: RowChoice): string {
  return JSON.stringify([sort, filter], (_, value: unknown) =>
    typeof value === 'bigint' || value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
      ? { number: String(value) }
      : value,
  );
}
