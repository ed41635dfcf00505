import { open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { FitsDesk } from '../analysis/fits-desk.ts';
import { serveWorker, Transferred } from '../rpc/node/worker-client.ts';

const desk = new FitsDesk({
  async withFile(path, work) {
    const handle = await open(path, 'r').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (handle === undefined) return undefined;
    try {
      const { size, mtimeMs } = await handle.stat();
      const source = {
        size,
        async read(position: number, length: number) {
          const bytes = new Uint8Array(Math.max(0, Math.min(length, size - position)));
          for (let at = 0; at < bytes.length; ) {
            const { bytesRead } = await handle.read(bytes, at, bytes.length - at, position + at);
            // Somebody else has cut the file meanwhile.
            if (bytesRead === 0) return bytes.subarray(0, at);
            at += bytesRead;
          }
          return bytes;
        },
      };
      return await work(source, `${path} ${size} ${mtimeMs}`);
    } finally {
      await handle.close();
    }
  },
  gunzip: (bytes, mostBytes) => gunzipSync(bytes, { maxOutputLength: mostBytes }),
});

serveWorker({
  describe: desk.describe.bind(desk),
  header: desk.header.bind(desk),
  sums: desk.sums.bind(desk),
  image: desk.image.bind(desk),
  pixels: desk.pixels.bind(desk),
  table: desk.table.bind(desk),
  async tile(request: Parameters<FitsDesk['tile']>[0]) {
    const answer = await desk.tile(request);
    return new Transferred(answer, answer.ok ? [answer.value.buffer as ArrayBuffer] : []);
  },
});
