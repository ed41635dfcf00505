import { AppError } from '../../app/contract/app-error.ts';
import type { EntryMap } from '../../app/contract/entry.ts';
import type { Client } from '../../app/rpc/client.ts';
import { t } from '../ui/language.ts';

/** A client that asks for the present one before each call. */
export function forwardingClient<M extends EntryMap>(present: () => Promise<Client<M>>): Client<M> {
  return {
    async call(name, input, options = {}) {
      const client = await unlessAborted(present(), options.signal);
      return client.call(name, input, options);
    },
    async *watch(name, input, options = {}) {
      const client = await unlessAborted(present(), options.signal);
      yield* client.watch(name, input, options);
    },
    onClose: (listener) => {
      present().then(
        (client) => client.onClose(listener),
        () => listener(),
      );
    },
    close: () => {
      present().then(
        (client) => client.close(),
        () => undefined,
      );
    },
  };
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new AppError('cancelled', t('The work was cancelled.')));
    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
