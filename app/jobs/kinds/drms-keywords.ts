import { z } from 'zod';
import { isAppError } from '../../contract/app-error.ts';
import { done, type JobKind } from '../job-kind.ts';

const Input = z.object({ serverId: z.string() });
type Input = z.infer<typeof Input>;
/** Names in lower case that the server could not describe; they are not asked for again. */
const State = z.object({ failed: z.array(z.string()) });
type State = z.infer<typeof State>;

export interface DrmsKeywordsParts {
  seriesNames(serverId: string, signal: AbortSignal): Promise<string[]>;
  /** Names in lower case of the series whose keywords are known here. */
  described(serverId: string): Promise<ReadonlySet<string>>;
  /** Reads and keeps the description of a series. */
  describe(serverId: string, series: string, signal: AbortSignal): Promise<void>;
  /** Told now and then, so that a search shows more. */
  onMore(): void;
}

/** Between two questions; operators ask to be spared. */
const pauseMs = 200;
const tellEvery = 25;

/**
 * Reads the description of every series of a server that is not known yet, one after the other. What is known is in
 * the cache, so it goes on where it stood. A series that the server cannot describe does not end it.
 *
 * Result: `{ described, failed }`, numbers of series.
 */
export function drmsKeywordsKind(parts: DrmsKeywordsParts): JobKind<Input, State> {
  return {
    kind: 'drms.keywords',
    inputSchema: Input,
    checkpointSchema: State,
    canPause: true,
    async run({ input: { serverId }, checkpoint, signal, progress, saveCheckpoint, clock }) {
      const names = await parts.seriesNames(serverId, signal);
      const described = await parts.described(serverId);
      const failed = new Set(checkpoint?.failed);
      const open = names.filter((name) => !described.has(name.toLowerCase()) && !failed.has(name.toLowerCase()));
      const before = names.length - open.length;
      const tell = (at: number): void =>
        progress({ phase: 'Reading keywords', done: before + at, total: names.length, unit: 'series' });
      for (const [at, name] of open.entries()) {
        tell(at);
        try {
          await parts.describe(serverId, name, signal);
        } catch (error) {
          if (!isAppError(error, 'remote-failed', 'bad-response', 'not-found')) throw error;
          failed.add(name.toLowerCase());
          await saveCheckpoint({ failed: [...failed] });
        }
        if (at % tellEvery === tellEvery - 1) parts.onMore();
        await clock.sleep(pauseMs, signal);
      }
      tell(open.length);
      parts.onMore();
      return done({ described: names.length - failed.size, failed: failed.size });
    },
  };
}
