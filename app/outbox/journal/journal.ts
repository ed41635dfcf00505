import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { AppError, isAppError } from '../../contract/app-error.ts';
import { setAside } from '../../platform/node/quarantine.ts';
import { migrate, NewerSchemaError, openDurably } from '../../platform/node/sqlite.ts';
import { freshProgress } from '../fresh-progress.ts';
import type { OutboxProgress } from '../item.ts';
import type { JournalApi, JournalPut, RecordChange } from '../journal-api.ts';
import type { Commit, Contents } from './contents.ts';
import {
  commitOf,
  freshLog,
  JournalLog,
  journalIdOf,
  type LogMark,
  type LogScan,
  scanLog,
  syncFolder,
  writeLog,
} from './journal-log.ts';
import { JournalTables, journalIdIn, logMarkIn, type TableScan } from './journal-tables.ts';
import { journalMigrations } from './migrations/index.ts';
import { rescue } from './rescue.ts';
import { Seal } from './seal.ts';
import { Sums } from './sums.ts';

/** Beyond this a log is written anew at a start, if it says most things more than once. */
const longLogBytes = 16 * 1024 * 1024;
const linesPerRow = 4;
const companions = ['-wal', '-shm'];
const logNotice = 'The second copy of the outbox journal was damaged on disk; it was written anew. Nothing is lost.';
const databaseNotice =
  'The journal of the outbox was damaged on disk; it was restored from its second copy. What was waiting is looked for at the servers before it is sent.';

/**
 * The journal of the outbox: a database, and beside it a log that is only ever appended to. A commit is on disk in
 * both when it returns. At each start both are checked as a whole, and either restores the other.
 */
export class Journal implements JournalApi {
  private readonly path: string;
  private readonly logPath: string;
  private readonly idPath: string;
  private readonly nowMs: () => number;
  private readonly notices: string[] = [];
  private readonly journalId: string;
  private readonly sums: Sums;
  private readonly seal: Seal;
  /** The database is, byte by byte, the one that was sound when it was closed. */
  private isSealed: boolean;
  private database: Database;
  private tables: JournalTables;
  private log: JournalLog;

  /** @throws AppError 'storage' if the folder cannot be used. */
  constructor(folder: string, nowMs: () => number) {
    this.path = join(folder, 'outbox.sqlite');
    this.logPath = join(folder, 'outbox.log');
    this.idPath = join(folder, 'outbox.id');
    this.nowMs = nowMs;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { id, knownLog } = this.findId();
      this.journalId = id;
      this.sums = new Sums(id);
      this.seal = new Seal(join(folder, 'outbox.seal'), this.path, this.sums);
      this.isSealed = this.seal.fits();
      [this.database, this.tables, this.log] = this.openBoth(knownLog);
    } catch (error) {
      throw isAppError(error) ? error : unusable(folder, error);
    }
  }

  putOutbox({ items = [], records = [] }: JournalPut): void {
    const fresh = items.filter(({ order }) => !this.tables.has(order.id));
    if (fresh.length + records.length === 0) return;
    const first = this.tables.nextNumber();
    this.commit({
      items: fresh.map(({ order, payload }, index) => ({
        number: first + index,
        order,
        payload,
        progress: freshProgress(order.createdMs),
      })),
      records,
    });
  }

  saveOutboxProgress(id: string, progress: OutboxProgress, records: readonly RecordChange[] = []): void {
    if (!this.tables.has(id)) throw new AppError('not-found', 'There is no such item in the outbox.');
    this.commit({ progress: [{ id, progress }], ...(records.length === 0 ? {} : { records }) });
  }

  listOpenOutbox(): ReturnType<JournalApi['listOpenOutbox']> {
    return this.tables.open();
  }

  listEndedOutbox(limit: number): ReturnType<JournalApi['listEndedOutbox']> {
    return this.tables.ended(limit);
  }

  countOutbox(): ReturnType<JournalApi['countOutbox']> {
    return this.tables.count();
  }

  getOutboxItem(id: string): ReturnType<JournalApi['getOutboxItem']> {
    const item = this.tables.item(id);
    return item && { order: item.order, progress: item.progress, payload: item.payload };
  }

  listOutboxRecords(space: string): ReturnType<JournalApi['listOutboxRecords']> {
    return this.tables.recordsOf(space);
  }

  getOutboxRecord(space: string, key: string): ReturnType<JournalApi['getOutboxRecord']> {
    return this.tables.record(space, key);
  }

  takeOutboxNotices(): string[] {
    return this.notices.splice(0);
  }

  close(): void {
    this.log.close();
    this.database.close();
    if (!this.isSealed) this.seal.write();
  }

  /** First the log, then the database: a crash between them leaves a line more, which the next start takes over. */
  private commit(commit: Commit): void {
    const sequence = this.tables.sequence + 1;
    const before = this.log.end;
    this.isSealed = false;
    try {
      this.log.append(sequence, commit);
    } catch (error) {
      throw unwritten(this.logPath, error);
    }
    try {
      this.database.transaction(() => apply(this.tables, commit, sequence, this.log.end))();
    } catch (error) {
      this.log.cutTo(before);
      this.tables.reread();
      throw unwritten(this.path, error);
    }
  }

  /** Two of three agree, unless two were damaged. */
  private findId(): { id: string; knownLog: LogMark | undefined } {
    const fromFile = readId(this.idPath);
    const fromLog = journalIdOf(this.logPath);
    const inDatabase = this.readDatabase();
    const votes = [inDatabase?.id, fromLog, fromFile].filter((id) => id !== undefined);
    const id = votes.find((one, index) => votes.indexOf(one) !== index) ?? votes[0] ?? randomUUID();
    if (fromFile !== id) {
      writeFileSync(`${this.idPath}.new`, `${id}\n`, { mode: 0o600, flush: true } as Parameters<
        typeof writeFileSync
      >[2]);
      renameSync(`${this.idPath}.new`, this.idPath);
    }
    return { id, knownLog: inDatabase?.knownLog };
  }

  private readDatabase(): { id: string | undefined; knownLog: LogMark | undefined } | undefined {
    if (!existsSync(this.path)) return undefined;
    try {
      const database = openMigrated(this.path);
      try {
        return { id: journalIdIn(database), knownLog: logMarkIn(database) };
      } finally {
        database.close();
      }
    } catch {
      // Whether it is damaged or cannot be opened at all is found out when it is needed.
      return undefined;
    }
  }

  private openBoth(knownLog: LogMark | undefined): [Database, JournalTables, JournalLog] {
    const isNew = !existsSync(this.path) && !existsSync(this.logPath);
    if (isNew) return this.writeBoth({ sequence: 0, items: [], records: [] });
    const log = scanLog(this.logPath, this.journalId, this.sums, knownLog);
    const opened = this.openScanned(log.isWhole);
    if (opened?.scan.isWhole === true && log.isWhole && canFollow(log, opened.scan)) {
      const { database, tables } = opened;
      database.transaction(() => {
        for (const line of log.lines)
          if (line.sequence > tables.sequence) apply(tables, commitOf(line), line.sequence, log.end);
        // Of a former version, or the log was written anew: the next start need not read it line by line.
        if (knownLog?.sum !== log.end.sum) tables.seal(tables.sequence, log.end);
      })();
      this.isSealed &&= knownLog?.sum === log.end.sum;
      if (isLong(log, tables.rows)) return this.writeLogOnly(database, tables);
      return [database, tables, new JournalLog(this.logPath, this.sums, log.end)];
    }
    if (opened?.scan.isWhole === true && opened.scan.sequence >= log.sequence) {
      this.notices.push(logNotice);
      setAside(this.logPath, []);
      return this.writeLogOnly(opened.database, opened.tables);
    }
    return this.restore(scanLog(this.logPath, this.journalId, this.sums), opened?.database);
  }

  private restore(log: LogScan, damaged: Database | undefined): [Database, JournalTables, JournalLog] {
    this.notices.push(databaseNotice);
    const contents = rescue(this.rescuedTables(damaged), log, this.nowMs());
    damaged?.close();
    setAside(this.path, companions);
    setAside(this.logPath, []);
    return this.writeBoth(contents);
  }

  /** Row by row, as far as the file can be read at all. */
  private rescuedTables(database: Database | undefined): TableScan {
    const nothing: TableScan = { isWhole: false, sequence: 0, items: [], records: [] };
    if (database === undefined) return nothing;
    try {
      return new JournalTables(database, this.journalId, this.sums).scan(true);
    } catch {
      return nothing;
    }
  }

  /** Undefined for a damaged database. A newer version would have written a newer log too. */
  private openScanned(
    isOurVersion: boolean,
  ): { database: Database; tables: JournalTables; scan: TableScan } | undefined {
    let database: Database | undefined;
    try {
      database = openMigrated(this.path);
      const tables = new JournalTables(database, this.journalId, this.sums);
      return { database, tables, scan: this.isSealed ? tables.believe() : tables.scan(false) };
    } catch (error) {
      database?.close();
      if (isDamage(error) || (isAppError(error) && isOurVersion)) return undefined;
      throw error;
    }
  }

  private writeLogOnly(database: Database, tables: JournalTables): [Database, JournalTables, JournalLog] {
    this.isSealed = false;
    const { items, records, sequence } = tables.scan(true);
    const log = freshLog(this.journalId, this.sums, { items, records, sequence });
    writeLog(this.logPath, log.bytes);
    database.transaction(() => tables.seal(sequence, log.end))();
    return [database, tables, new JournalLog(this.logPath, this.sums, log.end)];
  }

  /** Each beside its name first; the log last, so that a crash on the way finds the old one. */
  private writeBoth(contents: Contents): [Database, JournalTables, JournalLog] {
    this.isSealed = false;
    const aside = `${this.path}.new`;
    for (const suffix of ['', ...companions]) rmSync(aside + suffix, { force: true });
    const fresh = openMigrated(aside);
    const tables = new JournalTables(fresh, this.journalId, this.sums);
    const log = freshLog(this.journalId, this.sums, contents);
    fresh.transaction(() => {
      tables.fill(contents);
      tables.seal(contents.sequence, log.end);
    })();
    fresh.pragma('wal_checkpoint(TRUNCATE)');
    fresh.close();
    writeLog(this.logPath, log.bytes);
    renameSync(aside, this.path);
    syncFolder(join(this.path, '..'));
    const opened = this.openScanned(true);
    if (opened === undefined) throw new Error('The journal that was just written cannot be read.');
    return [opened.database, opened.tables, new JournalLog(this.logPath, this.sums, log.end)];
  }
}

function apply(tables: JournalTables, { items, progress, records }: Commit, sequence: number, logEnd: LogMark): void {
  for (const item of items ?? []) tables.insertItem({ ...item, sequence });
  for (const one of progress ?? []) tables.setProgress(one.id, one.progress, sequence);
  for (const record of records ?? []) tables.putRecord({ ...record, sequence });
  tables.seal(sequence, logEnd);
}

/** The log has all that the database has, and what it has more can be taken over. */
function canFollow(log: LogScan, scan: TableScan): boolean {
  return log.base <= scan.sequence && scan.sequence <= log.sequence;
}

function isLong({ end }: LogScan, rows: number): boolean {
  return end.bytes > longLogBytes && end.lines > linesPerRow * rows;
}

function openMigrated(path: string): Database {
  const database = openDurably(path);
  try {
    migrate(database, journalMigrations);
    return database;
  } catch (cause) {
    database.close();
    if (!(cause instanceof NewerSchemaError)) throw cause;
    throw new AppError('storage', `${path} was written by a newer Quarry.`, {
      remedy: 'Use that version, or another data folder.',
      cause,
    });
  }
}

/** Not what keeps a sound file from being opened: rights, locks, a full disk. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^SQLITE_(CORRUPT|NOTADB|SCHEMA|ERROR|FORMAT|IOERR_SHORT_READ|CONSTRAINT|MISMATCH)/.test(code);
}

function readId(path: string): string | undefined {
  try {
    return /^[0-9a-f-]{36}$/.exec(readFileSync(path, 'utf8').trim())?.[0];
  } catch {
    return undefined;
  }
}

function unwritten(path: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const isFull = code === 'SQLITE_FULL' || code === 'ENOSPC';
  return new AppError('storage', isFull ? `The disk with ${path} is full.` : `${path} cannot be written.`, {
    remedy: isFull
      ? 'Make room; nothing is sent until it can be written down.'
      : 'Check the disk and the rights of the data folder; nothing is sent until it can be written down.',
    retryable: true,
    details: { reason: code === '' ? String(cause) : code },
    cause,
  });
}

function unusable(folder: string, cause: unknown): AppError {
  return new AppError('storage', `The journal of the outbox in ${folder} cannot be opened.`, {
    remedy: 'Check the rights and the space of the data folder; the files are left as they are.',
    details: { reason: String(cause) },
    cause,
  });
}
