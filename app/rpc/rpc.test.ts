import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import { command, query, stream } from '../contract/entry.ts';
import { createClient } from './client.ts';
import { createRouter } from './server.ts';
import {
  createTransportPair,
  type PortLike,
  portTransport,
  type SocketLike,
  socketTransport,
  type Transport,
} from './transport.ts';

const contract = {
  'number.double': query({
    title: 'Double',
    description: '',
    input: z.object({ value: z.number() }),
    output: z.object({ value: z.number() }),
  }),
  'thing.break': command({
    title: 'Break',
    description: '',
    input: z.object({}),
    output: z.object({}),
    stale: ['number.*'],
  }),
  'thing.wait': query({ title: 'Wait', description: '', input: z.object({}), output: z.object({}) }),
  'number.count': stream({
    title: 'Count',
    description: '',
    input: z.object({ to: z.number() }),
    output: z.object({ sequence: z.number() }),
  }),
};
type TestContract = typeof contract;

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

const transports: Record<string, () => Promise<[Transport, Transport]>> = {
  'in-process': async () => createTransportPair(),
  'message port': async () => {
    const { port1, port2 } = new MessageChannel();
    cleanups.push(() => port1.close());
    return [portTransport(port1 as unknown as PortLike), portTransport(port2 as unknown as PortLike)];
  },
  websocket: async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    cleanups.push(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address() as { port: number };
    const accepted = new Promise<WebSocket>((resolve) => server.once('connection', resolve));
    const client = new WebSocket(`ws://127.0.0.1:${address.port}`);
    await new Promise((resolve) => client.once('open', resolve));
    return [
      socketTransport(client as unknown as SocketLike),
      socketTransport((await accepted) as unknown as SocketLike),
    ];
  },
};

describe.each(Object.entries(transports))('calls over %s', (_name, makePair) => {
  async function start(): Promise<{
    client: ReturnType<typeof createClient<TestContract>>;
    stale: string[];
    ended: Promise<void>;
    aborted: Promise<void>;
  }> {
    const [clientEnd, serverEnd] = await makePair();
    const stale: string[] = [];
    let end = (): void => undefined;
    let abort = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const aborted = new Promise<void>((resolve) => {
      abort = resolve;
    });
    createRouter(
      contract,
      {
        'number.double': async ({ value }) => ({ value: 2 * value }),
        'thing.break': async () => {
          throw new AppError('conflict', 'It is broken already.', { remedy: 'Leave it.', details: { place: 'here' } });
        },
        'thing.wait': (_input, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              abort();
              reject(new AppError('cancelled', 'The work was cancelled.'));
            });
          }),
        async *'number.count'({ to }) {
          try {
            for (let sequence = 1; sequence <= to; sequence++) yield { sequence };
          } finally {
            end();
          }
        },
      },
      { checkOutput: true, onStale: (names) => stale.push(...names) },
    ).serve(serverEnd);
    return { client: createClient<TestContract>(clientEnd), stale, ended, aborted };
  }

  test('answers and parses', async () => {
    const { client } = await start();
    expect(await client.call('number.double', { value: 21 })).toEqual({ value: 42 });
  });

  test('refuses bad input with the place', async () => {
    const { client } = await start();
    await expect(client.call('number.double', { value: 'x' } as never)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('value'),
    });
  });

  test('carries code, remedy and details of a failure, and marks nothing stale', async () => {
    const { client, stale } = await start();
    await expect(client.call('thing.break', {})).rejects.toMatchObject({
      code: 'conflict',
      remedy: 'Leave it.',
      details: { place: 'here' },
    });
    expect(stale).toEqual([]);
  });

  test('abort reaches the handler and the caller', async () => {
    const { client, aborted } = await start();
    const controller = new AbortController();
    const waiting = client.call('thing.wait', {}, { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await aborted;
  });

  test('leaving a stream ends its work', async () => {
    const { client, ended } = await start();
    const seen: number[] = [];
    for await (const event of client.watch('number.count', { to: 1000 })) {
      seen.push(event.sequence);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([1, 2, 3]);
    await ended;
  });

  test('a closed transport fails waiting and new calls as network', async () => {
    const { client } = await start();
    const waiting = client.call('thing.wait', {});
    setTimeout(() => client.close(), 5);
    await expect(waiting).rejects.toMatchObject({ code: 'network' });
    await expect(client.call('number.double', { value: 1 })).rejects.toMatchObject({ code: 'network' });
  });
});
