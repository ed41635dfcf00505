import type { FileBody } from '../exchange.ts';
import { bytesBody, joinedBody } from './file-bodies.ts';

const blockBytes = 512;

/** A tar archive in the ustar format; entries end in a slash when they are folders. */
export function tarBody(entries: readonly { name: string; body: FileBody }[], name: string): FileBody {
  const parts = entries.flatMap(({ name: entry, body }) => [
    bytesBody(tarHeader(entry, body), 'header'),
    body,
    bytesBody(new Uint8Array((blockBytes - (body.size % blockBytes)) % blockBytes), 'filler'),
  ]);
  return joinedBody([...parts, bytesBody(new Uint8Array(2 * blockBytes), 'end')], name);
}

function tarHeader(name: string, { size, modifiedMs }: FileBody): Uint8Array {
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  const isFolder = name.endsWith('/');
  header.write(name.slice(-100), 0, 'latin1');
  header.write(octal(isFolder ? 0o755 : 0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(Math.floor(modifiedMs / 1000), 11), 136);
  header.write(' '.repeat(8), 148);
  header.write(isFolder ? '5' : '0', 156);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
