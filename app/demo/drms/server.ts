import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ControlDesk } from './control.ts';
import { readParameters } from './exchange.ts';
import { type Fault, readFaultHeader } from './faults.ts';
import { page, ReplySender } from './reply-sender.ts';
import type { Settings } from './settings.ts';
import type { Site } from './site.ts';
import { Waits } from './waits.ts';

const longestBody = 1_000_000;

/** Sockets and faults; what a request means is decided by the site. */
export class DrmsServer {
  readonly control: ControlDesk;
  private readonly site: Site;
  private readonly settings: Settings;
  private readonly now: () => number;
  private readonly sender: ReplySender;
  private readonly sockets = new Set<Socket>();
  private readonly waits = new Waits();
  private readonly server: Server;

  constructor(site: Site, settings: Settings, now: () => number) {
    this.site = site;
    this.settings = settings;
    this.now = now;
    this.control = new ControlDesk(settings, site.addresses, site.rows);
    this.sender = new ReplySender(settings, this.control.counter, this.waits);
    this.server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
      this.receive(request, response).catch(() => response.destroy());
    });
    this.server.on('connection', (socket) => {
      this.control.counter.connected();
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
    return `http://127.0.0.1:${address.port}/`;
  }

  async close(): Promise<void> {
    this.waits.cancel();
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = (request.url ?? '/').slice(1);
    const [encoded = '', search = ''] = address.split(/\?(.*)/s, 2);
    const isNew = this.control.counter.requested(`/${encoded}`, request.socket);
    await this.waits.wait(this.settings.latencyMs + (isNew ? this.settings.connectDelayMs : 0));
    const exchange = { request, response, path: encoded, search };
    let fault: Fault | undefined;
    try {
      fault = this.faultOf(request, address);
    } catch (error) {
      return this.sender.send(exchange, { status: 400, contentType: 'text/plain', body: String(error) }, undefined);
    }
    const body = await readBody(request);
    if (await this.sender.sendInstead(exchange, fault)) return;
    const call = { parameters: readParameters(search, body), search, fault, nowMs: this.now() };
    try {
      await this.sender.send(exchange, this.site.answer(decode(encoded), call), fault);
    } catch (error) {
      // As a CGI program that dies: what is not sent never comes.
      if (response.headersSent) response.destroy();
      else
        await this.sender.send(
          exchange,
          { status: 500, contentType: 'text/html', body: page(String(error)) },
          undefined,
        );
    }
  }

  private faultOf(request: IncomingMessage, address: string): Fault | undefined {
    const header = request.headers['x-demo-fault'];
    return header === undefined ? this.control.faults.take(address) : readFaultHeader(String(header));
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  if (request.method !== 'POST') return '';
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > longestBody) throw new Error('The body is too long.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
