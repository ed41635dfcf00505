import { AppError } from '../../app/contract/app-error.ts';
import type { EntryMap } from '../../app/contract/entry.ts';
import type { Client } from '../../app/rpc/client.ts';
import { t } from '../ui/language.ts';
import { windowSpeaker } from '../ui/say.ts';
import { sayAnswer, sayError } from './spoken-answers.ts';

/** A client that asks for the present one before each call; answers and failures are in the language of the window. */
export function forwardingClient<M extends EntryMap>(present: () => Promise<Client<M>>): Client<M> {
  return {
    async call(name, input, options = {}) {
      const client = await unlessAborted(present(), options.signal);
      const speak = windowSpeaker();
      if (speak === null) return client.call(name, input, options);
      try {
        return sayAnswer(name, await client.call(name, input, options), speak);
      } catch (error) {
        throw sayError(error, speak);
      }
    },
    async *watch(name, input, options = {}) {
      const client = await unlessAborted(present(), options.signal);
      const speak = windowSpeaker();
      if (speak === null) return yield* client.watch(name, input, options);
      try {
        for await (const event of client.watch(name, input, options)) yield sayAnswer(name, event, speak);
      } catch (error) {
        throw sayError(error, speak);
      }
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
