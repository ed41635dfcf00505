import { ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { AppError, type AppErrorData, errorCodes } from '../contract/app-error.ts';
import type { EntryMap, InputOf, OutputOf } from '../contract/entry.ts';
import { asOrpcPort, type Transport } from './transport.ts';

type StreamNames<M extends EntryMap> = { [N in keyof M]: M[N] extends { kind: 'stream' } ? N : never }[keyof M] &
  string;
type CallNames<M extends EntryMap> = Exclude<keyof M & string, StreamNames<M>>;

/** The only way by which pages, command line and tests ask a core or a shell. */
export interface Client<M extends EntryMap> {
  call<N extends CallNames<M>>(
    name: N,
    input: InputOf<M[N]>,
    options?: { signal?: AbortSignal },
  ): Promise<OutputOf<M[N]>>;
  /** Ends when the work is done; leaving the loop ends the work. Rejects with AppError. */
  watch<N extends StreamNames<M>>(
    name: N,
    input: InputOf<M[N]>,
    options?: { signal?: AbortSignal; lastEventId?: string },
  ): AsyncGenerator<OutputOf<M[N]>, void, void>;
  onClose(listener: () => void): void;
  close(): void;
}

/** `contract` only types the client; the server checks. */
export function createClient<M extends EntryMap>(transport: Transport): Client<M> {
  const port = asOrpcPort(transport);
  // oRPC names the DOM's MessagePort; it uses the two methods given.
  const link = new RPCLink({ port: port as ConstructorParameters<typeof RPCLink>[0]['port'] });
  let closed = false;
  const waiting = new Set<(error: AppError) => void>();
  transport.onClose(() => {
    closed = true;
    for (const fail of waiting) fail(connectionLost());
  });

  const request = async (
    name: string,
    input: unknown,
    options: { signal?: AbortSignal; lastEventId?: string },
  ): Promise<unknown> => {
    if (closed) throw connectionLost();
    let fail = (_error: AppError): void => undefined;
    const lost = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    waiting.add(fail);
    try {
      // A call on a closed port would wait for ever.
      return await Promise.race([
        link.call([name], input, {
          context: {},
          ...(options.signal === undefined ? {} : { signal: options.signal as ConstructorSignal }),
          ...(options.lastEventId === undefined ? {} : { lastEventId: options.lastEventId }),
        }),
        lost,
      ]);
    } catch (error) {
      throw toClientError(error, options.signal);
    } finally {
      waiting.delete(fail);
    }
  };

  return {
    // The server parsed the output with the entry's schema.
    call: (name, input, options = {}) => request(name, input, options) as Promise<never>,
    async *watch(name, input, options = {}) {
      const events = (await request(name, input, options)) as AsyncIterable<never>;
      try {
        for await (const event of events) yield event;
      } catch (error) {
        throw toClientError(error, options.signal);
      }
    },
    onClose: (listener) => transport.onClose(listener),
    close: () => transport.close(),
  };
}

// The neutral AbortSignal is a part of the global one that oRPC names.
type ConstructorSignal = NonNullable<Parameters<InstanceType<typeof RPCLink>['call']>[2]['signal']>;

function connectionLost(): AppError {
  return new AppError('network', 'The connection to the core of Quarry was lost.', {
    remedy: 'It is tried again by itself.',
  });
}

function toClientError(error: unknown, signal: AbortSignal | undefined): AppError {
  if (error instanceof AppError) return error;
  if (signal?.aborted === true) return new AppError('cancelled', 'The work was cancelled.', { cause: error });
  if (error instanceof ORPCError && isErrorData(error.data)) return AppError.fromData(error.data);
  // oRPC reports a lost transport as an aborted queue.
  if (error instanceof Error && (error.name === 'AbortError' || /closed|not open/.test(error.message)))
    return connectionLost();
  return new AppError('internal', 'Quarry met an error of its own.', { cause: error });
}

function isErrorData(value: unknown): value is AppErrorData {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    (errorCodes as readonly unknown[]).includes(value.code) &&
    'message' in value
  );
}
