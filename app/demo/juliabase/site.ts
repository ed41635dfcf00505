import { createHash } from 'node:crypto';
import {
  type Exchange,
  FormErrors,
  formErrorPage,
  json,
  PermissionDenied,
  page,
  type Reply,
  type Switches,
  ViewError,
} from './exchange.ts';
import type { LabStore } from './lab-store.ts';
import type { LabState, User } from './model.ts';
import type { ParsedBody } from './request-body.ts';
import { processRoute, routes, runProcessRoute } from './routes.ts';
import { requireFormPermission } from './views-processes.ts';

export interface SiteSettings {
  /** How an HTML page is handed to a JSON client: A turns it into an error, B lets it through. */
  mode: 'A' | 'B';
  csrf: boolean;
  timezone: string;
  switches: Switches;
}

export interface SiteRequest extends ParsedBody {
  method: string;
  /** Decoded once, without leading slash. */
  path: string;
  /** As it came, with query. */
  rawPath: string;
  query: [string, string][];
  accept: string | undefined;
  json: boolean;
  userId: number | undefined;
  conditional: boolean;
  rootUrl: string;
}

/** Everything between the socket and the views: login, permissions, modes, transactions. */
export class Site {
  readonly settings: SiteSettings;
  private readonly store: LabStore;
  private readonly errorPages = new Map<string, string>();

  constructor(store: LabStore, settings: SiteSettings) {
    this.store = store;
    this.settings = settings;
  }

  /** Runs the view; `hold` leaves the keeping of what it changed to the returned function. */
  answer(request: SiteRequest, hold = false): { reply: Reply; commit: () => void } {
    let held: LabState | undefined;
    const reply = this.inMode(
      request,
      this.guard(() =>
        this.dispatch(request, (state) => {
          held = state;
        }),
      ),
    );
    const commit = (): void => {
      if (held !== undefined) this.store.commit(held);
      held = undefined;
    };
    if (!hold) commit();
    return { reply, commit };
  }

  errorPage(digest: string): Reply {
    const body = this.errorPages.get(digest);
    return body === undefined
      ? page('Not found', '', 404)
      : { status: 200, contentType: 'text/html; charset=utf-8', body };
  }

  private dispatch(request: SiteRequest, keep: (state: LabState) => void): Reply {
    const { method, path } = request;
    const user = this.store.state.users.find((candidate) => candidate.id === request.userId);
    const processes = processRoute(path);
    if (processes !== undefined) {
      if (processes.action !== 'show')
        requireFormPermission(user !== undefined, user?.permissions ?? [], user?.isAdmin ?? false, processes.kind[1]);
      if (user === undefined) return this.toLogin(request);
      return this.run(request, user, keep, (exchange) => runProcessRoute(exchange, processes));
    }
    for (const route of routes) {
      const match = route.pattern.exec(path);
      if (match === null) continue;
      if (!route.methods.includes(method))
        return { status: 405, contentType: 'text/html', body: '', headers: { allow: route.methods.join(', ') } };
      if (user === undefined && route.open !== true) return this.toLogin(request);
      const visitor = user ?? ({ ...emptyUser } satisfies User);
      return this.run(request, visitor, keep, (exchange) => route.view(exchange, ...match.slice(1)));
    }
    return page('Not Found', '<p>The requested resource was not found on this server.</p>', 404);
  }

  private run(
    request: SiteRequest,
    user: User,
    keep: (state: LabState) => void,
    view: (exchange: Exchange) => Reply,
  ): Reply {
    const writes = request.method === 'POST';
    const lab = writes ? structuredClone(this.store.state) : this.store.state;
    const actor = lab.users.find((candidate) => candidate.id === user.id) ?? user;
    const { method, path, query, form, files, accept } = request;
    const { timezone, switches } = this.settings;
    try {
      const reply = view({
        method,
        path,
        query,
        form,
        files,
        accept,
        json: request.json,
        user: actor,
        lab,
        nowMs: Date.now(),
        timezone,
        switches,
      });
      if (reply.changed === true) keep(lab);
      return reply;
    } catch (error) {
      // A form error does not roll back what was stored before it.
      if (error instanceof FormErrors && error.changed) keep(lab);
      throw error;
    }
  }

  private toLogin(request: SiteRequest): Reply {
    return {
      status: 302,
      contentType: 'text/html',
      body: '',
      headers: { location: `/login?next=${encodeURIComponent(`/${request.rawPath}`)}` },
    };
  }

  private guard(work: () => Reply): Reply {
    try {
      return work();
    } catch (error) {
      if (error instanceof ViewError) {
        if (error.status >= 500)
          return { status: error.status, contentType: 'text/html', body: '<h1>Server Error (500)</h1>' };
        return { ...json([error.code, error.message]), status: error.status };
      }
      if (error instanceof PermissionDenied)
        return page('Access denied', `<p>Sorry, you can't access this resource.</p><p>${error.message}</p>`, 401);
      if (error instanceof FormErrors) return { ...page('Form', formErrorPage(error.problems)) };
      throw error;
    }
  }

  /** Mode A wraps pages with status 200 into `422 [1, url]`; a conditional GET breaks on its missing content type. */
  private inMode(request: SiteRequest, reply: Reply): Reply {
    if (!request.json) return reply;
    if (request.conditional && request.method === 'GET' && reply.status === 200)
      return { status: 500, contentType: 'text/plain', body: 'KeyError' };
    if (this.settings.mode === 'B' || reply.status !== 200 || !reply.contentType.startsWith('text/html')) return reply;
    const body = reply.body.toString();
    const digest = createHash('sha1').update(body).digest('hex');
    this.errorPages.set(digest, body);
    return { ...json([1, `${request.rootUrl}error_pages/${digest}`]), status: 422 };
  }
}

const emptyUser: User = {
  id: 0,
  login: '',
  fullName: '',
  password: '',
  note: '',
  isAdmin: false,
  department: null,
  topics: [],
  permissions: [],
  mySamples: [],
  foldedTopics: [],
  foldedSeries: [],
  foldedProcesses: {},
};
