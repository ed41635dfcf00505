import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { createWorkerClient, type Transferred } from './worker-client.ts';

interface Calls {
  add(a: number, b: number): number;
  refuse(): never;
  fail(): never;
  bytes(length: number): Transferred<Uint8Array>;
  never(): Promise<void>;
  leave(): void;
}

const modules = ['./worker-client.ts', '../../contract/app-error.ts'].map(
  (path) => new URL(path, import.meta.url).href,
);
const script = `
  import { serveWorker, Transferred } from ${JSON.stringify(modules[0])};
  import { AppError } from ${JSON.stringify(modules[1])};
  serveWorker({
    add: (a, b) => a + b,
    refuse: () => { throw new AppError('conflict', 'Taken.', { remedy: 'Wait.', details: { by: 7 } }); },
    fail: () => { throw new TypeError('oops'); },
    bytes: (length) => { const array = new Uint8Array(length).fill(3); return new Transferred(array, [array.buffer]); },
    never: () => new Promise(() => undefined),
    leave: () => process.exit(0),
  });
`;

let client: ReturnType<typeof createWorkerClient<Calls>>;
function start(): typeof client {
  client = createWorkerClient<Calls>(
    new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { execArgv: [] }),
  );
  return client;
}
afterEach(() => client.close());

describe('calls of a worker', () => {
  test('are answered, also many at once', async () => {
    const calls = start();
    expect(await Promise.all([calls.add(1, 2), calls.add(3, 4), calls.add(5, 6)])).toEqual([3, 7, 11]);
    expect(await calls.bytes(4)).toEqual(new Uint8Array([3, 3, 3, 3]));
  });

  test('fail with the name and remedy that the worker gave', async () => {
    const calls = start();
    await expect(calls.refuse()).rejects.toMatchObject({ code: 'conflict', remedy: 'Wait.', details: { by: 7 } });
    await expect(calls.fail()).rejects.toMatchObject({
      code: 'internal',
      details: { cause: expect.stringContaining('oops') },
    });
  });

  test('fail when the worker ends, those that wait and those that come after', async () => {
    const calls = start();
    const waiting = expect(calls.never()).rejects.toMatchObject({ code: 'internal', retryable: true });
    const leaving = expect(calls.leave()).rejects.toMatchObject({ code: 'internal' });
    await Promise.all([waiting, leaving]);
    await expect(calls.add(1, 2)).rejects.toMatchObject({ code: 'internal' });
  });
});
