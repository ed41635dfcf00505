import { type MessagePort, parentPort, type Transferable, type Worker } from 'node:worker_threads';
import { AppError, type AppErrorData, isAppError, toAppError } from '../../contract/app-error.ts';

/** An answer whose buffers move to the other side instead of being copied. */
export class Transferred<T> {
  readonly value: T;
  readonly buffers: Transferable[];

  constructor(value: T, buffers: Transferable[]) {
    this.value = value;
    this.buffers = buffers;
  }
}

interface CallMessage {
  id: number;
  method: string;
  args: unknown[];
}

interface AnswerMessage {
  id: number;
  value?: unknown;
  problem?: AppErrorData;
}

/** All methods of T as they look from the other side: promises, and transferred values unwrapped. */
export type Remote<T> = {
  [M in keyof T]: T[M] extends (...args: infer A) => infer R ? (...args: A) => Promise<Unwrapped<Awaited<R>>> : never;
};
type Unwrapped<R> = R extends Transferred<infer V> ? V : R;

/**
 * Calls the methods that a worker serves. When the worker ends, waiting calls fail with 'internal', retryable.
 * An idle worker does not keep the process alive; a waiting call does.
 */
export function createWorkerClient<T>(worker: Worker): Remote<T> & { close(): Promise<void> } {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: AppError): void }>();
  let nextId = 1;
  let ended: AppError | undefined;

  const end = (cause?: unknown): void => {
    ended ??= new AppError('internal', 'A worker of Quarry has ended.', {
      remedy: 'Try again.',
      retryable: true,
      cause,
    });
    for (const call of waiting.values()) call.reject(ended);
    waiting.clear();
  };
  worker.on('message', (answer: AnswerMessage) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if (answer.problem === undefined) call?.resolve(answer.value);
    else call?.reject(AppError.fromData(answer.problem));
  });
  worker.on('error', end);
  worker.on('exit', () => end());
  worker.unref();

  const call = (method: string, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, method, args } satisfies CallMessage);
    });
  const close = async (): Promise<void> => {
    await worker.terminate();
  };
  return new Proxy({} as Remote<T> & { close(): Promise<void> }, {
    get: (_target, method) => {
      if (method === 'close') return close;
      // A proxy handed through `await` is asked for `then`.
      if (typeof method !== 'string' || method === 'then') return undefined;
      return (...args: unknown[]) => call(method, args);
    },
  });
}

type Served = Record<string, (...args: never[]) => unknown>;

/** The worker's side: answers calls in the order in which their work ends. */
export function serveWorker<T extends object>(handlers: T, port: MessagePort | null = parentPort): void {
  if (port === null) throw new Error('serveWorker runs in a worker thread only.');
  port.on('message', async ({ id, method, args }: CallMessage) => {
    const answer = await run(handlers as unknown as Served, method, args).catch((error: unknown) => ({
      problem: problemOf(error),
    }));
    if ('problem' in answer) port.postMessage({ id, problem: answer.problem } satisfies AnswerMessage);
    else port.postMessage({ id, value: answer.value } satisfies AnswerMessage, answer.buffers);
  });
}

async function run(
  handlers: Served,
  method: string,
  args: unknown[],
): Promise<{ value: unknown; buffers: Transferable[] }> {
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (handler === undefined) throw new AppError('internal', `The worker has no method ${method}.`);
  const value = await handler.apply(handlers, args as never[]);
  return value instanceof Transferred ? value : { value, buffers: [] };
}

function problemOf(error: unknown): AppErrorData {
  if (isAppError(error)) return error.toData();
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...toAppError(error).toData(), details: { cause: text } };
}
