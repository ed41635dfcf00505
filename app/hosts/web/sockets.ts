import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Log } from '../../platform/platform.ts';
import { type SocketLike, socketTransport } from '../../rpc/transport.ts';
import { type AccessRules, decideAccess } from './access.ts';
import type { HostedApp } from './hosted-app.ts';
import { refusalText } from './http.ts';
import { accessRequest, maxBodyBytes, targetOf } from './request.ts';

export interface SocketParts {
  app: HostedApp;
  rules: AccessRules;
  rateLimit: { take(): boolean };
  log: Log;
}

/** Serves the calls of pages, shells and command lines at `/rpc`. */
export function serveSockets(server: Server, { app, rules, rateLimit, log }: SocketParts): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxBodyBytes, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Without a listener a reset of the peer would end the process.
    stream.on('error', () => stream.destroy());
    const target = targetOf(request);
    const access = target && decideAccess(accessRequest(request, target, 'websocket'), rules);
    if (target === undefined || access?.allowed !== true) {
      log.warn({ refusal: access?.allowed === false ? access.refusal : 'target' }, 'Socket refused');
      refuse(stream, '403 Forbidden', refusalText);
    } else if (!rateLimit.take()) {
      refuse(stream, '429 Too Many Requests', 'Too many requests. Wait a second and try again.');
    } else if (target.pathname !== '/rpc') {
      refuse(stream, '404 Not Found', 'There is nothing at this address.');
    } else {
      sockets.handleUpgrade(request, stream, head, (socket) => {
        socket.on('error', (error) => log.warn({ error: error.message }, 'A socket failed'));
        // `ws` types its events apart from the DOM's; the fields used are the same.
        app.router.serve(socketTransport(socket as unknown as SocketLike));
      });
    }
  });
  return {
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function refuse(stream: Duplex, status: string, text: string): void {
  const body = `${text}\n`;
  const head = ['content-type: text/plain; charset=utf-8', `content-length: ${Buffer.byteLength(body)}`];
  stream.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`);
}
