import type { Readable } from 'node:stream';
import { createWriteConnection, type Route } from './dispatchers.ts';
import { type HttpAnswer, toAnswer } from './http-answer.ts';
import type { HttpPost } from './http-client.ts';
import { cancelledError, type TransportStage, timeoutError, toTransportError } from './transport-error.ts';

const pieceBytes = 64 * 1024;

/**
 * Sends one POST over a connection of its own and follows how far it got. On a time-out or an abort the connection is
 * reset, so that from then on nothing of the request can arrive any more.
 */
export async function sendOnce(route: Route, request: HttpPost, signal: AbortSignal): Promise<HttpAnswer> {
  const { host } = new URL(route.origin);
  const { bytes, contentType } = request.body;
  let stage: TransportStage = 'connecting';
  const connection = createWriteConnection(route, () => {
    stage = bytes.length === 0 ? 'sent' : 'sending';
  });
  const stop = stopper(route.limits.idleTimeoutMs, connection.reset, signal);

  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      stage = start + pieceBytes >= bytes.length ? 'sent' : 'sending';
      stop.progress();
      yield bytes.subarray(start, start + pieceBytes);
    }
  }

  try {
    const data = await connection.dispatcher.request({
      origin: route.origin,
      path: request.target,
      method: 'POST',
      headers: { ...request.headers, 'content-type': contentType, 'content-length': String(bytes.length) },
      // undici documents async iterables as bodies but leaves them out of its types; a Readable would read ahead.
      body: bytes.length === 0 ? null : (pieces() as unknown as Readable),
      reset: true,
      signal: stop.signal,
    });
    stop.progress();
    return await toAnswer(data, host, route.limits.maxBodyBytes, stop.progress);
  } catch (error) {
    connection.reset();
    if (stop.timedOut()) throw timeoutError(host, stage, error);
    if (signal.aborted) throw cancelledError(stage, error);
    throw toTransportError(error, host, stage);
  } finally {
    stop.release();
    await connection.dispatcher.destroy();
  }
}

interface Stopper {
  signal: AbortSignal;
  progress(): void;
  timedOut(): boolean;
  release(): void;
}

/** Resets the connection after a silence or when the caller aborts, and only then tells the HTTP layer. */
function stopper(idleTimeoutMs: number, reset: () => void, outer: AbortSignal): Stopper {
  const inner = new AbortController();
  let silent = false;
  const stop = (): void => {
    reset();
    inner.abort();
  };
  const timer = setTimeout(() => {
    silent = true;
    stop();
  }, idleTimeoutMs);
  outer.addEventListener('abort', stop, { once: true });
  return {
    signal: inner.signal,
    progress: () => void timer.refresh(),
    timedOut: () => silent,
    release() {
      clearTimeout(timer);
      outer.removeEventListener('abort', stop);
    },
  };
}
