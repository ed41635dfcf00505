import type { Database } from 'better-sqlite3';
import type { CrawlerCalls, CrawlerRow } from './crawler-rows.ts';

interface CrawlerSql {
  file: string;
  times: string | null;
  planned_ms: number;
  computer: string | null;
  since_ms: number | null;
  last_job: string | null;
  last_start_ms: number | null;
}

export function crawlerTable(database: Database): CrawlerCalls {
  const list = database.prepare<[], CrawlerSql>('SELECT * FROM crawlers ORDER BY file');
  const get = database.prepare<[string], CrawlerSql>('SELECT * FROM crawlers WHERE file = ?');
  const put = database.prepare(
    `INSERT OR REPLACE INTO crawlers (file, times, planned_ms, computer, since_ms, last_job, last_start_ms)
     VALUES (@file, @times, @plannedMs, @computer, @sinceMs, @lastJobId, @lastStartMs)`,
  );
  const remove = database.prepare('DELETE FROM crawlers WHERE file = ?');
  return {
    listCrawlers: () => list.all().map(fromSql),
    getCrawler: (file) => {
      const row = get.get(file);
      return row === undefined ? undefined : fromSql(row);
    },
    putCrawler: (row) => {
      put.run({ ...row, times: row.times === null ? null : JSON.stringify(row.times) });
    },
    removeCrawler: (file) => remove.run(file).changes > 0,
  };
}

function fromSql({ file, times, computer, ...row }: CrawlerSql): CrawlerRow {
  return {
    ...{ file, times: times === null ? null : JSON.parse(times), computer, plannedMs: row.planned_ms },
    ...{ sinceMs: row.since_ms, lastJobId: row.last_job, lastStartMs: row.last_start_ms },
  };
}
