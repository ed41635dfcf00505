import { Readable } from 'node:stream';
import PQueue from 'p-queue';
import type { Dispatcher } from 'undici';
import { isAppError } from '../../contract/app-error.ts';
import type { Clock } from '../../platform/platform.ts';
import { createReadDispatcher, type Route } from './dispatchers.ts';
import { createFileSource, type FileAnswer, type FileSource } from './download/file-source.ts';
import { type HttpAnswer, plainHeaders, toAnswer } from './http-answer.ts';
import type { RequestObserver } from './observer.ts';
import type { EncodedBody, StreamedBody } from './request-body.ts';
import { piecesOf, tooLarge } from './response-body.ts';
import { parseRetryAfter, type Verdict, withRetries } from './retry.ts';
import { cancelledError, toTransportError } from './transport-error.ts';
import { sendOnce } from './write-request.ts';

export interface HttpRequest {
  /** Path and query as they go over the wire. */
  target: string;
  headers: Record<string, string>;
  signal?: AbortSignal | undefined;
}

export interface AnswerHead {
  status: number;
  headers: Record<string, string | undefined>;
}

/** Takes the pieces of a body; what it throws ends the request and is not repeated. */
export interface PieceTaker<T> {
  push(piece: Uint8Array): void | Promise<void>;
  finish(): T | Promise<T>;
}

/** A piece, or a part of one, is used up: its memory may be written over. */
export type GiveBack = (piece: Uint8Array) => void;

export interface HttpPost extends HttpRequest {
  body: EncodedBody;
}

export interface HttpAsk extends HttpRequest {
  body: EncodedBody | StreamedBody;
}

/** Requests to one server, never more at once than `limits.connections`. */
export interface HttpClient {
  readonly host: string;
  /** Repeats after network errors and 429, 502, 503, 504. @throws TransportError */
  get(request: HttpRequest): Promise<HttpAnswer>;
  /** A POST that only reads: repeated as `get`, over kept connections. @throws TransportError */
  ask(request: HttpAsk): Promise<HttpAnswer>;
  /** As `get`, for answers too large to be held; `take` is asked anew for each try. */
  getPieces<T>(request: HttpRequest, take: (head: AnswerHead) => PieceTaker<T>): Promise<T>;
  /** As `ask`, for many bytes at full speed; they are not unpacked. `take` is asked anew for each try. */
  askPieces<T>(request: HttpPost, take: (head: AnswerHead, giveBack: GiveBack) => PieceTaker<T>): Promise<T>;
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
  const source = createFileSource(limits, 'Quarry', options);
  const queue = new PQueue({ concurrency: limits.connections });
  const closing = new AbortController();

  /** Closing ends everything, also the wait between two tries. */
  function signalOf(request: HttpRequest): AbortSignal {
    return request.signal === undefined ? closing.signal : AbortSignal.any([request.signal, closing.signal]);
  }

  async function observed<A extends { status: number }>(
    method: 'GET' | 'POST',
    request: HttpRequest,
    attempt: number,
    send: (signal: AbortSignal) => Promise<A>,
  ): Promise<A> {
    const signal = signalOf(request);
    if (signal.aborted) throw cancelledError('connecting', signal.reason);
    const startMs = clock.monotonicMs();
    let status: number | undefined;
    let sending: Promise<A> | undefined;
    try {
      const start = (): Promise<A> => {
        sending = send(signal);
        return sending;
      };
      // An aborted queue does not wait for what has begun, which alone knows how far it has come.
      const answer = await queue.add(start, { signal }).catch((error: unknown) => sending ?? Promise.reject(error));
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

  /** Sends what changes nothing, again after passing troubles. */
  function readRepeatedly(request: HttpRequest & Partial<HttpAsk>): Promise<HttpAnswer> {
    const method = request.body === undefined ? 'GET' : 'POST';
    return withRetries(
      (attempt) => observed(method, request, attempt, (signal) => read(reader, options, request, signal)),
      (result) => worthRepeating(result, clock.nowMs()),
      limits,
      clock,
      signalOf(request),
    );
  }

  async function takeRepeatedly<T>(
    method: 'GET' | 'POST',
    request: HttpRequest,
    send: (signal: AbortSignal) => Promise<ReadPieces<T>>,
  ): Promise<T> {
    const { value } = await withRetries(
      (attempt) => observed(method, request, attempt, send),
      (result) => worthRepeating(result, clock.nowMs()),
      limits,
      clock,
      signalOf(request),
    );
    if ('refused' in value) throw value.refused;
    return value.taken;
  }

  return {
    host,
    get: readRepeatedly,
    ask: readRepeatedly,
    getPieces: (request, take) =>
      takeRepeatedly('GET', request, (signal) => readPieces(reader, options, { ...request, signal }, take)),
    askPieces: (request, take) =>
      takeRepeatedly('POST', request, (signal) => readLentPieces(source, options, { ...request, signal }, take)),
    post: (request) => observed('POST', request, 1, (signal) => sendOnce(options, request, signal)),
    async close() {
      closing.abort();
      await Promise.all([reader.destroy(), source.close()]);
    },
  };
}

async function read(
  dispatcher: Dispatcher,
  { origin, limits }: Route,
  request: HttpRequest & Partial<HttpAsk>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { host } = new URL(origin);
  try {
    const data = await dispatcher.request({ origin, ...sentAs(request), signal });
    return await toAnswer(data, host, limits.maxBodyBytes);
  } catch (error) {
    if (signal.aborted) throw cancelledError('sent', error);
    throw toTransportError(error, host, 'sent');
  }
}

function sentAs({ target: path, headers, body }: HttpRequest & Partial<HttpAsk>) {
  if (body === undefined) return { path, method: 'GET' as const, headers };
  const all = { ...headers, 'content-type': body.contentType };
  return 'bytes' in body
    ? { path, method: 'POST' as const, headers: all, body: body.bytes }
    : {
        ...{ path, method: 'POST' as const },
        headers: { ...all, 'content-length': String(body.length) },
        body: Readable.from(body.pieces()),
      };
}

interface ReadPieces<T> extends AnswerHead {
  /** An error of the taker is no trouble of the network: it must not be repeated. */
  value: { taken: T } | { refused: unknown };
}

async function readPieces<T>(
  dispatcher: Dispatcher,
  { origin, limits }: Route,
  { signal, ...request }: HttpRequest & { signal: AbortSignal },
  take: (head: AnswerHead) => PieceTaker<T>,
): Promise<ReadPieces<T>> {
  const { host } = new URL(origin);
  try {
    const data = await dispatcher.request({ origin, ...sentAs(request), signal });
    const head = { status: data.statusCode, headers: plainHeaders(data) };
    const taker = take(head);
    const pieces = piecesOf(data.body, head.headers['content-encoding'], { maxBytes: limits.maxBodyBytes, host });
    return { ...head, value: await takeAll(pieces, taker) };
  } catch (error) {
    if (signal.aborted) throw cancelledError('sent', error);
    throw toTransportError(error, host, 'sent');
  }
}

async function readLentPieces<T>(
  source: FileSource,
  { origin, limits }: Route,
  { target, headers, body, signal }: HttpPost & { signal: AbortSignal },
  take: (head: AnswerHead, giveBack: GiveBack) => PieceTaker<T>,
): Promise<ReadPieces<T>> {
  const { host } = new URL(origin);
  try {
    const answer = await source.get(origin + target, headers, limits.connections, signal, body);
    const { status, headers: told } = answer;
    const taker = take({ status, headers: told }, (piece) => answer.giveBack?.(piece));
    return { status, headers: told, value: await takeAll(limited(answer, limits.maxBodyBytes, host), taker) };
  } catch (error) {
    if (signal.aborted) throw cancelledError('sent', error);
    throw toTransportError(error, host, 'sent');
  }
}

/** The connection is ended unless all was taken. */
async function* limited(answer: FileAnswer, maxBytes: number, host: string): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let isWhole = false;
  try {
    for await (const piece of answer.body) {
      bytes += piece.length;
      if (bytes > maxBytes) throw tooLarge(host, maxBytes);
      yield piece;
    }
    isWhole = true;
  } finally {
    if (!isWhole) answer.abandon();
  }
}

async function takeAll<T>(pieces: AsyncIterable<Uint8Array>, taker: PieceTaker<T>): Promise<ReadPieces<T>['value']> {
  for await (const piece of pieces) {
    const refused = await refusalOf(() => taker.push(piece));
    if (refused !== undefined) return refused;
  }
  const end: { taken?: T } = {};
  const refused = await refusalOf(async () => {
    end.taken = await taker.finish();
  });
  // Without refusal `finish` has given its value.
  return refused ?? { taken: end.taken as T };
}

async function refusalOf(work: () => void | Promise<void>): Promise<{ refused: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (refused) {
    return { refused };
  }
}

const passingTroubles: ReadonlySet<number> = new Set([429, 502, 503, 504]);

function worthRepeating(result: { value: AnswerHead } | { error: unknown }, nowMs: number): Verdict {
  if ('error' in result) return { again: isAppError(result.error, 'network') && result.error.retryable };
  const { status, headers } = result.value;
  return { again: passingTroubles.has(status), retryAfterMs: parseRetryAfter(headers['retry-after'], nowMs) };
}
