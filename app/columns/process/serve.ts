import process from 'node:process';
import { AppError, isAppError, toAppError } from '../../contract/app-error.ts';
import type { FromProcess, ToProcess } from '../messages.ts';
import { failureOfDatabase } from './failures.ts';

/** What a handler knows of its call besides the arguments. */
export interface CallContext {
  signal: AbortSignal;
  /** Resolves when the part has left, so that a slow reader slows the sender. */
  sendPart(part: unknown): Promise<void>;
}

type Handler = (context: CallContext, ...args: never[]) => unknown;
/** The handlers of calls T: the same arguments after a context. */
export type Served<T> = {
  [M in keyof T]: T[M] extends (...args: infer A) => infer R
    ? (context: CallContext, ...args: A) => R | Promise<R>
    : never;
};

/** Answers the calls of the core until it goes away. */
export function serveCalls(handlers: object): void {
  const running = new Map<number, AbortController>();
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C in a terminal reaches this process too; the core says when it ends.
  process.on('SIGINT', () => undefined);
  process.on('message', async (message: ToProcess) => {
    if (message.type === 'abort') return running.get(message.id)?.abort();
    const { id, method, args } = message;
    const aborting = new AbortController();
    running.set(id, aborting);
    const context: CallContext = { signal: aborting.signal, sendPart: (part) => send({ type: 'part', id, part }) };
    try {
      const handler = (handlers as Record<string, Handler>)[method];
      if (handler === undefined) throw new AppError('internal', `The column process has no method ${method}.`);
      await send({ type: 'answer', id, value: await handler(context, ...(args as never[])) });
    } catch (error) {
      await send({ type: 'problem', id, problem: named(error, aborting.signal).toData() });
    } finally {
      running.delete(id);
    }
  });
}

function named(error: unknown, signal: AbortSignal): AppError {
  if (signal.aborted) return new AppError('cancelled', 'The work on the table was cancelled.');
  if (isAppError(error)) return error;
  return failureOfDatabase(error) ?? withCause(error);
}

function withCause(error: unknown): AppError {
  const { code, message, remedy } = toAppError(error);
  return new AppError(code, message, {
    ...(remedy === undefined ? {} : { remedy }),
    details: { cause: String(error) },
  });
}

function send(message: FromProcess): Promise<void> {
  return new Promise((resolve) => {
    // When the core has gone there is nobody to tell; `disconnect` ends this process.
    process.send?.(message, undefined, {}, () => resolve());
  });
}
