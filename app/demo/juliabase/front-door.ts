import type { IncomingHttpHeaders } from 'node:http';
import { json, lastOf, page, type Reply } from './exchange.ts';
import { type JsonMiddleware, loginPath } from './json-middleware.ts';
import type { LabStore } from './lab-store.ts';
import { wantsJson } from './negotiation.ts';
import { maxFields, parseBody } from './request-body.ts';
import { csrfCookie, newCsrfToken, readCookies, type Sessions, sessionCookie } from './sessions.ts';
import type { Site, SiteRequest } from './site.ts';

export interface RawRequest {
  method: string;
  /** As it came, with query, without leading slash. */
  rawPath: string;
  /** Decoded once. */
  path: string;
  query: [string, string][];
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A request whose sender is known; `early` is the answer if it does not get past the door. */
export interface Visit {
  request: SiteRequest;
  early: Reply | undefined;
}

/** What stands before the views: limits, CSRF, login and sessions. */
export class FrontDoor {
  private readonly site: Site;
  private readonly store: LabStore;
  private readonly sessions: Sessions;
  private readonly middleware: JsonMiddleware;

  constructor(site: Site, store: LabStore, sessions: Sessions, middleware: JsonMiddleware) {
    this.site = site;
    this.store = store;
    this.sessions = sessions;
    this.middleware = middleware;
  }

  /** Reads the form and looks the session up; changes nothing but sessions. */
  async receive(raw: RawRequest, rootUrl: string): Promise<Visit> {
    const { method, path, rawPath, query, headers } = raw;
    const cookies = readCookies(headers);
    const parsed = await parseBody(raw.body, headers['content-type'] ?? '');
    const request: SiteRequest = {
      ...parsed,
      method,
      path,
      rawPath,
      query,
      accept: headers.accept,
      json: wantsJson(headers.accept),
      userId: this.sessions.userOf(cookies.get('sessionid')),
      ifNoneMatch: headers['if-none-match'],
      isConditional: 'if-none-match' in headers || 'if-modified-since' in headers,
      rootUrl,
    };
    if (parsed.isUnreadable || parsed.form.length > maxFields || query.length > maxFields)
      return { request, early: { status: 400, contentType: 'text/html', body: '<h1>Bad Request (400)</h1>' } };
    if (method === 'POST' && this.site.settings.csrf && !csrfHolds(headers, cookies, parsed.form, rootUrl))
      return { request, early: csrfFailure };
    return { request, early: this.answerLogin(request, cookies) };
  }

  answer({ request, early }: Visit): Reply {
    return early ?? this.middleware.pass(request, this.site.answer(request));
  }

  private answerLogin(request: SiteRequest, cookies: Map<string, string>): Reply | undefined {
    const { method, path, form } = request;
    if (path === 'login_remote_client' && method === 'POST') return this.signIn(form);
    if (path === 'login_remote_client')
      return withCookies(json(null), [csrfCookie(cookies.get('csrftoken') ?? newCsrfToken())]);
    if (path === 'logout_remote_client') {
      this.sessions.close(cookies.get('sessionid'));
      return withCookies(json(true), [sessionCookie('')]);
    }
    if (path === 'logout' && method !== 'POST')
      return { status: 405, contentType: 'text/html', body: '', headers: { allow: 'POST, OPTIONS' } };
    if (path === 'logout') {
      this.sessions.close(cookies.get('sessionid'));
      return withCookies(page('Logged out', '<p><a href="/login">Login</a></p>'), [sessionCookie('')]);
    }
    return loginPath.test(path) ? this.loginPage(request, cookies) : undefined;
  }

  private signIn(form: [string, string][]): Reply {
    const [name, password] = [lastOf(form, 'username'), lastOf(form, 'password')];
    if (name === undefined || password === undefined)
      return { ...json([3, `"${name === undefined ? 'username' : 'password'}" missing`]), status: 422 };
    const user = this.store.state.users.find((one) => one.login === name && one.password === password);
    if (user?.isActive !== true) return { ...json([4, 'user could not be authenticated']), status: 422 };
    return withCookies(json(true), [sessionCookie(this.sessions.open(user.id)), csrfCookie(newCsrfToken())]);
  }

  /** The browsers' login; after it the address in `next`, if it is one of ours. */
  private loginPage(request: SiteRequest, cookies: Map<string, string>): Reply {
    const reply = request.method === 'POST' ? this.signIn(request.form) : undefined;
    const next = lastOf(request.form, 'next') ?? lastOf(request.query, 'next') ?? '/';
    if (reply?.status === 200) {
      const location = /^\/(?![/\\])/.test(next) ? next : '/';
      return { ...reply, status: 302, contentType: 'text/html', body: '', headers: { ...reply.headers, location } };
    }
    const token = cookies.get('csrftoken') ?? newCsrfToken();
    const refusal =
      reply === undefined
        ? ''
        : '<ul class="errorlist nonfield"><li>Please enter a correct username and password.</li></ul>';
    const form = `${refusal}<form method="post" action="/login?next=${encodeURIComponent(next)}"><input type="hidden" name="csrfmiddlewaretoken" value="${token}">
<p><label>Username <input type="text" name="username" autofocus></label></p><p><label>Password <input type="password" name="password"></label></p><p><input type="submit" value="login"></p></form>`;
    return this.middleware.pass(request, withCookies(page('Login', form), [csrfCookie(token)]));
  }
}

const csrfFailure: Reply = {
  status: 403,
  contentType: 'text/html',
  body: '<h1>Forbidden (403)</h1><p>CSRF verification failed. Request aborted.</p>',
};

/** One header text for several cookies; the server splits it. */
function withCookies(reply: Reply, cookies: string[]): Reply {
  return { ...reply, headers: { ...reply.headers, 'set-cookie': cookies.join('\n') } };
}

function csrfHolds(
  headers: IncomingHttpHeaders,
  cookies: Map<string, string>,
  form: [string, string][],
  rootUrl: string,
): boolean {
  if (headers.origin !== undefined && headers.origin !== new URL(rootUrl).origin) return false;
  const token = cookies.get('csrftoken');
  const given = headers['x-csrftoken'] ?? lastOf(form, 'csrfmiddlewaretoken');
  return token !== undefined && token === given;
}
