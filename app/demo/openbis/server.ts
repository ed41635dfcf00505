import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Waits } from '../drms/waits.ts';
import type { ControlDesk } from './control.ts';
import { ResetNow } from './dss/workspace-servlet.ts';
import type { Fault } from './faults.ts';
import { type Incoming, ReplySender } from './reply-sender.ts';
import type { Settings } from './settings.ts';
import type { Site } from './site.ts';
import { type Exchange, page } from './wire/exchange.ts';

const longestText = 50_000_000;

export interface ServerParts {
  site: Site;
  settings: Settings;
  control: ControlDesk;
  waits: Waits;
  now: () => number;
  /** Beginnings of the addresses that this origin serves. */
  roots: readonly string[];
}

/** Sockets and faults of one origin; what a request means is decided by the site. */
export class OpenbisServer {
  private readonly parts: ServerParts;
  private readonly sender: ReplySender;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(parts: ServerParts) {
    this.parts = parts;
    this.sender = new ReplySender(parts.control.counter);
    this.server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
      this.receive(request, response).catch((error) => {
        // Types do not say that the socket of a client that has gone is null.
        if (error instanceof ResetNow) request.socket?.resetAndDestroy();
        else response.destroy();
      });
    });
    this.server.on('connection', (socket) => {
      parts.control.counter.connected();
      socket.setNoDelay(true);
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      // A client may leave at any time.
      socket.on('error', () => undefined);
    });
  }

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

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { control, settings, waits, now } = this.parts;
    const [path = '', search = ''] = (request.url ?? '/').slice(1).split(/\?(.*)/s, 2);
    const parameters = new URLSearchParams(search);
    const text = isText(path) ? await readText(request) : '';
    const method = /"method"\s*:\s*\[?\s*"(\w+)"/.exec(text)?.[1] ?? parameters.get('method');
    const address = `${path}${search === '' ? '' : `?${redact(search)}`}${method ? `#${method}` : ''}`;
    const incoming: Incoming = { request, response, place: `/${path}${method ? `#${method}` : ''}`, address };
    control.counter.requested(incoming.place, request.socket);
    if (settings.dataStoreDown && path.startsWith('datastore_server/')) return this.sender.reset(incoming);
    await waits.wait(settings.latencyMs);
    const fault = control.faults.take(address);
    const exchange = { verb: request.method ?? 'GET', path, parameters, text, body: request, fault };
    const contentType = request.headers['content-type'] ?? '';
    await this.handle(incoming, { ...exchange, contentType, nowMs: now() }, fault);
  }

  private async handle(incoming: Incoming, exchange: Exchange, fault: Fault | undefined): Promise<void> {
    const { control, waits, roots, site } = this.parts;
    if (fault?.name === 'expire') control.expireSessionOf(exchange);
    if (fault?.name === 'slow') await waits.wait(fault.delayMs ?? 5000);
    if (await this.sender.sendInstead(incoming, exchange, fault)) return;
    if (fault?.name === 'latecommit') {
      this.sender.reset(incoming);
      await waits.wait(fault.delayMs ?? 100);
      await site.answer(exchange);
      return;
    }
    const served = roots.some((root) => exchange.path.startsWith(root));
    const reply = served ? await site.answer(exchange) : page('HTTP ERROR 404 Not Found', 404);
    if (fault?.name === 'lostanswer') return this.sender.reset(incoming);
    await this.sender.send(incoming, reply, fault);
  }
}

function isText(path: string): boolean {
  return path.endsWith('.json') || path.endsWith('/file-transfer');
}

/** What is logged holds no tokens. */
function redact(search: string): string {
  return search.replaceAll(/(?<=(?:^|&)sessionID=)[^&]*/g, '…');
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > longestText) throw new Error('The body is too long.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
