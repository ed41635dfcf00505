import { AppError } from '../../../../contract/app-error.ts';
import type { EncodedBody } from '../../request-body.ts';
import { toTransportError } from '../../transport-error.ts';
import { ArrivingBody } from '../arriving-body.ts';
import type { FileAnswer, FileSource } from '../file-source.ts';
import { HttpSyntaxError } from './answer-head.ts';
import { BlockPool } from './block-pool.ts';
import { type ConnectionTimes, PlainConnection } from './plain-connection.ts';

/**
 * Files over HTTP without TLS, at half the processor time of the general client: bytes go from the socket into large
 * blocks and from there to the disk. Redirects are not followed, and nothing is unpacked.
 */
export class PlainSource implements FileSource {
  private readonly times: ConnectionTimes;
  private readonly userAgent: string;
  private readonly pool = new BlockPool();
  private readonly connections = new Map<string, Set<PlainConnection>>();

  constructor(times: ConnectionTimes, userAgent: string) {
    this.times = times;
    this.userAgent = userAgent;
  }

  get(
    url: string,
    headers: Record<string, string>,
    _connections: number,
    signal: AbortSignal,
    body?: EncodedBody,
  ): Promise<FileAnswer> {
    const { host } = new URL(url);
    const fields = { 'user-agent': this.userAgent, accept: '*/*', 'accept-encoding': 'identity', ...headers };
    const request = requestText(url, fields, body);
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const connection = this.connectionTo(url);
      const stop = (): void => connection.end(new Error('stopped'));
      signal.addEventListener('abort', stop, { once: true });
      const arriving = new ArrivingBody({ pause: () => connection.pause(), resume: () => connection.resume() });
      const giveBack = (piece: Uint8Array): void => this.pool.giveBack(piece);
      let isOurs = true;
      // Later the connection serves others.
      const abandon = (): void => {
        if (isOurs) connection.end(new Error('abandoned'));
      };
      const leave = (): void => {
        isOurs = false;
        signal.removeEventListener('abort', stop);
      };
      connection.ask(request, {
        onHead: ({ status, headers: told }) =>
          resolve({ status, headers: told, body: arriving, ended: arriving.ended, abandon, giveBack }),
        onPiece: (piece) => arriving.push(piece),
        onEnd: () => {
          leave();
          arriving.finish();
        },
        onError: (error) => {
          leave();
          const failure = failureOf(error, host);
          reject(failure);
          arriving.fail(failure);
        },
      });
    });
  }

  async close(): Promise<void> {
    for (const connections of this.connections.values())
      for (const connection of [...connections]) connection.end(new Error('closed'));
  }

  /** One that rests, else a new one: who asks keeps to the number that the host allows. */
  private connectionTo(url: string): PlainConnection {
    const { host, hostname, port } = new URL(url);
    const present = this.connections.get(host) ?? new Set();
    this.connections.set(host, present);
    for (const connection of present) if (connection.isIdle) return connection;
    const name = hostname.replace(/^\[|\]$/g, '');
    const made: PlainConnection = new PlainConnection({
      ...{ host: name, port: Number(port || 80), times: this.times, pool: this.pool },
      onOver: () => void present.delete(made),
    });
    present.add(made);
    return made;
  }
}

/** Bytes are written as characters of Latin 1, one each. */
function requestText(url: string, fields: Record<string, string>, body: EncodedBody | undefined): string {
  const { host, pathname, search } = new URL(url);
  const ofBody =
    body === undefined ? {} : { 'content-type': body.contentType, 'content-length': String(body.bytes.length) };
  const lines = Object.entries({ host, ...fields, ...ofBody }).map(
    ([name, value]) => `${name}: ${plainValue(value)}\r\n`,
  );
  const head = `${body === undefined ? 'GET' : 'POST'} ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return body === undefined ? head : head + Buffer.from(body.bytes).toString('latin1');
}

/** Values come from journals that people can edit: no line of the request may begin in one of them. */
function plainValue(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  return value.replace(/[\u0000-\u001f\u007f]/g, '');
}

function failureOf(error: Error, host: string): AppError {
  if (!(error instanceof HttpSyntaxError)) return toTransportError(error, host, 'sent');
  return new AppError('network', `${host} does not follow the rules of HTTP: ${error.message}`, {
    remedy: 'Try again later; if it stays so, tell the operators of the server.',
    source: host,
    retryable: true,
    cause: error,
  });
}
