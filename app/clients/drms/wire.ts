import type { HttpClient, PieceTaker } from '../http/http-client.ts';
import { textField } from './answer-fields.ts';
import type { CallOptions } from './api.ts';
import { JsonSyntaxError } from './byte-json.ts';
import { DrmsError } from './drms-error.ts';
import { type ReadList, type RecordListOptions, RecordListReader } from './record-list.ts';
import { encodeParameters, longestAddress, type Parameters } from './requests.ts';
import { checkBeginning, type DrmsAnswer, parseAnswer } from './tolerant-json.ts';

/** Requests to the CGIs of one server; answers read and failures named. */
export interface Wire {
  /** @param place words for messages, e.g. "the list of series of JSOC" */
  ask(address: string, parameters: Parameters, place: string, options?: CallOptions): Promise<DrmsAnswer>;
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
  /** A client per host: CGIs and files may lie on different ones. */
  http(origin: string): HttpClient;
  userAgent: string;
}

/** An answer up to this size is kept until it was read, to be repaired if it is no JSON (protocol 7). */
const largestToRepair = 8 * 1024 * 1024;

export function createWire({ source, http, userAgent }: WireParts): Wire {
  const headers = { 'user-agent': userAgent, accept: 'application/json', 'accept-encoding': 'gzip' };

  function fail(status: number, place: string, address: string): never {
    throw new DrmsError('remote-failed', `${place} failed: ${new URL(address).host} answered with ${status}.`, null, {
      remedy: 'The server is busy or under maintenance. Try again later; split long queries.',
      source,
      retryable: status >= 500,
      details: { httpStatus: status },
    });
  }

  function targetOf(address: string, parameters: Parameters): { url: URL; target: string } {
    const url = new URL(address);
    const query = encodeParameters(parameters);
    return { url, target: query === '' ? url.pathname : `${url.pathname}?${query}` };
  }

  return {
    async ask(address, parameters, place, options = {}) {
      const { url, target } = targetOf(address, parameters);
      const client = http(url.origin);
      const answer =
        target.length > longestAddress
          ? await client.post({ target: url.pathname, headers, body: formBody(parameters), signal: options.signal })
          : await client.get({ target, headers, signal: options.signal });
      if (answer.status < 200 || answer.status > 299) fail(answer.status, place, address);
      return parseAnswer(answer.body, place, source);
    },
    async list(address, parameters, place, reading, options = {}) {
      const { url, target } = targetOf(address, parameters);
      const client = http(url.origin);
      if (target.length <= longestAddress)
        return client.getPieces({ target, headers, signal: options.signal }, ({ status }) => {
          if (status < 200 || status > 299) return { push() {}, finish: () => fail(status, place, address) };
          return new ListTaker(reading, place, source);
        });
      const body = formBody(parameters);
      const answer = await client.post({ target: url.pathname, headers, body, signal: options.signal });
      if (answer.status < 200 || answer.status > 299) fail(answer.status, place, address);
      const taker = new ListTaker(reading, place, source);
      taker.push(answer.body);
      return taker.finish();
    },
  };
}

function formBody(parameters: Parameters): { contentType: string; bytes: Uint8Array } {
  return { contentType: 'application/x-www-form-urlencoded', bytes: Buffer.from(encodeParameters(parameters)) };
}

class ListTaker implements PieceTaker<ReadList & { repaired: boolean }> {
  private readonly reading: RecordListOptions;
  private readonly place: string;
  private readonly source: string;
  private reader: RecordListReader;
  private kept: Uint8Array[] = [];
  private bytes = 0;
  private broken: JsonSyntaxError | undefined;

  constructor(reading: RecordListOptions, place: string, source: string) {
    this.reading = reading;
    this.place = place;
    this.source = source;
    this.reader = new RecordListReader(reading);
  }

  push(piece: Uint8Array): void {
    if (this.bytes === 0) checkBeginning(latin1(piece.subarray(0, 400)), this.place, this.source);
    this.bytes += piece.length;
    if (this.bytes <= largestToRepair) this.kept.push(piece);
    else this.kept = [];
    if (this.broken === undefined) this.attempt(() => this.reader.push(piece));
    if (this.broken !== undefined && this.bytes > largestToRepair) throw this.failure(this.broken);
  }

  finish(): ReadList & { repaired: boolean } {
    if (this.bytes === 0) checkBeginning('', this.place, this.source);
    let read: ReadList | undefined;
    if (this.broken === undefined)
      this.attempt(() => {
        read = this.reader.finish();
      });
    if (read !== undefined) return { ...read, repaired: false };
    if (this.bytes > largestToRepair) throw this.failure(this.broken);
    const { value, repaired } = parseAnswer(Buffer.concat(this.kept), this.place, this.source);
    // The repaired text once more through the same reader, so that there is one way from text to columns.
    this.reader = new RecordListReader(this.reading);
    this.reader.push(Buffer.from(JSON.stringify(value), 'latin1'));
    return { ...this.reader.finish(), repaired };
  }

  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      this.broken = error;
    }
  }

  private failure(cause: JsonSyntaxError | undefined): DrmsError {
    const where = cause === undefined ? '' : `: ${cause.message}`;
    return new DrmsError('bad-response', `${this.place} cannot be read after ${this.bytes} bytes${where}.`, null, {
      remedy: 'Try again; ask for less at once if it stays so.',
      source: this.source,
      cause,
    });
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The server's own words for a failure, with its status (protocol 10). */
export function refusalOf(answer: Readonly<Record<string, unknown>>): string | null {
  return textField(answer.error) ?? textField(answer.errmsg) ?? textField(answer.errMsg);
}
