import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../../demo/juliabase/random.ts';
import { nightlyCount } from '../../testing/nightly.ts';
import type { NewOutboxItem, OutboxProgress } from '../item.ts';
import { Journal } from './journal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(at = folder): Journal {
  return new Journal(at, () => 5000);
}

function newItem(number: number): NewOutboxItem {
  return {
    order: {
      id: `item-${number}`,
      kind: 'test',
      connectionId: 'lab',
      title: `Result ${number}`,
      target: 'a series',
      marker: null,
      lookFirst: false,
      subject: null,
      files: [],
      createdMs: 1000 + number,
    },
    payload: { text: `payload ${number} `.repeat(20) },
  };
}

function progressOf(journal: Journal, id: string): OutboxProgress {
  const item = journal.getOutboxItem(id);
  if (item === undefined) throw new Error(`There is no ${id}.`);
  return item.progress;
}

function advance(journal: Journal, id: string, change: Partial<OutboxProgress>): void {
  journal.saveOutboxProgress(id, { ...progressOf(journal, id), ...change });
}

/** A journal in which things have happened; every waiting item was sent once, so that no rescue need doubt it. */
function fill(journal: Journal): void {
  for (let number = 0; number < 12; number++) journal.putOutbox({ items: [newItem(number)] });
  for (let number = 0; number < 12; number++) advance(journal, `item-${number}`, { state: 'sending', attempts: 1 });
  for (let number = 0; number < 6; number++)
    advance(journal, `item-${number}`, { state: 'done', remoteId: `${60 + number}`, endedMs: 2000 + number });
  journal.putOutbox({ records: [{ space: 'crawl', key: 'a.dat', value: { size: 5 } }] });
  journal.putOutbox({ records: [{ space: 'crawl', key: 'b.dat', value: { size: 6 } }] });
  journal.putOutbox({ records: [{ space: 'crawl', key: 'b.dat', value: null }] });
}

function everything(journal: Journal): unknown {
  return {
    items: Array.from({ length: 12 }, (_, number) => journal.getOutboxItem(`item-${number}`)),
    records: journal.listOutboxRecords('crawl'),
    open: journal.listOpenOutbox(),
    ended: journal.listEndedOutbox(100),
    count: journal.countOutbox(),
  };
}

describe('the journal', () => {
  test('gives back what was put in, after closing and opening', () => {
    const first = open();
    first.putOutbox({ items: [newItem(1), newItem(2)], records: [{ space: 's', key: 'k', value: [1] }] });
    first.putOutbox({ items: [{ ...newItem(1), payload: 'another' }] });
    advance(first, 'item-1', { state: 'sending', attempts: 1 });
    first.close();
    const second = open();
    expect(second.listOpenOutbox().map(({ order, progress }) => [order.id, progress.state])).toEqual([
      ['item-1', 'sending'],
      ['item-2', 'waiting'],
    ]);
    expect(second.getOutboxItem('item-1')?.payload).toEqual(newItem(1).payload);
    expect(second.getOutboxRecord('s', 'k')?.value).toEqual([1]);
    expect(second.getOutboxItem('none')).toBeUndefined();
    expect(() => second.saveOutboxProgress('none', progressOf(second, 'item-2'))).toThrow(/no such item/);
    expect(second.takeOutboxNotices()).toEqual([]);
    second.close();
  });

  test('puts items and records together or not at all', () => {
    const journal = open();
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const records = [{ space: 's', key: 'k', value: cyclic as never }];
    expect(() => journal.putOutbox({ items: [newItem(1)], records })).toThrow();
    expect(journal.getOutboxItem('item-1')).toBeUndefined();
    journal.putOutbox({ items: [newItem(2)] });
    journal.close();
    const again = open();
    expect(again.countOutbox()).toEqual({ open: 1, ended: 0 });
    expect(again.takeOutboxNotices()).toEqual([]);
    again.close();
  });

  test('takes over what only the log has after a crash between the two', () => {
    const first = open();
    first.putOutbox({ items: [newItem(1)] });
    first.close();
    copyFileSync(join(folder, 'outbox.sqlite'), join(folder, 'before'));
    const second = open();
    advance(second, 'item-1', { state: 'sending', attempts: 1 });
    second.close();
    copyFileSync(join(folder, 'before'), join(folder, 'outbox.sqlite'));
    const third = open();
    expect(progressOf(third, 'item-1')).toMatchObject({ state: 'sending', attempts: 1 });
    expect(third.takeOutboxNotices()).toEqual([]);
    third.close();
  });

  test('an item that may have been sent is never one that only waits, when the end of both copies is lost', () => {
    const first = open();
    first.putOutbox({ items: [newItem(1)] });
    const log = readFileSync(join(folder, 'outbox.log'));
    advance(first, 'item-1', { state: 'sending', attempts: 1 });
    first.close();
    writeFileSync(join(folder, 'outbox.log'), log);
    writeFileSync(join(folder, 'outbox.sqlite'), 'nothing of a database');
    const second = open();
    expect(progressOf(second, 'item-1')).toMatchObject({ state: 'checking', attempts: 1 });
    expect(second.takeOutboxNotices()).toHaveLength(1);
    second.close();
  });

  test('a log that says most things many times is written anew at a start', () => {
    const first = open();
    first.putOutbox({ items: [newItem(1)] });
    const long = 'x'.repeat(1_000_000);
    for (let turn = 0; turn < 18; turn++) advance(first, 'item-1', { reason: `${turn} ${long}` });
    first.close();
    const second = open();
    second.close();
    expect(readFileSync(join(folder, 'outbox.log')).length).toBeLessThan(2_000_000);
    const third = open();
    expect(progressOf(third, 'item-1').reason).toMatch(/^17 x/);
    expect(third.takeOutboxNotices()).toEqual([]);
    third.close();
  });
});

type Damage = (bytes: Buffer, random: () => number) => Buffer;

const damages: Record<string, Damage> = {
  'flipped bit': (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return bytes;
  },
  'overwritten stretch': (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    return bytes.fill(Math.floor(random() * 256), at, Math.min(bytes.length, at + 1 + Math.floor(random() * 600)));
  },
  'zeroed page': (bytes, random) => {
    const at = Math.floor((random() * bytes.length) / 4096) * 4096;
    return bytes.fill(0, at, Math.min(bytes.length, at + 4096));
  },
  truncation: (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  emptied: () => Buffer.alloc(0),
};

function inDatabase(path: string, work: (database: Database.Database) => void): void {
  const database = new Database(path);
  work(database);
  database.close();
}

const rounds = nightlyCount(1400);

describe('damage on disk', () => {
  test(`row 18: ${rounds} seeded damages of one copy: the queue is restored from the other, and a person is told`, () => {
    const truth = open();
    fill(truth);
    const expected = everything(truth);
    truth.close();
    const files = { database: 'outbox.sqlite', log: 'outbox.log' };
    const kinds = Object.entries(damages);
    for (let seed = 0; seed < rounds; seed++) {
      const random = createRandom(seed);
      const [name, damage] = kinds[seed % kinds.length] ?? ['', (bytes: Buffer) => bytes];
      const file = seed % 2 === 0 ? files.database : files.log;
      const place = mkdtempSync(join(tmpdir(), 'quarry-journal-'));
      try {
        for (const each of ['outbox.sqlite', 'outbox.log', 'outbox.id'])
          copyFileSync(join(folder, each), join(place, each));
        const before = readFileSync(join(place, file));
        const after = damage(Buffer.from(before), random);
        writeFileSync(join(place, file), after);
        const journal = open(place);
        expect(everything(journal), `seed ${seed}: ${name} of ${file}`).toEqual(expected);
        // Bytes that nothing uses may change without harm.
        if (file === files.log && !after.equals(before)) expect(journal.takeOutboxNotices()).toHaveLength(1);
        journal.putOutbox({ items: [newItem(99)] });
        journal.close();
        const again = open(place);
        expect(again.getOutboxItem('item-99')).toBeDefined();
        expect(again.takeOutboxNotices()).toEqual([]);
        again.close();
      } finally {
        rmSync(place, { recursive: true });
      }
    }
  }, 600_000);

  test('files of another journal are not taken for ours, and are kept for a look', () => {
    const other = mkdtempSync(join(tmpdir(), 'quarry-journal-'));
    const foreign = open(other);
    foreign.putOutbox({ items: [newItem(50)] });
    foreign.close();
    const own = open();
    fill(own);
    const expected = everything(own);
    own.close();
    for (const file of ['outbox.sqlite', 'outbox.log', 'outbox.id']) {
      copyFileSync(join(other, file), join(folder, file));
      const journal = open();
      expect(everything(journal), file).toEqual(expected);
      expect(journal.getOutboxItem('item-50')).toBeUndefined();
      journal.close();
    }
    expect(readdirSync(join(folder, 'quarantine')).length).toBeGreaterThan(1);
    rmSync(other, { recursive: true });
  });

  test('a row that lacks a part is restored from the log', () => {
    const truth = open();
    fill(truth);
    const expected = everything(truth);
    truth.close();
    const path = join(folder, 'outbox.sqlite');
    inDatabase(path, (database) => {
      database.unsafeMode();
      database.pragma('writable_schema = ON');
      database.exec("UPDATE sqlite_schema SET sql = replace(sql, 'payload TEXT NOT NULL', 'payload TEXT')");
    });
    inDatabase(path, (database) => database.exec('UPDATE items SET payload = NULL WHERE number = 3'));
    const journal = open();
    expect(everything(journal)).toEqual(expected);
    expect(journal.takeOutboxNotices()).toHaveLength(1);
    journal.close();
  });

  test('what one copy has lost in each is put together from both', () => {
    const journal = open();
    fill(journal);
    journal.close();
    const log = readFileSync(join(folder, 'outbox.log'));
    // The log loses its last lines, the database a part of its last page.
    writeFileSync(join(folder, 'outbox.log'), log.subarray(0, log.length * 0.9));
    const database = readFileSync(join(folder, 'outbox.sqlite'));
    writeFileSync(join(folder, 'outbox.sqlite'), database.fill(0xaa, database.length - 300));
    const rescued = open();
    expect(rescued.countOutbox().open + rescued.countOutbox().ended).toBe(12);
    rescued.close();
  });
});
