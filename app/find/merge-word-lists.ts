import type { Database } from 'better-sqlite3';

/** As many as are written in the time that a search may wait. */
const pagesPerStep = 100;

/**
 * One step towards one list for each word; what becomes free is given back to the disk then.
 * @returns whether there is no more to do
 */
export function mergeWordLists(database: Database, isFirst: boolean): boolean {
  const steps = ['names', 'texts'].map((table) => {
    const before = changesOf(database);
    // FTS5 takes a negative number for: everything, from now on.
    const pages = isFirst ? -pagesPerStep : pagesPerStep;
    database.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`).run(pages);
    // It says that nothing was left by changing nothing but this row itself.
    return changesOf(database) - before < 2;
  });
  if (steps.includes(false)) return false;
  database.pragma(`incremental_vacuum(${pagesPerStep})`);
  return database.pragma('freelist_count', { simple: true }) === 0;
}

function changesOf(database: Database): number {
  return Number(database.prepare('SELECT total_changes()').pluck().get());
}
