import { PassThrough, Readable } from 'node:stream';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { readBody } from './response-body.ts';

const limit = { maxBytes: 1000, host: 'lab' };
const stream = (...pieces: Uint8Array[]): Readable => Readable.from(pieces, { objectMode: false });

test.each<[string, string | undefined, Buffer]>([
  ['plain', undefined, Buffer.from('abc')],
  ['plain by name', ' Identity ', Buffer.from('abc')],
  ['gzip', 'gzip', gzipSync('abc')],
  ['gzip by its old name', 'X-GZIP', gzipSync('abc')],
  ['deflate', 'deflate', deflateSync('abc')],
])('%s', async (_, encoding, packed) => {
  const pieces = Array.from(packed, (byte) => Uint8Array.of(byte));
  expect(Buffer.from(await readBody(stream(...pieces), encoding, limit)).toString()).toBe('abc');
});

describe('the size limit', () => {
  it('counts what comes out, and takes a body that just fits', async () => {
    expect(await readBody(stream(gzipSync(Buffer.alloc(1000))), 'gzip', limit)).toHaveLength(1000);
    const bomb = readBody(stream(gzipSync(Buffer.alloc(1001))), 'gzip', limit);
    await expect(bomb).rejects.toMatchObject({ code: 'bad-response', details: { limitBytes: 1000 } });
  });

  it('ends an endless body', async () => {
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(100));
      },
    });
    await expect(readBody(endless, undefined, limit)).rejects.toMatchObject({ code: 'bad-response' });
    expect(endless.destroyed).toBe(true);
  });
});

describe('a body that cannot be unpacked', () => {
  it('is refused by name, and its connection is freed', async () => {
    const body = new PassThrough();
    await expect(readBody(body, 'br', limit)).rejects.toMatchObject({
      code: 'bad-response',
      details: { contentEncoding: 'br' },
    });
    expect(body.destroyed).toBe(true);
  });

  test.each([
    ['that is not packed', Buffer.from('plain text')],
    ['that is cut off', gzipSync('abc'.repeat(50)).subarray(0, 20)],
  ])('%s is an error, not a part', async (_, packed) => {
    const body = stream(packed);
    await expect(readBody(body, 'gzip', limit)).rejects.toThrow();
    expect(body.destroyed).toBe(true);
  });
});
