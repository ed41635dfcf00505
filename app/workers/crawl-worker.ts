import type { Database } from 'better-sqlite3';
import { AppError } from '../contract/app-error.ts';
import { createTracker, type TrackerApi } from '../crawl/tracking/tracker.ts';
import { beginAnew, isDamage, openTrackerDatabase, type TrackerFile } from '../crawl/tracking/tracker-database.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';

type AnyCall = (...args: unknown[]) => unknown;

const handlers: Partial<TrackerApi> & { open(file: TrackerFile): void } = {
  open(file) {
    serve(file, openTrackerDatabase(file));
  },
};
serveWorker(handlers);

/** Damage that a call meets costs that call; the next one finds a new table, which is filled again. */
function serve(file: TrackerFile, database: Database): void {
  const calls = Object.entries(createTracker(database, () => performance.now())).map(
    ([name, call]: [string, AnyCall]) => [
      name,
      (...args: unknown[]) => {
        try {
          return call(...args);
        } catch (cause) {
          if (!isDamage(cause)) throw cause;
          serve(file, beginAnew(file, database));
          throw new AppError('storage', `${file.path} is damaged and was set aside.`, {
            remedy: 'Run the crawler again: its files are read anew, and nothing is sent twice.',
            retryable: true,
            cause,
          });
        }
      },
    ],
  );
  Object.assign(handlers, Object.fromEntries(calls));
}
