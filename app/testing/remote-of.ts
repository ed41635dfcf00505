import type { Remote } from '../rpc/node/worker-client.ts';

/** Calls of the same thread in the form in which a worker would answer them. */
export function remoteOf<T extends object>(calls: T): Remote<T> {
  const wrapped = Object.entries(calls).map(([name, call]) => [name, async (...args: unknown[]) => call(...args)]);
  // The same names, each answering by a promise.
  return Object.fromEntries(wrapped) as Remote<T>;
}
