import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { first, json, page, type Reply } from './exchange.ts';
import { type Fault, FaultList } from './faults.ts';
import type { LabStore } from './lab-store.ts';
import { wantsJson } from './negotiation.ts';
import { maxFields, parseBody } from './request-body.ts';
import { csrfCookie, newCsrfToken, readCookies, Sessions, sessionCookie } from './sessions.ts';
import { Site, type SiteRequest, type SiteSettings } from './site.ts';

/** What tests and the control endpoint can turn. */
export interface DemoControl {
  setFaults(faults: readonly Fault[]): void;
  change(settings: Partial<Omit<SiteSettings, 'switches'>> & { switches?: Partial<SiteSettings['switches']> }): void;
  expireSessions(): void;
  reset(): void;
  /** Requests since the start: method, path with query, status (0: connection reset). Never bodies. */
  requests(): { method: string; path: string; status: number }[];
  clearRequests(): void;
}

interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  body: Buffer;
  rawPath: string;
  path: string;
  query: [string, string][];
}

const longestRequestLine = 4094;

export class JuliaBaseServer {
  readonly control: DemoControl;
  private readonly site: Site;
  private readonly store: LabStore;
  private readonly sessions = new Sessions();
  private readonly faults = new FaultList();
  private readonly log: { method: string; path: string; status: number }[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private url = '';

  constructor(store: LabStore, settings: SiteSettings) {
    this.store = store;
    this.site = new Site(store, settings);
    this.control = {
      setFaults: (faults) => this.faults.set(faults),
      change: ({ switches, ...change }) => {
        Object.assign(settings, change);
        Object.assign(settings.switches, switches);
      },
      expireSessions: () => this.sessions.closeAll(),
      reset: () => {
        store.reset();
        this.sessions.closeAll();
        this.faults.set([]);
      },
      requests: () => [...this.log],
      clearRequests: () => {
        this.log.length = 0;
      },
    };
    this.server = createServer({ keepAliveTimeout: 5000 }, (request, response) => {
      this.receive(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(String(error));
      });
    });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
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
    this.url = `http://127.0.0.1:${address.port}/`;
    return this.url;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawPath = (request.url ?? '/').slice(1);
    if (rawPath.length > longestRequestLine)
      return this.send(request, response, { status: 414, contentType: 'text/html', body: '' });
    const [encoded = '', search = ''] = rawPath.split(/\?(.*)/s, 2);
    const path = decode(encoded);
    if (path === '__control') return this.answerControl(request, response);
    const fault = this.faults.take(request.method ?? 'GET', path);
    if (fault?.kind === 'reset-before') return this.reset(request);
    const body = await readBody(request, fault?.kind === 'reset-at-request-byte' ? (fault.offset ?? 0) : undefined);
    if (body === 'cut') return this.reset(request);
    const query = [...new URLSearchParams(search)] as [string, string][];
    await this.answerWithFault({ request, response, body, rawPath, path, query }, fault);
  }

  private async answerWithFault(incoming: Incoming, fault: Fault | undefined): Promise<void> {
    const { request, response } = incoming;
    if (fault === undefined) return this.send(request, response, (await this.answer(incoming, false)).reply);
    switch (fault.kind) {
      case 'delay':
        await delay(fault.delayMs ?? 1000);
        return this.send(request, response, (await this.answer(incoming, false)).reply);
      case 'status':
        return this.send(request, response, {
          status: fault.status ?? 503,
          contentType: 'text/html',
          body: '<h1>Service unavailable</h1>',
        });
      case 'status-after-commit':
        await this.answer(incoming, false);
        return this.send(request, response, {
          status: fault.status ?? 502,
          contentType: 'text/html',
          body: '<h1>Bad gateway</h1>',
        });
      case 'reset-after-commit':
        await this.answer(incoming, false);
        return this.reset(request);
      case 'late-commit': {
        const { commit } = await this.answer(incoming, true);
        setTimeout(commit, fault.delayMs ?? 1000).unref();
        return this.reset(request);
      }
      case 'reset-at-response-byte': {
        const { reply } = await this.answer(incoming, false);
        return this.cutReply(request, response, reply, fault.offset ?? 0);
      }
      case 'expire-session':
        this.sessions.closeAll();
        return this.send(request, response, (await this.answer(incoming, false)).reply);
      case 'html':
        return this.send(request, response, page('Maintenance', '<p>The server is being updated.</p>'));
      case 'html-after-commit':
        await this.answer(incoming, false);
        return this.send(request, response, page('Maintenance', '<p>The server is being updated.</p>'));
      case 'bad-json':
        return this.send(request, response, {
          status: 200,
          contentType: 'application/json',
          body: '{"id": 12, "name": ',
        });
      default:
        // A reset inside the request was dealt with while reading it.
        return this.send(request, response, (await this.answer(incoming, false)).reply);
    }
  }

  private async answer(incoming: Incoming, hold: boolean): Promise<{ reply: Reply; commit: () => void }> {
    const { request, body, path, query } = incoming;
    const cookies = readCookies(request.headers);
    const userId = this.sessions.userOf(cookies.get('sessionid'));
    const accept = request.headers.accept;
    const parsed = await parseBody(body, request.headers['content-type'] ?? '');
    const only = (reply: Reply): { reply: Reply; commit: () => void } => ({ reply, commit: () => undefined });
    if (parsed.tooManyFields || query.length > maxFields)
      return only({ status: 400, contentType: 'text/html', body: '<h1>Bad Request (400)</h1>' });
    const method = request.method ?? 'GET';
    if (method === 'POST' && this.site.settings.csrf && !csrfHolds(request, cookies, parsed.form)) {
      return only({
        status: 403,
        contentType: 'text/html',
        body: '<h1>Forbidden (403)</h1><p>CSRF verification failed. Request aborted.</p>',
      });
    }
    const login = this.answerLogin(method, path, parsed.form, cookies);
    if (login !== undefined) return only(login);
    const errorPage = /^error_pages\/([0-9a-f]{40})$/.exec(path)?.[1];
    if (errorPage !== undefined) return only(this.site.errorPage(errorPage));
    const conditional = 'if-none-match' in request.headers || 'if-modified-since' in request.headers;
    const siteRequest: SiteRequest = {
      ...parsed,
      method,
      path,
      rawPath: incoming.rawPath,
      query,
      accept,
      json: wantsJson(accept),
      userId,
      conditional,
      rootUrl: this.url,
    };
    return this.site.answer(siteRequest, hold);
  }

  private answerLogin(
    method: string,
    path: string,
    form: [string, string][],
    cookies: Map<string, string>,
  ): Reply | undefined {
    if (path === 'login_remote_client' && method === 'GET')
      return withCookies(json(null), [csrfCookie(cookies.get('csrftoken') ?? newCsrfToken())]);
    if (path === 'login_remote_client' && method === 'POST') return this.signIn(form);
    if (path === 'logout_remote_client') {
      this.sessions.close(cookies.get('sessionid'));
      return withCookies(json(true), [sessionCookie('')]);
    }
    if (path === 'login' || path === 'login/') return this.loginPage(method, form, cookies);
    return path === 'logout'
      ? { status: 405, contentType: 'text/html', body: '', headers: { allow: 'POST' } }
      : undefined;
  }

  private signIn(form: [string, string][]): Reply {
    const [name, password] = [first(form, 'username'), first(form, 'password')];
    if (name === undefined || password === undefined)
      return { ...json([3, `"${name === undefined ? 'username' : 'password'}" missing`]), status: 422 };
    const user = this.store.state.users.find(
      (candidate) => candidate.login === name && candidate.password === password,
    );
    if (user === undefined) return { ...json([4, 'user could not be authenticated']), status: 422 };
    return withCookies(json(true), [sessionCookie(this.sessions.open(user.id)), csrfCookie(newCsrfToken())]);
  }

  private loginPage(method: string, form: [string, string][], cookies: Map<string, string>): Reply {
    const reply = method === 'POST' ? this.signIn(form) : undefined;
    if (reply?.status === 200)
      return {
        ...reply,
        status: 302,
        contentType: 'text/html',
        body: '',
        headers: { ...reply.headers, location: '/' },
      };
    const fields =
      '<form method="post" action="/login"><input type="text" name="username"><input type="password" name="password"><input type="submit"></form>';
    return withCookies(page('Login', fields), [csrfCookie(cookies.get('csrftoken') ?? newCsrfToken())]);
  }

  private answerControl(request: IncomingMessage, response: ServerResponse): Promise<void> | void {
    if (request.headers['x-demo-control'] !== '1')
      return this.send(request, response, {
        status: 403,
        contentType: 'text/plain',
        body: 'X-Demo-Control is missing.',
      });
    return readBody(request, undefined).then((body) => {
      if (body !== 'cut' && body.length > 0) this.applyControl(JSON.parse(body.toString('utf8')));
      this.send(
        request,
        response,
        json({ ...this.site.settings, faults: this.faults.list(), requests: this.log.slice(-500) }),
      );
    });
  }

  private applyControl(
    wish: { faults?: Fault[]; reset?: boolean; expireSessions?: boolean; clearRequests?: boolean } & Parameters<
      DemoControl['change']
    >[0],
  ): void {
    const { faults, reset, expireSessions, clearRequests, ...change } = wish;
    if (reset === true) this.control.reset();
    if (expireSessions === true) this.control.expireSessions();
    if (clearRequests === true) this.control.clearRequests();
    if (faults !== undefined) this.control.setFaults(faults);
    this.control.change(change);
  }

  private note(request: IncomingMessage, status: number): void {
    this.log.push({ method: request.method ?? 'GET', path: (request.url ?? '/').slice(1), status });
    if (this.log.length > 5000) this.log.shift();
  }

  private send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    this.note(request, reply.status);
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
    response.write(Buffer.from(reply.body).subarray(0, offset), () => request.socket.resetAndDestroy());
  }

  private reset(request: IncomingMessage): void {
    this.note(request, 0);
    request.socket.resetAndDestroy();
  }
}

/** One header text for several cookies; `send` splits it. */
function withCookies(reply: Reply, cookies: string[]): Reply {
  return { ...reply, headers: { ...reply.headers, 'set-cookie': cookies.join('\n') } };
}

function csrfHolds(request: IncomingMessage, cookies: Map<string, string>, form: [string, string][]): boolean {
  const token = cookies.get('csrftoken');
  const given = request.headers['x-csrftoken'] ?? first(form, 'csrfmiddlewaretoken');
  return token !== undefined && token === given;
}

function decode(text: string): string {
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

function delay(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
