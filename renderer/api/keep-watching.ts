import type { EntryMap, InputOf, OutputOf } from '../../app/contract/entry.ts';
import type { Client } from '../../app/rpc/client.ts';
import { retryDelayMs } from './link.ts';

type StreamNames<M extends EntryMap> = { [N in keyof M]: M[N] extends { kind: 'stream' } ? N : never }[keyof M] &
  string;

export interface WatchOptions<E> {
  onEvent(event: E): void;
  /** Called before each subscription but the first: events may have been missed. */
  onResume?(): void;
}

/** Subscribes to a stream of the contract, anew whenever it ends; the result ends it for good. */
export function keepWatching<M extends EntryMap, N extends StreamNames<M>>(
  client: Client<M>,
  name: N,
  input: InputOf<M[N]>,
  { onEvent, onResume }: WatchOptions<OutputOf<M[N]>>,
): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const run = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        for await (const event of client.watch(name, input, { signal })) {
          failures = 0;
          onEvent(event);
        }
      } catch {
        // The state of the line is shown elsewhere; here only the next attempt counts.
      }
      failures += 1;
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, retryDelayMs(failures)));
      if (!signal.aborted) onResume?.();
    }
  };
  void run();
  return () => ended.abort();
}
