import { WebSocket } from 'ws';
import { AppError, type AppErrorData, errorCodes } from '../../contract/app-error.ts';
import type { BytesAnswer } from '../../contract/bytes.ts';
import { type SocketLike, socketTransport, type Transport } from '../transport.ts';

const connectTimeoutMs = 10_000;

/** Where a loopback host answers, and what it asks for. */
export interface HostAddress {
  /** Without a path, e.g. `http://127.0.0.1:4711`. */
  origin: string;
  token: string;
}

/**
 * Opens the WebSocket of a host that runs elsewhere.
 * @throws AppError `network` if nothing answers, `auth-required` if the token is not that of the host.
 */
export function openHostTransport({ origin, token }: HostAddress): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/rpc`, {
      headers: { authorization: `token ${token}` },
      handshakeTimeout: connectTimeoutMs,
    });
    // `ws` types its events apart from the DOM's; the fields used are the same.
    socket.once('open', () => resolve(socketTransport(socket as unknown as SocketLike)));
    socket.on('error', (error) => reject(connectError(origin, error)));
  });
}

function connectError(origin: string, error: Error): AppError {
  if (/\b403\b/.test(error.message)) {
    return new AppError('auth-required', `The host at ${origin} refused the token.`, {
      remedy: 'Give the address that it has printed at its last start.',
      cause: error,
    });
  }
  return new AppError('network', `There is no answer from ${origin}.`, {
    remedy: 'Look whether `quarry serve` still runs there, and the tunnel to it.',
    cause: error,
  });
}

/** `query` is the JSON text of the input. Rejects with AppError. */
export async function fetchHostBytes(
  { origin, token }: HostAddress,
  name: string,
  query: string,
  signal: AbortSignal,
): Promise<BytesAnswer> {
  const url = `${origin}/bytes/${encodeURIComponent(name)}?q=${encodeURIComponent(query)}`;
  let answer: Response;
  try {
    answer = await fetch(url, { headers: { authorization: `token ${token}` }, signal });
  } catch (error) {
    throw connectError(origin, error instanceof Error ? error : new Error(String(error)));
  }
  if (!answer.ok) throw await failureOf(answer, origin);
  const disposition = answer.headers.get('content-disposition') ?? '';
  return {
    contentType: answer.headers.get('content-type') ?? 'application/octet-stream',
    fileName: decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? name),
    // A host says how long an answer is unless it comes in pieces.
    bytes:
      answer.body === null || answer.headers.has('content-length')
        ? new Uint8Array(await answer.arrayBuffer())
        : piecesOf(answer.body, origin),
  };
}

async function* piecesOf(body: AsyncIterable<Uint8Array>, origin: string): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new AppError('network', `The answer from ${origin} broke off.`, { remedy: 'Try again.', cause });
  }
}

async function failureOf(answer: Response, origin: string): Promise<AppError> {
  const body: unknown = await answer.json().catch(() => undefined);
  const data = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  if (isErrorData(data)) return AppError.fromData(data);
  return new AppError('bad-response', `The host at ${origin} answered with status ${answer.status}.`, {
    remedy: 'Start it again with `quarry serve`.',
  });
}

function isErrorData(value: unknown): value is AppErrorData {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    (errorCodes as readonly unknown[]).includes(value.code) &&
    'message' in value
  );
}
