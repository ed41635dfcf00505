import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../http/loopback-server.ts';
import { ControlDesk, type DemoControl } from './control.ts';
import { json, page, type Reply } from './exchange.ts';
import type { Fault } from './faults.ts';
import { FrontDoor, type RawRequest } from './front-door.ts';
import { JsonMiddleware } from './json-middleware.ts';
import type { LabStore } from './lab-store.ts';
import { readCookies, Sessions } from './sessions.ts';
import { Site, type SiteSettings } from './site.ts';

/** As a stock gunicorn. */
const longestRequestLine = 4094;
const keepAliveTimeoutMs = 5000;

interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  raw: RawRequest;
}

/** Requests, faults and the control endpoint; what a request means is decided behind the front door. */
export class JuliaBaseServer {
  readonly control: DemoControl;
  private readonly desk: ControlDesk;
  private readonly door: FrontDoor;
  private readonly sessions = new Sessions();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly server: LoopbackServer;
  private readonly log: ((line: string) => void) | undefined;
  private url = '';

  constructor(store: LabStore, settings: SiteSettings, log?: (line: string) => void) {
    const middleware = new JsonMiddleware(settings);
    const site = new Site(store, settings, middleware);
    this.door = new FrontDoor(site, store, this.sessions, middleware);
    this.desk = new ControlDesk(store, settings, this.sessions);
    this.control = this.desk;
    this.log = log;
    this.server = new LoopbackServer({
      receive: (request, response) => this.receive(request, response),
      failed: (error, request, response) => this.fail(request, response, error),
      connected: () => undefined,
      keepAliveMs: keepAliveTimeoutMs,
    });
  }

  async listen(port: number): Promise<string> {
    this.url = `${await this.server.listen(port)}/`;
    return this.url;
  }

  close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    return this.server.close();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const requestLine = `${method} ${request.url ?? '/'} HTTP/1.1`;
    if (requestLine.length > longestRequestLine) {
      this.send(request, response, { status: 414, contentType: 'text/html', body: '<h1>Request-URI Too Long</h1>' });
      return;
    }
    const rawPath = (request.url ?? '/').slice(1);
    const [encoded = '', search = ''] = rawPath.split(/\?(.*)/s, 2);
    const path = decodeOnce(encoded);
    if (path === '__control') return this.answerControl(request, response);
    const fault = this.desk.faults.take(method, path);
    if (fault?.kind === 'reset-before') return this.reset(request);
    const body = await readBody(request, fault?.kind === 'reset-at-request-byte' ? (fault.offset ?? 0) : undefined);
    if (body === 'cut') return this.reset(request);
    const query = [...new URLSearchParams(search)] as [string, string][];
    const raw = { method, rawPath, path, query, headers: request.headers, body };
    await this.answerWithFault({ request, response, raw }, fault);
  }

  private async answer({ raw }: Incoming): Promise<Reply> {
    return this.door.answer(await this.door.receive(raw, this.url));
  }

  private async answerWithFault(incoming: Incoming, fault: Fault | undefined): Promise<void> {
    const { request, response } = incoming;
    const send = (reply: Reply): void => this.send(request, response, reply);
    switch (fault?.kind) {
      case 'delay':
        await this.wait(fault);
        return send(await this.answer(incoming));
      case 'status':
        return send(failure(fault, 503));
      case 'status-after-commit':
        await this.answer(incoming);
        return send(failure(fault, 502));
      case 'reset-after-commit':
        await this.answer(incoming);
        return this.reset(request);
      case 'late-commit': {
        const visit = await this.door.receive(incoming.raw, this.url);
        this.reset(request);
        await this.wait(fault);
        this.door.answer(visit);
        return;
      }
      case 'late-arrival':
        request.socket.resetAndDestroy();
        await this.wait(fault);
        return this.note(request, (await this.answer(incoming)).status);
      case 'reset-at-response-byte':
        return this.cutReply(request, response, await this.answer(incoming), fault.offset ?? 0);
      case 'expire-session':
        this.sessions.close(readCookies(request.headers).get('sessionid'));
        return send(await this.answer(incoming));
      case 'html':
        return send(maintenancePage);
      case 'html-after-commit':
        await this.answer(incoming);
        return send(maintenancePage);
      case 'bad-json':
        await this.answer(incoming);
        return send({ status: 200, contentType: 'application/json', body: '{"id": 12, "name": ' });
      default:
        // No fault; resets inside the request were dealt with while reading it.
        return send(await this.answer(incoming));
    }
  }

  private wait({ delayMs = 1000 }: Fault): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, delayMs);
      this.timers.add(timer);
    });
  }

  private async answerControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, text: string): void =>
      this.send(request, response, { status, contentType: 'text/plain; charset=utf-8', body: text }, false);
    if (request.headers['x-demo-control'] !== '1') return refuse(403, 'The header X-Demo-Control: 1 is missing.');
    const body = await readBody(request, undefined);
    try {
      if (body !== 'cut' && body.length > 0) this.desk.apply(body.toString('utf8'));
    } catch (error) {
      return refuse(400, String(error));
    }
    this.send(request, response, json(this.desk.describe()), false);
  }

  private note(request: IncomingMessage, status: number): void {
    const [method, path] = [request.method ?? 'GET', (request.url ?? '/').slice(1)];
    this.desk.note({ method, path, status });
    this.log?.(`${method} /${path} ${status === 0 ? 'reset' : status}`);
  }

  private send(request: IncomingMessage, response: ServerResponse, reply: Reply, noted = true): void {
    if (noted) this.note(request, reply.status);
    const { 'set-cookie': cookies, ...headers } = reply.headers ?? {};
    response.writeHead(reply.status, {
      'content-type': reply.contentType,
      'content-length': Buffer.byteLength(reply.body),
      ...headers,
      ...(cookies === undefined ? {} : { 'set-cookie': cookies.split('\n') }),
    });
    response.end(request.method === 'HEAD' ? undefined : reply.body);
  }

  private cutReply(request: IncomingMessage, response: ServerResponse, reply: Reply, offset: number): void {
    this.note(request, 0);
    response.writeHead(reply.status, {
      'content-type': reply.contentType,
      'content-length': Buffer.byteLength(reply.body),
    });
    response.flushHeaders();
    response.write(Buffer.from(reply.body).subarray(0, offset), () => request.socket.resetAndDestroy());
  }

  private reset(request: IncomingMessage): void {
    this.note(request, 0);
    request.socket.resetAndDestroy();
  }

  /** An error of the demo itself. */
  private fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    this.log?.(`${request.method} ${request.url} failed: ${String(error)}`);
    if (response.headersSent || response.destroyed) response.destroy();
    else this.send(request, response, { status: 500, contentType: 'text/plain', body: String(error) });
  }
}

const maintenancePage = page('Maintenance', '<p>The server is being updated.</p>');

function failure({ status, headers }: Fault, usual: number): Reply {
  return {
    status: status ?? usual,
    contentType: 'text/html',
    body: `<h1>Error ${status ?? usual}</h1>`,
    headers: headers ?? {},
  };
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads it all, or stops at an offset and says so. */
async function readBody(request: IncomingMessage, cutAt: number | undefined): Promise<Buffer | 'cut'> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (cutAt !== undefined && length >= cutAt) return 'cut';
  }
  return cutAt === undefined ? Buffer.concat(pieces) : 'cut';
}
