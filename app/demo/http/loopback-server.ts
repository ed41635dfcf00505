import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface LoopbackServerParts {
  /** What it rejects with goes to `failed`. */
  receive(request: IncomingMessage, response: ServerResponse): Promise<void>;
  failed(error: unknown, request: IncomingMessage, response: ServerResponse): void;
  connected(): void;
  /** Default 30 s. */
  keepAliveMs?: number;
}

/** An HTTP server of this computer that lets go of all its sockets when it closes. */
export class LoopbackServer {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor({ receive, failed, connected, keepAliveMs = 30_000 }: LoopbackServerParts) {
    this.server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
      receive(request, response).catch((error: unknown) => failed(error, request, response));
    });
    this.server.on('connection', (socket) => {
      connected();
      socket.setNoDelay(true);
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      // A client may leave at any time.
      socket.on('error', () => undefined);
    });
  }

  /** @returns the origin, such as `http://127.0.0.1:8080`; port 0 takes a free one */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The demo server has no port.');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
