import PQueue from 'p-queue';
import type { Dispatcher } from 'undici';
import { isAppError } from '../../contract/app-error.ts';
import type { Clock } from '../../platform/platform.ts';
import { createReadDispatcher, type Route } from './dispatchers.ts';
import { type HttpAnswer, toAnswer } from './http-answer.ts';
import type { RequestObserver } from './observer.ts';
import type { EncodedBody } from './request-body.ts';
import { parseRetryAfter, type Verdict, withRetries } from './retry.ts';
import { cancelledError, toTransportError } from './transport-error.ts';
import { sendOnce } from './write-request.ts';

export interface HttpRequest {
  /** Path and query as they go over the wire. */
  target: string;
  headers: Record<string, string>;
  signal?: AbortSignal | undefined;
}

export interface HttpPost extends HttpRequest {
  body: EncodedBody;
}

/** Requests to one server, never more at once than `limits.connections`. */
export interface HttpClient {
  readonly host: string;
  /** Repeats after network errors and 429, 502, 503, 504. @throws TransportError */
  get(request: HttpRequest): Promise<HttpAnswer>;
  /** Sends once, over a connection of its own. @throws TransportError, whose `stage` tells what may have arrived */
  post(request: HttpPost): Promise<HttpAnswer>;
  /** Running requests fail with 'cancelled'. */
  close(): Promise<void>;
}

export interface HttpClientOptions extends Route {
  clock: Clock;
  observer?: RequestObserver | undefined;
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const host = new URL(options.origin).host;
  const { clock, limits } = options;
  const reader = createReadDispatcher(options);
  const queue = new PQueue({ concurrency: limits.connections });
  const closing = new AbortController();

  async function observed(
    method: 'GET' | 'POST',
    request: HttpRequest,
    attempt: number,
    send: (signal: AbortSignal) => Promise<HttpAnswer>,
  ): Promise<HttpAnswer> {
    const signal = request.signal === undefined ? closing.signal : AbortSignal.any([request.signal, closing.signal]);
    if (signal.aborted) throw cancelledError('connecting', signal.reason);
    const startMs = clock.monotonicMs();
    let status: number | undefined;
    try {
      const answer = await queue.add(() => send(signal), { signal });
      status = answer.status;
      return answer;
    } catch (error) {
      throw signal.aborted && !isAppError(error) ? cancelledError('connecting', error) : error;
    } finally {
      options.observer?.({
        method,
        path: request.target.replace(/\?.*$/s, ''),
        ...(status === undefined ? {} : { status }),
        durationMs: clock.monotonicMs() - startMs,
        attempt,
      });
    }
  }

  return {
    host,
    get: (request) =>
      withRetries(
        (attempt) => observed('GET', request, attempt, (signal) => read(reader, options, request, signal)),
        (result) => worthRepeating(result, clock.nowMs()),
        limits,
        clock,
        request.signal,
      ),
    post: (request) => observed('POST', request, 1, (signal) => sendOnce(options, request, signal)),
    async close() {
      closing.abort();
      await reader.destroy();
    },
  };
}

async function read(
  dispatcher: Dispatcher,
  { origin, limits }: Route,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { host } = new URL(origin);
  try {
    const { target: path, headers } = request;
    const data = await dispatcher.request({ origin, path, method: 'GET', headers, signal });
    return await toAnswer(data, host, limits.maxBodyBytes);
  } catch (error) {
    if (signal.aborted) throw cancelledError('sent', error);
    throw toTransportError(error, host, 'sent');
  }
}

const passingTroubles: ReadonlySet<number> = new Set([429, 502, 503, 504]);

function worthRepeating(result: { value: HttpAnswer } | { error: unknown }, nowMs: number): Verdict {
  if ('error' in result) return { again: isAppError(result.error, 'network') && result.error.retryable };
  const { status, headers } = result.value;
  return { again: passingTroubles.has(status), retryAfterMs: parseRetryAfter(headers['retry-after'], nowMs) };
}
