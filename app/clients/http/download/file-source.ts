import type { Dispatcher } from 'undici';
import { createReadDispatcher, type Route } from '../dispatchers.ts';
import type { HttpLimits } from '../limits.ts';
import type { EncodedBody } from '../request-body.ts';
import { toTransportError } from '../transport-error.ts';
import { ArrivingBody } from './arriving-body.ts';
import { PlainSource } from './plain-http/plain-source.ts';
import type { RangeHead } from './resume.ts';

export interface FileAnswer extends RangeHead {
  /** Pieces as they come off the wire, never inflated. Rejects with TransportError, after the last piece that came. */
  body: AsyncIterable<Uint8Array>;
  /** Resolves when the connection is free for another file; some pieces may still wait to be taken. */
  ended: Promise<void>;
  /** A piece is used up; its memory may be written over. Who never says so costs more memory and nothing else. */
  giveBack?(piece: Uint8Array): void;
  /** Ends the transfer; the body rejects. */
  abandon(): void;
}

/** Gets files over kept-alive connections. */
export interface FileSource {
  /**
   * @param connections that may be open to the host
   * @param body sent by POST, for what is not asked for by its address alone
   */
  get(
    url: string,
    headers: Record<string, string>,
    connections: number,
    signal: AbortSignal,
    body?: EncodedBody,
  ): Promise<FileAnswer>;
  close(): Promise<void>;
}

/** @param way how hosts are reached and trusted; default: directly, as the system trusts them */
export function createFileSource(
  limits: Omit<HttpLimits, 'connections'>,
  userAgent: string,
  way: Pick<Route, 'trust' | 'proxy'> = { trust: {} },
): FileSource {
  const dispatchers = new Map<string, Dispatcher>();

  // What an earlier number of connections has left open closes by itself when it is idle.
  function dispatcherFor(origin: string, connections: number): Dispatcher {
    const key = `${connections} ${origin}`;
    let dispatcher = dispatchers.get(key);
    if (dispatcher === undefined) {
      dispatcher = createReadDispatcher({ ...way, origin, limits: { ...limits, connections } });
      dispatchers.set(key, dispatcher);
    }
    return dispatcher;
  }

  const plain = new PlainSource(limits, userAgent);

  return {
    get(url, headers, connections, signal, body) {
      if (url.startsWith('http:') && way.proxy === undefined) return plain.get(url, headers, connections, signal, body);
      const { origin, host, pathname, search } = new URL(url);
      const all = { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity', ...headers };
      const sent =
        body === undefined
          ? { method: 'GET' as const, headers: all }
          : { method: 'POST' as const, headers: { ...all, 'content-type': body.contentType }, body: body.bytes };
      const options = { origin, path: pathname + search, ...sent };
      return new Promise((resolve, reject) => {
        const handler = new FileHandler(host, signal, resolve, reject);
        dispatcherFor(origin, connections).dispatch(options, handler);
      });
    },
    async close() {
      await plain.close();
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    },
  };
}

/** Turns what undici tells into an answer with a body. */
class FileHandler implements Dispatcher.DispatchHandler {
  private readonly host: string;
  private readonly signal: AbortSignal;
  private readonly resolve: (answer: FileAnswer) => void;
  private readonly reject: (error: unknown) => void;
  private body: ArrivingBody | undefined;
  private leave: () => void = () => undefined;

  constructor(
    host: string,
    signal: AbortSignal,
    resolve: (answer: FileAnswer) => void,
    reject: (error: unknown) => void,
  ) {
    this.host = host;
    this.signal = signal;
    this.resolve = resolve;
    this.reject = reject;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { signal } = this;
    const abort = (): void => controller.abort(new Error('stopped'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    this.leave = () => signal.removeEventListener('abort', abort);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    given: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    const headers: Record<string, string | undefined> = {};
    for (const [name, value] of Object.entries(given)) headers[name] = Array.isArray(value) ? value[0] : value;
    const body = new ArrivingBody({ pause: () => controller.pause(), resume: () => controller.resume() });
    this.body = body;
    this.resolve({ status, headers, body, ended: body.ended, abandon: () => controller.abort(new Error('abandoned')) });
  }

  onResponseData(_: Dispatcher.DispatchController, piece: Uint8Array): void {
    this.body?.push(piece);
  }

  onResponseEnd(): void {
    this.leave();
    this.body?.finish();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.leave();
    const failure = toTransportError(error, this.host, 'sent');
    if (this.body === undefined) this.reject(failure);
    else this.body.fail(failure);
  }
}
