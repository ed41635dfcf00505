import { WebSocket } from 'ws';
import { AppError, type AppErrorData, errorCodes } from '../../contract/app-error.ts';
import type { BytesAnswer } from '../../contract/bytes.ts';
import type { Contract } from '../../contract/contract.ts';
import { type Client, createClient } from '../../rpc/client.ts';
import { type SocketLike, socketTransport } from '../../rpc/transport.ts';
import { type RuntimeFile, readRuntimeFile } from '../web/runtime-file.ts';

const connectTimeoutMs = 3000;

export interface AttachedHost {
  client: Client<Contract>;
  bytes(name: string, query: string, signal: AbortSignal): Promise<BytesAnswer>;
  close(): Promise<void>;
}

/** The living host of the data folder; undefined if none answers. */
export async function attachToHost(home: string): Promise<AttachedHost | undefined> {
  const runtime = readRuntimeFile(home);
  if (runtime === undefined) return undefined;
  const socket = await openSocket(runtime);
  if (socket === undefined) return undefined;
  // `ws` types its events apart from the DOM's; the fields used are the same.
  const client = createClient<Contract>(socketTransport(socket as unknown as SocketLike));
  return {
    client,
    bytes: (name, query, signal) => fetchBytes(runtime, name, query, signal),
    close: async () => client.close(),
  };
}

function openSocket({ address, token }: RuntimeFile): Promise<WebSocket | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(new URL('/rpc', address.replace(/^http/, 'ws')), {
      headers: { authorization: `token ${token}` },
      handshakeTimeout: connectTimeoutMs,
    });
    socket.once('open', () => resolve(socket));
    socket.on('error', () => resolve(undefined));
  });
}

async function fetchBytes(
  { address, token }: RuntimeFile,
  name: string,
  query: string,
  signal: AbortSignal,
): Promise<BytesAnswer> {
  const url = new URL(`/bytes/${encodeURIComponent(name)}?q=${encodeURIComponent(query)}`, address);
  const answer = await fetch(url, { headers: { authorization: `token ${token}` }, signal });
  if (!answer.ok) throw await failureOf(answer);
  const disposition = answer.headers.get('content-disposition') ?? '';
  return {
    contentType: answer.headers.get('content-type') ?? 'application/octet-stream',
    fileName: decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? name),
    bytes: new Uint8Array(await answer.arrayBuffer()),
  };
}

async function failureOf(answer: Response): Promise<AppError> {
  const body: unknown = await answer.json().catch(() => undefined);
  const data = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  if (isErrorData(data)) return AppError.fromData(data);
  return new AppError('bad-response', `The host of this data folder answered with status ${answer.status}.`, {
    remedy: 'End it and start it again with `quarry serve`.',
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
