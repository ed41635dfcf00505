import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { AppError } from '../../contract/app-error.ts';
import type { BytesAnswer } from '../../contract/bytes.ts';
import { chooseEncoding, type PageFile } from '../../platform/node/page-files.ts';
import { httpStatus } from '../loopback/http-status.ts';
import { safeHeaders } from '../loopback/safe-headers.ts';

/** For refusals and plain words: a sentence, and nothing about what is here. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  answerBody(response, status, { 'content-type': 'text/plain; charset=utf-8' }, `${text}\n`);
}

export function answerJson(response: ServerResponse, value: unknown): void {
  answerBody(response, 200, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(value));
}

export function answerError(response: ServerResponse, error: AppError): void {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  answerBody(response, httpStatus[error.code], headers, JSON.stringify({ error: error.toData() }));
}

export function answerRedirect(response: ServerResponse, location: string, cookies: string[]): void {
  response.writeHead(303, { ...safeHeaders, location, 'set-cookie': cookies }).end();
}

export function answerPage(response: ServerResponse, html: string, policy: string): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  answerBody(response, 200, headers, html);
}

/** As a download, so that opening its address on its own shows nothing; as an image of the page it works all the same. */
export async function answerBytes(
  response: ServerResponse,
  { bytes, contentType, fileName }: BytesAnswer,
): Promise<void> {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  const headers = { 'content-type': contentType, 'content-disposition': disposition };
  if (bytes instanceof Uint8Array) return answerBody(response, 200, headers, bytes);
  response.writeHead(200, { ...safeHeaders, ...headers });
  // Also gives the pieces up when the reader leaves.
  await pipeline(response.req.method === 'HEAD' ? [] : bytes, response);
}

export async function answerFile(
  response: ServerResponse,
  file: PageFile,
  acceptEncoding: string | undefined,
): Promise<void> {
  const { path, encoding } = chooseEncoding(file, acceptEncoding);
  const { size } = await stat(path);
  response.writeHead(200, {
    ...safeHeaders,
    'content-type': file.contentType,
    'content-length': size,
    ...(file.encodings.length === 0 ? {} : { vary: 'accept-encoding' }),
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    ...(file.immutable ? { 'cache-control': 'private, max-age=31536000, immutable' } : {}),
  });
  if (response.req.method === 'HEAD') response.end();
  else await pipeline(createReadStream(path), response);
}

function answerBody(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...safeHeaders, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
