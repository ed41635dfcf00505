import type { Readable } from 'node:stream';
import type { Desk } from '../rpc/desk.ts';
import { requireType } from '../rpc/required.ts';
import type { Workspaces } from '../store/workspaces.ts';
import { type Exchange, page, type Reply } from '../wire/exchange.ts';
import { Failure, UserFailure } from '../wire/failures.ts';
import { checkedPath, checkedUploadId } from './upload-path.ts';

/** The older way: whole files in one form, below a folder. */
export async function shareUpload(desk: Desk, workspaces: Workspaces, exchange: Exchange): Promise<Reply> {
  const { parameters, nowMs } = exchange;
  try {
    const { token } = desk.sessions.use(parameters.get('sessionID') ?? '', nowMs);
    requireType(desk.registry.dataSetTypes, parameters.get('dataSetType') ?? '', 'Data set type');
    const uploadId = checkedUploadId(parameters.get('uploadID') ?? '');
    const folder = parameters.get('folderPath') ?? '';
    const ignoresPath = parameters.get('ignoreFilePath')?.toLowerCase() !== 'false';
    const files = await readFiles(exchange.body, exchange.contentType);
    if (files.length === 0) throw new UserFailure('Please upload at least one file.');
    const shared = workspaces.of(token).shared;
    const entries = shared.get(uploadId) ?? new Map();
    shared.set(uploadId, entries);
    for (const file of files) {
      const name = ignoresPath ? file.name.replace(/^.*[/\\]/, '') : file.name;
      const path = checkedPath(`${folder}/${name}`, 'File path');
      const blob = workspaces.blobAt(entries, path);
      blob.truncate(0);
      blob.write(new Uint8Array(await file.arrayBuffer()), 0);
    }
    return { status: 200, contentType: 'text/plain', body: '' };
  } catch (error) {
    if (error instanceof Failure) return page(error.message, 500);
    throw error;
  }
}

async function readFiles(body: Readable, contentType: string): Promise<File[]> {
  const pieces: Buffer[] = [];
  for await (const piece of body as AsyncIterable<Buffer>) pieces.push(piece);
  try {
    const headers = { 'content-type': contentType };
    const form = await new Response(Buffer.concat(pieces), { headers }).formData();
    return [...form.values()].filter((value) => typeof value !== 'string');
  } catch (cause) {
    throw new UserFailure(`The form cannot be read: ${String(cause)}`);
  }
}
