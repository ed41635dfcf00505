import type { Database, Statement } from 'better-sqlite3';
import { isEnded, type OutboxItem, type OutboxOrder, type OutboxProgress } from '../item.ts';
import type { JournalRecord } from '../journal-api.ts';
import type { Contents, KeptItem, KeptRecord } from './contents.ts';
import type { LogMark } from './journal-log.ts';
import type { Sums } from './sums.ts';

interface ItemRow {
  number: number;
  id: string;
  is_open: number;
  ended_ms: number | null;
  item_order: string;
  payload: string;
  fixed_sum: number;
  progress: string;
  sequence: number;
  sum: number;
}

type HeadRow = Pick<ItemRow, 'item_order' | 'progress'>;

interface RecordRow {
  space: string;
  key: string;
  value: string;
  sequence: number;
  sum: number;
}

/** What must agree with the rows, so that a lost row is noticed as a changed one is. */
interface Facts {
  journalId: string;
  sequence: number;
  rows: number;
  /** Sums of all rows, exclusive-or. */
  mixed: number;
  /** Up to where the log was written when this was; databases of former versions lack it. */
  log?: LogMark;
}

export interface TableScan {
  isWhole: boolean;
  sequence: number;
  items: KeptItem[];
  records: KeptRecord[];
}

/** The journal that a database says it belongs to, whether the rest of its facts is sound or not. */
export function journalIdIn(database: Database): string | undefined {
  const [, id] = /"journalId":"([0-9a-f-]{36})"/.exec(factsText(database) ?? '') ?? [];
  return id;
}

/** Up to where the database knows the log; not checked, since a wrong one fits no log. */
export function logMarkIn(database: Database): LogMark | undefined {
  try {
    // Written by `seal`, or else it throws or fits no log.
    return (JSON.parse(factsText(database) ?? '{}') as Partial<Facts>).log;
  } catch {
    return undefined;
  }
}

function factsText(database: Database): string | undefined {
  return database.prepare<[], string>("SELECT value FROM facts WHERE name = 'journal'").pluck().get();
}

/** The bytes of a row that its sums cover, in one piece each: strings of them would be most of the work of a start. */
const checkedItems = `
  SELECT number, fixed_sum, sum,
    CAST(number || char(0) || id || char(0) || item_order || char(0) || payload || char(0) AS BLOB) AS fixed,
    CAST(number || char(0) || fixed_sum || char(0) || is_open || char(0) || ifnull(ended_ms, '') || char(0)
      || progress || char(0) || sequence || char(0) AS BLOB) AS whole
  FROM items`;

interface CheckedRow {
  number: number;
  fixed_sum: number;
  sum: number;
  /** Null if damage has taken one of its parts. */
  fixed: Buffer | null;
  whole: Buffer | null;
}

/** Rows with their checksums; no call here is a commit of its own. */
export class JournalTables {
  private readonly database: Database;
  private readonly sums: Sums;
  private readonly statements = new Map<string, Statement>();
  private facts: Facts;

  constructor(database: Database, journalId: string, sums: Sums) {
    this.database = database;
    this.sums = sums;
    this.facts = { journalId, sequence: 0, rows: 0, mixed: 0 };
  }

  get sequence(): number {
    return this.facts.sequence;
  }

  get rows(): number {
    return this.facts.rows;
  }

  /** Checks every row and the structure. `keep`: also gives the rows that are sound, for a rescue. */
  scan(keep: boolean): TableScan {
    const isSoundFile = this.database.pragma('integrity_check(1)', { simple: true }) === 'ok';
    const scan: TableScan = { isWhole: isSoundFile, sequence: 0, items: [], records: [] };
    const found: Facts = { ...this.facts, rows: 0, mixed: 0 };
    const take = (sum: number, isSound: boolean): void => {
      found.rows += 1;
      found.mixed ^= sum;
      scan.isWhole &&= isSound;
    };
    const wholeRow = this.prepared<[number], ItemRow>('SELECT * FROM items WHERE number = ?');
    for (const row of this.prepared<[], CheckedRow>(checkedItems).iterate()) {
      const isSound = this.fits(row.fixed, row.fixed_sum) && this.fits(row.whole, row.sum);
      take(row.sum, isSound);
      const kept = isSound && keep ? wholeRow.get(row.number) : undefined;
      if (kept !== undefined) scan.items.push(fromItemRow(kept));
    }
    for (const row of this.prepared<[], RecordRow>('SELECT * FROM records').iterate()) {
      const isSound = this.recordSum(row) === row.sum;
      take(row.sum, isSound);
      if (isSound && keep) scan.records.push({ ...row, value: JSON.parse(row.value) });
    }
    const written = this.readFacts();
    scan.sequence = written?.sequence ?? 0;
    scan.isWhole &&= written?.rows === found.rows && written.mixed === found.mixed;
    const { log } = written ?? {};
    this.facts = { ...found, sequence: scan.sequence, ...(log === undefined ? {} : { log }) };
    return scan;
  }

  private fits(bytes: Buffer | null, sum: number): boolean {
    return bytes !== null && this.sums.ofBytes(bytes) === sum;
  }

  /** As `scan`, for a file that is known to be sound. */
  believe(): TableScan {
    const written = this.readFacts();
    if (written === undefined || written.journalId !== this.facts.journalId) return this.scan(false);
    this.facts = written;
    return { isWhole: true, sequence: written.sequence, items: [], records: [] };
  }

  /** Last call of every transaction. */
  seal(sequence: number, log: LogMark): void {
    this.facts.sequence = sequence;
    this.facts.log = log;
    const text = JSON.stringify(this.facts);
    this.prepared("INSERT OR REPLACE INTO facts (name, value) VALUES ('journal', ?), ('sum', ?)").run(
      text,
      String(this.sums.ofParts(text)),
    );
  }

  /** After a transaction that was rolled back. */
  reread(): void {
    this.facts = this.readFacts() ?? this.facts;
  }

  private readFacts(): Facts | undefined {
    const rows = this.prepared<[], { name: string; value: string }>('SELECT name, value FROM facts').all();
    const text = rows.find(({ name }) => name === 'journal')?.value;
    const sum = rows.find(({ name }) => name === 'sum')?.value;
    if (text === undefined || String(this.sums.ofParts(text)) !== sum) return undefined;
    // Its checksum says that `seal` has written it.
    return JSON.parse(text) as Facts;
  }

  fill({ items, records }: Contents): void {
    for (const item of items) this.insertItem(item);
    for (const record of records) this.putRecord(record);
  }

  has(id: string): boolean {
    return this.prepared('SELECT 1 FROM items WHERE id = ?').get(id) !== undefined;
  }

  nextNumber(): number {
    const row = this.prepared<[], { last: number | null }>('SELECT max(number) AS last FROM items').get();
    return (row?.last ?? 0) + 1;
  }

  insertItem({ number, order, payload, progress, sequence }: KeptItem): void {
    const fixed = {
      number,
      id: order.id,
      item_order: JSON.stringify(order),
      payload: JSON.stringify(payload),
    };
    const row = { ...fixed, fixed_sum: this.fixedSum(fixed), ...changing(progress, sequence) };
    const sum = this.itemSum(row);
    this.prepared(
      `INSERT INTO items (number, id, is_open, ended_ms, item_order, payload, fixed_sum, progress, sequence, sum)
         VALUES (@number, @id, @is_open, @ended_ms, @item_order, @payload, @fixed_sum, @progress, @sequence, @sum)`,
    ).run({ ...row, sum });
    this.facts.rows += 1;
    this.facts.mixed ^= sum;
  }

  /** False if there is no such item. */
  setProgress(id: string, progress: OutboxProgress, sequence: number): boolean {
    const old = this.prepared<[string], Pick<ItemRow, 'number' | 'fixed_sum' | 'sum'>>(
      'SELECT number, fixed_sum, sum FROM items WHERE id = ?',
    ).get(id);
    if (old === undefined) return false;
    const row = { ...old, ...changing(progress, sequence) };
    const sum = this.itemSum(row);
    this.prepared(
      `UPDATE items SET is_open = @is_open, ended_ms = @ended_ms, progress = @progress, sequence = @sequence, sum = @sum
         WHERE number = @number`,
    ).run({ ...row, sum });
    this.facts.mixed ^= old.sum ^ sum;
    return true;
  }

  putRecord({ space, key, value, sequence }: KeptRecord): void {
    const old = this.prepared<[string, string], { sum: number }>(
      'SELECT sum FROM records WHERE space = ? AND key = ?',
    ).get(space, key);
    if (old !== undefined) {
      this.prepared('DELETE FROM records WHERE space = ? AND key = ?').run(space, key);
      this.facts.rows -= 1;
      this.facts.mixed ^= old.sum;
    }
    if (value === null) return;
    const row = { space, key, value: JSON.stringify(value), sequence };
    const sum = this.recordSum(row);
    this.prepared(
      'INSERT INTO records (space, key, value, sequence, sum) VALUES (@space, @key, @value, @sequence, @sum)',
    ).run({ ...row, sum });
    this.facts.rows += 1;
    this.facts.mixed ^= sum;
  }

  open(): OutboxItem[] {
    return this.prepared<[], HeadRow>('SELECT item_order, progress FROM items WHERE is_open = 1 ORDER BY number')
      .all()
      .map(fromHead);
  }

  ended(limit: number): OutboxItem[] {
    return this.prepared<[number], HeadRow>(
      'SELECT item_order, progress FROM items WHERE ended_ms IS NOT NULL ORDER BY ended_ms DESC, number DESC LIMIT ?',
    )
      .all(limit)
      .map(fromHead);
  }

  /** From the indexes alone: the rows themselves are long. */
  count(): { open: number; ended: number } {
    const row = this.prepared<[], { ended: number; every: number }>(
      'SELECT (SELECT count(*) FROM items WHERE ended_ms IS NOT NULL) AS ended, (SELECT count(*) FROM items) AS every',
    ).get();
    return { open: (row?.every ?? 0) - (row?.ended ?? 0), ended: row?.ended ?? 0 };
  }

  item(id: string): KeptItem | undefined {
    const row = this.prepared<[string], ItemRow>('SELECT * FROM items WHERE id = ?').get(id);
    return row === undefined ? undefined : fromItemRow(row);
  }

  recordsOf(space: string): JournalRecord[] {
    return this.prepared<[string], RecordRow>('SELECT * FROM records WHERE space = ? ORDER BY key')
      .all(space)
      .map(fromRecordRow);
  }

  record(space: string, key: string): JournalRecord | undefined {
    const row = this.prepared<[string, string], RecordRow>('SELECT * FROM records WHERE space = ? AND key = ?').get(
      space,
      key,
    );
    return row === undefined ? undefined : fromRecordRow(row);
  }

  /** Preparing would be a tenth of the work of a commit. */
  private prepared<Bound extends unknown[] = unknown[], Row = unknown>(sql: string): Statement<Bound, Row> {
    const known = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, known);
    // The text decides what is bound and what comes back.
    return known as Statement<Bound, Row>;
  }

  private fixedSum(row: Pick<ItemRow, 'number' | 'id' | 'item_order' | 'payload'>): number {
    return this.sums.ofParts(row.number, row.id, row.item_order, row.payload);
  }

  private itemSum(row: Omit<ItemRow, 'id' | 'item_order' | 'payload' | 'sum'>): number {
    return this.sums.ofParts(row.number, row.fixed_sum, row.is_open, row.ended_ms, row.progress, row.sequence);
  }

  private recordSum(row: Omit<RecordRow, 'sum'>): number {
    return this.sums.ofParts(row.space, row.key, row.value, row.sequence);
  }
}

function changing(
  progress: OutboxProgress,
  sequence: number,
): Pick<ItemRow, 'is_open' | 'ended_ms' | 'progress' | 'sequence'> {
  return {
    is_open: isEnded(progress) && progress.auditsMs.length === 0 ? 0 : 1,
    ended_ms: isEnded(progress) ? progress.endedMs : null,
    progress: JSON.stringify(progress),
    sequence,
  };
}

function fromHead({ item_order, progress }: HeadRow): OutboxItem {
  return { order: JSON.parse(item_order) as OutboxOrder, progress: JSON.parse(progress) as OutboxProgress };
}

function fromItemRow({ number, payload, sequence, ...head }: ItemRow): KeptItem {
  return { number, ...fromHead(head), payload: JSON.parse(payload), sequence };
}

function fromRecordRow({ space, key, value }: RecordRow): JournalRecord {
  return { space, key, value: JSON.parse(value) };
}
