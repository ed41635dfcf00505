import { isAppError } from '../../contract/app-error.ts';
import type { Clock } from '../../platform/platform.ts';
import type { AnswerHead, HttpClient, PieceTaker } from '../http/http-client.ts';
import { parseRetryAfter, type Verdict, withRetries } from '../http/retry.ts';
import type { CallOptions } from './api.ts';
import { DrmsError } from './drms-error.ts';
import { ListTaker } from './list-taker.ts';
import type { ReadList, RecordListOptions } from './record-list.ts';
import { encodeParameters, longestAddress, type Parameters } from './requests.ts';
import { type DrmsAnswer, parseAnswer, TornAnswer } from './tolerant-json.ts';

export interface AskOptions extends CallOptions {
  /** Repetitions after troubles that may pass; default: those of the wire. */
  retries?: number;
}

/** Requests to the CGIs of one server; answers read, passing troubles sat out, failures named. */
export interface Wire {
  /** @param place words for messages, e.g. "The list of series of JSOC" */
  ask(address: string, parameters: Parameters, place: string, options?: AskOptions): Promise<DrmsAnswer>;
  /** An answer of any size, as typed columns. */
  list(
    address: string,
    parameters: Parameters,
    place: string,
    reading: RecordListOptions,
    options?: CallOptions,
  ): Promise<ReadList & { repaired: boolean }>;
}

export interface WireParts {
  /** Name of the server. */
  source: string;
  /** A client per host: CGIs and files may lie on different ones. It repeats nothing: the wire does. */
  http(origin: string): HttpClient;
  userAgent: string;
  clock: Clock;
  retries: number;
  retryDelayMs: number;
  /** Ends also the waits between two tries. */
  closing: AbortSignal;
}

/** Everything but tables of records is small. */
const largestAnswer = 64 * 1024 * 1024;
/** Of an answer that came at once, so that others have their turn. */
const pieceBytes = 256 * 1024;

/** What one try gave: an answer that was read, or a status that is no success. */
type Outcome<T> = { read: T } | { refused: AnswerHead };

export function createWire(parts: WireParts): Wire {
  const { source } = parts;
  const headers = { 'user-agent': parts.userAgent, accept: 'application/json', 'accept-encoding': 'gzip' };

  async function tryOnce<T>(
    address: string,
    parameters: Parameters,
    take: () => PieceTaker<T>,
    signal: AbortSignal,
  ): Promise<Outcome<T>> {
    const url = new URL(address);
    const query = encodeParameters(parameters);
    const target = query === '' ? url.pathname : `${url.pathname}?${query}`;
    const client = parts.http(url.origin);
    if (target.length <= longestAddress)
      return client.getPieces({ target, headers, signal }, (head) => takerFor(head, take));
    const body = { contentType: 'application/x-www-form-urlencoded', bytes: Buffer.from(query) };
    const answer = await client.post({ target: url.pathname, headers, body, signal });
    const taker = takerFor(answer, take);
    for (let start = 0; start < answer.body.length; start += pieceBytes) {
      await taker.push(answer.body.subarray(start, start + pieceBytes));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return taker.finish();
  }

  async function send<T>(
    address: string,
    parameters: Parameters,
    place: string,
    take: () => PieceTaker<T>,
    { signal: ofCall, retries = parts.retries }: AskOptions,
  ): Promise<T> {
    const signal = ofCall === undefined ? parts.closing : AbortSignal.any([ofCall, parts.closing]);
    const outcome = await withRetries(
      () => tryOnce(address, parameters, take, signal),
      createJudge(parts.clock),
      { retries, retryDelayMs: parts.retryDelayMs },
      parts.clock,
      signal,
    );
    if ('read' in outcome) return outcome.read;
    throw statusError(outcome.refused.status, place, address, source);
  }

  return {
    ask: (address, parameters, place, options = {}) =>
      send(address, parameters, place, () => new AnswerTaker(place, source), options),
    list: (address, parameters, place, reading, options = {}) =>
      send(address, parameters, place, () => new ListTaker(reading, place, source), options),
  };
}

function takerFor<T>(head: AnswerHead, take: () => PieceTaker<T>): PieceTaker<Outcome<T>> {
  if (head.status < 200 || head.status > 299) return { push() {}, finish: () => ({ refused: head }) };
  const taker = take();
  return { push: (piece) => taker.push(piece), finish: async () => ({ read: await taker.finish() }) };
}

/** Passing troubles (protocol 6.2, 7); a torn answer is worth one repetition, not more. */
function createJudge(clock: Clock): (result: { value: Outcome<unknown> } | { error: unknown }) => Verdict {
  let torn = 0;
  return (result) => {
    if ('error' in result) {
      if (result.error instanceof TornAnswer) return { again: torn++ === 0 };
      return { again: isAppError(result.error, 'network') && result.error.retryable };
    }
    if ('read' in result.value) return { again: false };
    const { status, headers } = result.value.refused;
    return {
      again: status === 429 || (status >= 500 && status !== 501),
      retryAfterMs: parseRetryAfter(headers['retry-after'], clock.nowMs()),
    };
  };
}

function statusError(status: number, place: string, address: string, source: string): DrmsError {
  const code = status === 429 ? 'rate-limited' : 'remote-failed';
  return new DrmsError(code, `${place} failed: ${new URL(address).host} answered with ${status}.`, null, {
    remedy: 'The server is busy or under maintenance. Try again later; split long queries.',
    source,
    retryable: status >= 500 || status === 429,
    details: { httpStatus: status },
  });
}

class AnswerTaker implements PieceTaker<DrmsAnswer> {
  private readonly place: string;
  private readonly source: string;
  private readonly pieces: Uint8Array[] = [];
  private bytes = 0;

  constructor(place: string, source: string) {
    this.place = place;
    this.source = source;
  }

  push(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.bytes += piece.length;
    if (this.bytes > largestAnswer)
      throw new DrmsError('bad-response', `${this.place} is larger than ${largestAnswer / 1048576} MiB.`, null, {
        remedy: 'Ask for less at once.',
        source: this.source,
        details: { limitBytes: largestAnswer },
      });
  }

  finish(): DrmsAnswer {
    return parseAnswer(Buffer.concat(this.pieces), this.place, this.source);
  }
}
