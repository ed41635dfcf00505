import type { IncomingMessage } from 'node:http';
import type { FileBody } from './exchange.ts';
import type { Fault } from './faults.ts';

export interface FileAnswer {
  status: number;
  headers: Record<string, string | number>;
  file: FileBody;
  start: number;
  end: number;
}

/** Ranges, validators and their faults; one range at a time, others get the whole file. */
export function answerFile(request: IncomingMessage, given: FileBody, fault: Fault | undefined): FileAnswer {
  const file = spoilFile(given, fault);
  const headers: Record<string, string | number> = {
    'accept-ranges': 'bytes',
    etag: file.etag,
    'last-modified': new Date(file.modifiedMs).toUTCString(),
    ...(fault?.name === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
  };
  const whole = {
    status: 200,
    headers: { ...headers, 'content-length': file.size },
    file,
    start: 0,
    end: file.size,
  };
  const range = fault?.name === 'norange' ? undefined : wantedRange(request, file);
  if (range === undefined) return whole;
  const { start, end } = range;
  if (start >= end)
    return {
      ...{ status: 416, file, start: 0, end: 0 },
      headers: { ...headers, 'content-range': `bytes */${file.size}`, 'content-length': 0 },
    };
  // Another range than was asked for: from the start, as its header says.
  const sent = fault?.name === 'falserange' ? 0 : start;
  return {
    ...{ status: 206, file, start: sent, end },
    headers: { ...headers, 'content-range': `bytes ${sent}-${end - 1}/${file.size}`, 'content-length': end - sent },
  };
}

/** `end` is exclusive; undefined: the whole file. */
function wantedRange(
  request: IncomingMessage,
  { size, etag, modifiedMs }: FileBody,
): { start: number; end: number } | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  const condition = request.headers['if-range'];
  if (parts === null || (parts[1] === '' && parts[2] === '')) return undefined;
  if (condition !== undefined && condition !== etag && condition !== new Date(modifiedMs).toUTCString())
    return undefined;
  const [, first = '', last = ''] = parts;
  if (first === '') return { start: Math.max(0, size - Number(last)), end: size };
  return { start: Number(first), end: last === '' ? size : Math.min(size, Number(last) + 1) };
}

function spoilFile(file: FileBody, fault: Fault | undefined): FileBody {
  if (fault?.name === 'truncated')
    return { ...file, size: Math.min(file.size, fault.offset ?? Math.floor(file.size / 2)) };
  if (fault?.name !== 'changed') return file;
  const read = (start: number, end: number): Uint8Array => file.read(start, end).map((byte) => byte ^ 0x55);
  return { ...file, etag: file.etag.replace(/"$/, '-changed"'), modifiedMs: file.modifiedMs + 60_000, read };
}
