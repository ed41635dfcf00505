import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../http/loopback-server.ts';
import { readText } from '../http/read-text.ts';
import { Waits } from '../http/waits.ts';
import { ControlDesk } from './control.ts';
import { readParameters } from './exchange.ts';
import { type Fault, readFaultHeader } from './faults.ts';
import { page, ReplySender } from './reply-sender.ts';
import type { Revision } from './series/revision.ts';
import type { Settings } from './settings.ts';
import type { Site } from './site.ts';

const longestBody = 1_000_000;

/** Requests and faults; what a request means is decided by the site. */
export class DrmsServer {
  readonly control: ControlDesk;
  private readonly site: Site;
  private readonly settings: Settings;
  private readonly now: () => number;
  private readonly sender: ReplySender;
  private readonly waits = new Waits();
  private readonly server: LoopbackServer;

  constructor(site: Site, settings: Settings, now: () => number) {
    this.site = site;
    this.settings = settings;
    this.now = now;
    this.control = new ControlDesk(settings, site);
    this.sender = new ReplySender(settings, this.control.counter, this.waits);
    this.server = new LoopbackServer({
      receive: (request, response) => this.receive(request, response),
      failed: (_error, _request, response) => void response.destroy(),
      connected: () => this.control.counter.connected(),
    });
  }

  async listen(port: number): Promise<string> {
    return `${await this.server.listen(port)}/`;
  }

  close(): Promise<void> {
    this.waits.cancel();
    return this.server.close();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = (request.url ?? '/').slice(1);
    const [encoded = '', search = ''] = address.split(/\?(.*)/s, 2);
    const isNew = this.control.counter.requested(`/${encoded}`, request.socket);
    if (encoded === '__control') return this.answerControl(request, response);
    await this.waits.wait(this.settings.latencyMs + (isNew ? this.settings.connectDelayMs : 0));
    const exchange = { request, response, path: encoded, search };
    let fault: Fault | undefined;
    try {
      fault = this.faultOf(request, address);
    } catch (error) {
      return this.sender.send(exchange, { status: 400, contentType: 'text/plain', body: String(error) }, undefined);
    }
    const body = request.method === 'POST' ? await readText(request, longestBody) : '';
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

  /** Pages of other sites cannot send the header. */
  private async answerControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['x-demo-control'] !== '1') return void response.writeHead(403).end();
    try {
      // What tests send; names that do not exist are refused.
      const { revise } = JSON.parse(await readText(request, longestBody)) as { revise: Revision };
      this.control.revise(revise);
      response.writeHead(200).end();
    } catch (error) {
      response.writeHead(400).end(String(error));
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
