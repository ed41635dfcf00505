import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createTransportPair, type SocketLike, socketTransport, type Transport } from '../../app/rpc/transport.ts';
import { attachToCore, joinTransports } from './attached.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A host that answers each message in capitals. */
async function startHost(token: string, port = 0): Promise<{ origin: string; port: number; stop(): Promise<void> }> {
  const server = createServer();
  const sockets = new WebSocketServer({
    server,
    path: '/rpc',
    verifyClient: ({ req }, answer) => answer(req.headers.authorization === `token ${token}`, 403),
  });
  sockets.on('connection', (socket) => {
    const transport = socketTransport(socket as unknown as SocketLike);
    transport.onMessage((message) => transport.send(String(message).toUpperCase()));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.close(() => resolve());
    });
  cleanups.push(() => void stop());
  const used = (server.address() as AddressInfo).port;
  return { origin: `http://127.0.0.1:${used}`, port: used, stop };
}

const nextMessage = (transport: Transport): Promise<string> =>
  new Promise((resolve) => transport.onMessage((message) => resolve(String(message))));
const never = { onRefused: () => undefined };

test('relays both ways, and the end of the host is the end of the port', async () => {
  const host = await startHost('t');
  const core = await attachToCore({ origin: host.origin, token: 't' }, never);
  const [page, ours] = createTransportPair();
  core.serve(ours);
  page.send('sent before the line stands');
  expect(await nextMessage(page)).toBe('SENT BEFORE THE LINE STANDS');
  const closed = new Promise<void>((resolve) => page.onClose(resolve));
  await host.stop();
  await closed;
});

test('a page that asks while the host is away is served when it is back', async () => {
  const host = await startHost('t');
  const core = await attachToCore({ origin: host.origin, token: 't' }, never);
  await host.stop();
  const [page, ours] = createTransportPair();
  core.serve(ours);
  page.send('hello');
  await startHost('t', host.port);
  expect(await nextMessage(page)).toBe('HELLO');
});

test('a host that was started anew refuses the token, once and with a reason', async () => {
  const host = await startHost('t');
  const refused = new Promise((resolve) => {
    void attachToCore({ origin: host.origin, token: 't' }, { onRefused: resolve }).then(async (core) => {
      await host.stop();
      await startHost('another', host.port);
      core.serve(createTransportPair()[1]);
    });
  });
  expect(await refused).toMatchObject({ code: 'auth-required', remedy: expect.any(String) });
});

test('nothing there, or a wrong token, is said at once', async () => {
  const host = await startHost('t');
  await expect(attachToCore({ origin: host.origin, token: 'x' }, never)).rejects.toMatchObject({
    code: 'auth-required',
  });
  await host.stop();
  await expect(attachToCore({ origin: host.origin, token: 't' }, never)).rejects.toMatchObject({ code: 'network' });
});

test('what comes after the end is dropped', () => {
  const [page, left] = createTransportPair();
  const [host, right] = createTransportPair();
  joinTransports(left, right);
  page.close();
  expect(() => host.send('late')).toThrow();
});
