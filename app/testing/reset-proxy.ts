import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Where the next connection that suits is cut: after so many bytes of the request, or of the answer. */
export type Cut = { after: 'request' | 'answer'; bytes: number };

export interface ResetProxy {
  url: string;
  /** Cuts the next connection whose request begins so, once. */
  arm(requestStart: string, cut: Cut): void;
  /** Bytes of the last connection that was watched to its end. */
  watch(requestStart: string): { request: number; answer: number };
  close(): void;
}

/** Stands between a client and a server and resets TCP connections in both directions, at any byte. */
export async function startResetProxy(serverUrl: string): Promise<ResetProxy> {
  const { hostname, port, pathname } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let armed: { requestStart: string; cut: Cut } | undefined;
  let watched: { requestStart: string; bytes: { request: number; answer: number } } | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let cut: Cut | undefined;
    let bytes: { request: number; answer: number } | undefined;
    const passed = { request: 0, answer: 0 };
    const pass = (direction: Cut['after'], to: Socket, data: Buffer): void => {
      const left = cut?.after === direction ? cut.bytes - passed[direction] : Number.POSITIVE_INFINITY;
      passed[direction] += data.length;
      if (bytes !== undefined) bytes[direction] += data.length;
      if (data.length < left) to.write(data);
      else
        to.write(data.subarray(0, left), () => {
          client.resetAndDestroy();
          upstream.resetAndDestroy();
        });
    };
    client.on('data', (data) => {
      const start = data.subarray(0, 200).toString('latin1');
      if (passed.request === 0 && armed !== undefined && start.startsWith(armed.requestStart)) {
        cut = armed.cut;
        armed = undefined;
      }
      if (passed.request === 0 && watched !== undefined && start.startsWith(watched.requestStart))
        bytes = watched.bytes;
      pass('request', upstream, data);
    });
    upstream.on('data', (data) => pass('answer', client, data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A TCP server's address is never a pipe name.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    arm(requestStart, cut) {
      armed = { requestStart, cut };
    },
    watch(requestStart) {
      watched = { requestStart, bytes: { request: 0, answer: 0 } };
      return watched.bytes;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
