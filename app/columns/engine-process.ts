import { AppError, toAppError } from '../contract/app-error.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { FromProcess } from './messages.ts';
import type { ProcessChannel, StartProcess } from './process-channel.ts';

export interface CallOptions {
  signal?: AbortSignal | undefined;
  onPart?: (part: unknown) => void;
}

type Method = (...args: never[]) => unknown;
type Calls<T> = { [M in keyof T]: Method };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: AppError): void;
  onPart: ((part: unknown) => void) | undefined;
}

/** Calls to one running process. Ends with it. */
export class ProcessCalls<T extends Calls<T>> {
  private readonly channel: ProcessChannel;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private ended: AppError | undefined;

  constructor(channel: ProcessChannel, log: Log, onEnd: () => void = () => undefined) {
    this.channel = channel;
    channel.hold(false);
    channel.onMessage((message) => this.receive(message));
    channel.onOutput((line) => log.info({ line }, 'The column process wrote to its output.'));
    channel.onExit((how) => {
      this.ended = new AppError('storage', 'The column engine has stopped in the middle of its work.', {
        remedy: 'Try again; it starts anew.',
        retryable: true,
        details: { how },
      });
      if (this.waiting.size > 0) log.warn({ how, calls: this.waiting.size }, this.ended.message);
      for (const call of this.waiting.values()) call.reject(this.ended);
      this.waiting.clear();
      onEnd();
    });
  }

  /** Rejects at once when the signal is aborted; the process gives up the work then, too. */
  call<M extends keyof T & string>(
    method: M,
    args: Parameters<T[M]>,
    { signal, onPart }: CallOptions = {},
  ): Promise<ReturnType<T[M]>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(cancelled(signal));
      if (this.ended !== undefined) return reject(this.ended);
      const id = this.nextId++;
      const onAbort = (): void => {
        this.channel.send({ type: 'abort', id });
        settle();
        reject(cancelled(signal));
      };
      const settle = (): void => {
        signal?.removeEventListener('abort', onAbort);
        this.waiting.delete(id);
        if (this.waiting.size === 0) this.channel.hold(false);
      };
      signal?.addEventListener('abort', onAbort);
      this.waiting.set(id, {
        onPart,
        resolve: (value) => {
          settle();
          // The process serves exactly the methods of T.
          resolve(value as ReturnType<T[M]>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      this.channel.hold(true);
      this.channel.send({ type: 'call', id, method, args });
    });
  }

  kill(): void {
    this.channel.kill();
  }

  private receive(message: FromProcess): void {
    const call = this.waiting.get(message.id);
    if (call === undefined) return;
    switch (message.type) {
      case 'answer':
        call.resolve(message.value);
        break;
      case 'problem':
        call.reject(AppError.fromData(message.problem));
        break;
      case 'part':
        call.onPart?.(message.part);
        break;
      default:
        message satisfies never;
    }
  }
}

function cancelled(signal: AbortSignal | undefined): AppError {
  const reason = toAppError(signal?.reason);
  return reason.code === 'internal'
    ? new AppError('cancelled', 'The work on the table was cancelled.', { cause: signal?.reason })
    : reason;
}

export interface EngineProcessParts<T extends Calls<T>> {
  script: URL;
  start: StartProcess;
  clock: Clock;
  log: Log;
  /** An unused process is ended after this time. */
  idleMs: number;
  /** The first call, before any other. */
  prepare(calls: ProcessCalls<T>): Promise<unknown>;
}

/** A process that is started when it is needed, ended when it is not, and started anew after it has died. */
export class EngineProcess<T extends Calls<T>> {
  private readonly parts: EngineProcessParts<T>;
  private running: { calls: ProcessCalls<T>; ready: Promise<unknown> } | undefined;
  private users = 0;
  private idle: AbortController | undefined;
  private isClosed = false;

  constructor(parts: EngineProcessParts<T>) {
    this.parts = parts;
  }

  /** All calls of `work` go to the same process. */
  async use<R>(work: (calls: ProcessCalls<T>) => Promise<R>): Promise<R> {
    if (this.isClosed) throw new AppError('storage', 'The column engine is closed.', { remedy: 'Start Quarry again.' });
    this.idle?.abort();
    this.users += 1;
    try {
      this.running ??= this.start();
      const { calls, ready } = this.running;
      await ready;
      return await work(calls);
    } finally {
      this.users -= 1;
      if (this.users === 0) this.endWhenIdle();
    }
  }

  close(): void {
    this.isClosed = true;
    this.idle?.abort();
    this.end();
  }

  private start(): { calls: ProcessCalls<T>; ready: Promise<unknown> } {
    const { script, start, log, prepare } = this.parts;
    const calls: ProcessCalls<T> = new ProcessCalls<T>(start(script), log, () => {
      if (this.running?.calls === calls) this.running = undefined;
    });
    const ready = prepare(calls).catch((error: unknown) => {
      // One that could not be made ready is of no use to the next call either.
      calls.kill();
      if (this.running?.calls === calls) this.running = undefined;
      throw error;
    });
    return { calls, ready };
  }

  private endWhenIdle(): void {
    if (this.isClosed || this.running === undefined) return;
    this.idle = new AbortController();
    this.parts.clock.sleep(this.parts.idleMs, this.idle.signal).then(
      () => this.end(),
      // It is used again, or closed.
      () => undefined,
    );
  }

  private end(): void {
    this.running?.calls.kill();
    this.running = undefined;
  }
}
