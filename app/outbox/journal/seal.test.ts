import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Journal } from './journal.ts';
import { Seal } from './seal.ts';
import { Sums } from './sums.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-seal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a sealed database', () => {
  const database = (): string => join(folder, 'some.sqlite');
  const seal = (id = 'one'): Seal => new Seal(join(folder, 'some.seal'), database(), new Sums(id));
  beforeEach(() => {
    writeFileSync(database(), Buffer.alloc(3_000_000, 7));
    seal().write();
  });

  test('is known again', () => expect(seal().fits()).toBe(true));

  test.each<[string, () => void]>([
    ['with another byte', () => writeFileSync(database(), Buffer.alloc(3_000_000, 7).fill(8, 2_500_000, 2_500_001))],
    ['with a byte more', () => appendFileSync(database(), '\u0007')],
    ['with changes that wait beside it', () => writeFileSync(`${database()}-wal`, 'frames')],
    ['that is gone', () => rmSync(database())],
    ['without its seal', () => rmSync(join(folder, 'some.seal'))],
    ['with half a seal', () => writeFileSync(join(folder, 'some.seal'), '3000000 1')],
  ])('%s is not', (_what, change) => {
    change();
    expect(seal().fits()).toBe(false);
  });

  test('of another journal is not', () => expect(seal('two').fits()).toBe(false));
});

test('a journal is sealed when it is closed, not while changes are open', () => {
  const sealPath = join(folder, 'outbox.seal');
  new Journal(folder, () => 0).close();
  const first = readFileSync(sealPath, 'utf8');
  const journal = new Journal(folder, () => 0);
  journal.putOutbox({ records: [{ space: 'crawl', key: 'a.dat', value: 1 }] });
  expect(readFileSync(sealPath, 'utf8')).toBe(first);
  journal.close();
  expect(readFileSync(sealPath, 'utf8')).not.toBe(first);
  const next = new Journal(folder, () => 0);
  expect(next.getOutboxRecord('crawl', 'a.dat')?.value).toBe(1);
  next.close();
});
