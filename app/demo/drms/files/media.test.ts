import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FileBody } from '../exchange.ts';
import { bytesBody, joinedBody, patternBody } from './file-bodies.ts';
import { greyJpeg } from './jpeg.ts';
import { mp4, mpg } from './movies.ts';
import { tarBody } from './tar.ts';

function read(body: FileBody, start = 0, end = body.size): Buffer {
  const pieces: Uint8Array[] = [];
  for (let at = start; at < end; ) {
    const piece = body.read(at, end);
    pieces.push(piece);
    at += piece.length;
  }
  return Buffer.concat(pieces);
}

it('writes JPEG with its markers in order and no bare 0xFF in the data', () => {
  const jpeg = greyJpeg(4, 3, [0, 255, 128, 7, 0, 255, 128, 7, 1, 2, 3, 4]);
  const markers: number[] = [];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    expect(jpeg[at]).toBe(0xff);
    markers.push(jpeg[at + 1] ?? 0);
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  expect(markers).toEqual([0xe0, 0xdb, 0xc0, 0xc4, 0xc4]);
  const scan = jpeg.subarray(at + 2 + jpeg.readUInt16BE(at + 2), -2);
  for (const [index, byte] of scan.entries()) if (byte === 0xff) expect(scan[index + 1]).toBe(0);
  expect(jpeg.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
});

it('writes MP4 whose boxes fill the file and whose index points at the frames', () => {
  const frames = [greyJpeg(2, 2, [1, 2, 3, 4]), greyJpeg(2, 2, [5, 6, 7, 8])];
  const file = mp4(frames, 16, 16);
  const names: string[] = [];
  for (let at = 0; at < file.length; at += file.readUInt32BE(at)) names.push(file.toString('latin1', at + 4, at + 8));
  expect(names).toEqual(['ftyp', 'moov', 'mdat']);
  const offset = file.readUInt32BE(file.indexOf('stco') + 12);
  expect(file.subarray(offset).equals(Buffer.concat(frames))).toBe(true);
  expect(mpg().subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0xb3]));
});

it('writes tar that tar reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-tar-'));
  const body = tarBody(
    [
      { name: 'in/', body: bytesBody(new Uint8Array(), 'a') },
      { name: 'in/a.txt', body: bytesBody(Buffer.from('hello'), 'b') },
      { name: 'b.txt', body: bytesBody(Buffer.alloc(1024, 'x'), 'c') },
    ],
    'demo',
  );
  writeFileSync(join(folder, 'demo.tar'), read(body));
  const listed = execFileSync('tar', ['-tvf', join(folder, 'demo.tar')], { encoding: 'utf8' });
  expect(listed).toMatch(/ in\/\n.* 5 .*in\/a\.txt\n.* 1024 .*b\.txt\n/);
  rmSync(folder, { recursive: true });
});

it('gives any part of a file, in pieces as small as wanted', () => {
  const pattern = patternBody(3_000_000, 5);
  const whole = read(pattern);
  expect(whole).toHaveLength(3_000_000);
  expect(read(pattern, 1_048_000, 2_200_000).equals(whole.subarray(1_048_000, 2_200_000))).toBe(true);
  expect(read(patternBody(100, 6)).equals(whole.subarray(0, 100))).toBe(false);
  const joined = joinedBody(
    [bytesBody(Buffer.from('abc'), 'a'), bytesBody(new Uint8Array(), 'b'), bytesBody(Buffer.from('defg'), 'c')],
    'd',
  );
  expect(read(joined, 2, 6).toString()).toBe('cdef');
});
