import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../http/loopback-server.ts';
import { readText } from '../http/read-text.ts';
import type { Waits } from '../http/waits.ts';
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

/** Requests and faults of one origin; what a request means is decided by the site. */
export class OpenbisServer {
  private readonly parts: ServerParts;
  private readonly sender: ReplySender;
  private readonly server: LoopbackServer;

  constructor(parts: ServerParts) {
    this.parts = parts;
    this.sender = new ReplySender(parts.control.counter);
    this.server = new LoopbackServer({
      receive: (request, response) => this.receive(request, response),
      failed: (error, request, response) => {
        // Types do not say that the socket of a client that has gone is null.
        if (error instanceof ResetNow) request.socket?.resetAndDestroy();
        else response.destroy();
      },
      connected: () => parts.control.counter.connected(),
    });
  }

  listen(port: number): Promise<string> {
    return this.server.listen(port);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { control, settings, waits, now } = this.parts;
    const [path = '', search = ''] = (request.url ?? '/').slice(1).split(/\?(.*)/s, 2);
    const parameters = new URLSearchParams(search);
    const text = isText(path) ? await readText(request, longestText) : '';
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
