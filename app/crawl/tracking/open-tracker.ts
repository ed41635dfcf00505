import { AppError } from '../../contract/app-error.ts';
import { createTracker, type TrackerApi } from './tracker.ts';
import { beginAnew, isDamage, openTrackerDatabase, type TrackerFile } from './tracker-database.ts';

type AnyCall = (...args: unknown[]) => unknown;

/**
 * What is known of files, from its database. Damage that a call meets costs that call; the next one finds a new table,
 * which is filled again.
 */
export function openTracker(file: TrackerFile): TrackerApi {
  let database = openTrackerDatabase(file);
  let calls = createTracker(database, () => performance.now());
  const guarded = (name: keyof TrackerApi, args: unknown[]): unknown => {
    try {
      // Whoever calls has the types of the call of this name.
      return (calls[name] as AnyCall)(...args);
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      database = beginAnew(file, database);
      calls = createTracker(database, () => performance.now());
      throw new AppError('storage', `${file.path} is damaged and was set aside.`, {
        remedy: 'Run the crawler again: its files are read anew, and nothing is sent twice.',
        retryable: true,
        cause,
      });
    }
  };
  const names = Object.keys(calls) as (keyof TrackerApi)[];
  // Every call keeps its name and arguments.
  return Object.fromEntries(
    names.map((name) => [name, (...args: unknown[]) => guarded(name, args)]),
  ) as unknown as TrackerApi;
}
