import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, posix } from 'node:path';
import type { StreamedBody } from '../../http/request-body.ts';
import type { Wire } from '../wire.ts';
import type { UploadFile } from './upload-files.ts';
import { pageError } from './workspace.ts';

export interface ShareParts {
  wire: Wire;
  base: string;
  token: string;
  uploadId: string;
  /** Code of the data set type. */
  type: string;
}

/**
 * Sends a whole file as a form, the way of older servers (protocol 8.2). Only its base name is told, with the folder
 * beside it: where it lies on this computer is nobody's business.
 */
export async function shareFile(parts: ShareParts, file: UploadFile, signal: AbortSignal | undefined): Promise<void> {
  const { wire, base, token, uploadId, type } = parts;
  const { origin, pathname } = new URL(base);
  const folder = posix.dirname(file.name);
  const query = new URLSearchParams({
    ...{ dataSetType: type, folderPath: folder === '.' ? '' : folder, ignoreFilePath: 'true', uploadID: uploadId },
    sessionID: token,
  });
  const answer = await wire.http(origin).ask({
    target: `${pathname.replace(/\/+$/, '')}/datastore_server/store_share_file_upload?${query}`,
    headers: { 'user-agent': 'Quarry' },
    body: formOf(file),
    signal,
  });
  if (answer.status === 200) return;
  const text = Buffer.from(answer.body).toString();
  throw pageError(answer.status, text, `The upload to ${wire.site.name}`, wire.site.name);
}

function formOf(file: UploadFile): StreamedBody {
  const boundary = `quarry-${randomBytes(18).toString('hex')}`;
  const name = basename(file.name)
    .replace(/"/g, '%22')
    .replace(/[\r\n]/g, '_');
  const type = 'Content-Type: application/octet-stream';
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n${type}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + file.sizeBytes + tail.length,
    async *pieces() {
      yield head;
      // A stream of a file without encoding yields nothing but buffers.
      if (file.sizeBytes > 0) yield* createReadStream(file.path, { end: file.sizeBytes - 1 }) as AsyncIterable<Buffer>;
      yield tail;
    },
  };
}
