import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../platform/node/sqlite.ts';
import { crawlerTable } from '../crawler-table.ts';
import { storeMigrations } from './index.ts';

test('adds crawlers to a store and leaves what it holds', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, storeMigrations.slice(0, 4));
  database.prepare("INSERT INTO settings (key, value) VALUES ('theme', '1')").run();
  migrate(database, storeMigrations);
  expect(database.prepare('SELECT value FROM settings').pluck().get()).toBe('1');

  const table = crawlerTable(database);
  const row = {
    ...{ file: '/lab/a.yaml', times: { kind: 'every', minutes: 30 }, plannedMs: 1, computer: 'lab-pc', sinceMs: 2 },
    ...{ lastJobId: null, lastStartMs: null },
  };
  table.putCrawler(row);
  table.putCrawler({ ...row, lastJobId: 'job', lastStartMs: 3 });
  expect(table.listCrawlers()).toEqual([{ ...row, lastJobId: 'job', lastStartMs: 3 }]);
  expect(table.removeCrawler('/lab/a.yaml')).toBe(true);
  expect(table.removeCrawler('/lab/a.yaml')).toBe(false);
  expect(table.getCrawler('/lab/a.yaml')).toBeUndefined();
  database.close();
});
