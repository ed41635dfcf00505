import type { Readable } from 'node:stream';
import type { Desk } from '../rpc/desk.ts';
import type { Blob } from '../store/blobs.ts';
import type { Workspaces } from '../store/workspaces.ts';
import { type Exchange, json, page, type Reply } from '../wire/exchange.ts';
import { Failure, UserFailure } from '../wire/failures.ts';
import { checkedPath } from './upload-path.ts';

/** Thrown where a fault resets the connection in the middle of an upload. */
export class ResetNow extends Error {}

/** Each request writes its body at `startByte`, in any order and as often as it likes. `endByte` is not looked at. */
export async function workspaceUpload(desk: Desk, workspaces: Workspaces, exchange: Exchange): Promise<Reply> {
  const { parameters, nowMs, fault } = exchange;
  try {
    for (const name of ['sessionID', 'id', 'startByte', 'endByte', 'filename'])
      if (!parameters.has(name)) throw new UserFailure(`Parameter '${name}' is missing.`);
    const { token } = desk.sessions.use(parameters.get('sessionID') ?? '', nowMs);
    const filename = checkedPath(parameters.get('filename') ?? '', 'File name');
    const startByte = Number(parameters.get('startByte'));
    if (!Number.isSafeInteger(startByte) || startByte < 0) throw new UserFailure("Parameter 'startByte' is no number.");
    const { files } = workspaces.of(token);
    const emptyFolder = parameters.get('emptyFolder')?.toLowerCase() === 'true';
    if (emptyFolder) files.set(filename, { path: filename, blob: null });
    const limit = fault?.name === 'reset' ? (fault.offset ?? 0) : Number.POSITIVE_INFINITY;
    const size = emptyFolder ? 0 : await store(exchange, workspaces.blobAt(files, filename), startByte, limit);
    const told = fault?.name === 'short' ? Math.max(0, size - (fault.bytes ?? 1)) : size;
    const places = { id: Number(parameters.get('id')), startByte, endByte: Number(parameters.get('endByte')) };
    return { ...json({ ...places, filename, emptyFolder, size: told, status: 'ok' }), contentType: 'text/json' };
  } catch (error) {
    if (error instanceof Failure) return page(error.message, 500);
    throw error;
  }
}

/** Form data would be taken for parameters, and nothing of them be left to store. */
function store({ contentType, body }: Exchange, blob: Blob, startByte: number, limit: number): Promise<number> {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Promise.resolve(0);
  return storeBody(body, blob, startByte, limit);
}

async function storeBody(body: Readable, blob: Blob, startByte: number, limit: number): Promise<number> {
  let size = 0;
  // The connection must outlive the reading, so that it can be reset rather than closed.
  for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const part = piece.subarray(0, Math.max(0, limit - size));
    blob.write(part, startByte + size);
    size += part.length;
    if (size >= limit) throw new ResetNow();
  }
  if (limit <= size) throw new ResetNow();
  return size;
}

/** What was uploaded, as it lies there. */
export function workspaceDownload(desk: Desk, workspaces: Workspaces, { parameters, nowMs }: Exchange): Reply {
  try {
    const { token } = desk.sessions.use(parameters.get('sessionID') ?? '', nowMs);
    const path = checkedPath(parameters.get('filePath') ?? '', 'File path');
    const blob = workspaces.of(token).files.get(path)?.blob;
    if (!blob) throw new UserFailure(`File '${path}' does not exist in the session workspace.`);
    return { status: 200, contentType: 'application/octet-stream', body: blob };
  } catch (error) {
    if (error instanceof Failure) return page(error.message, 500);
    throw error;
  }
}
