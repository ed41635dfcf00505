import {
  type Exchange,
  escapeHtml,
  FormErrors,
  formErrorPage,
  json,
  PermissionDenied,
  page,
  type Reply,
  type Switches,
  ViewError,
} from './exchange.ts';
import type { JsonMiddleware } from './json-middleware.ts';
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
  /** Where the raw data files lie. */
  filesFolder: string;
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
  /** An `If-…` header was sent. */
  isConditional: boolean;
  ifNoneMatch: string | undefined;
  rootUrl: string;
}

/** Everything between the front door and the views: routes, login, permissions, transactions. */
export class Site {
  readonly settings: SiteSettings;
  private readonly store: LabStore;
  private readonly middleware: JsonMiddleware;

  constructor(store: LabStore, settings: SiteSettings, middleware: JsonMiddleware) {
    this.store = store;
    this.settings = settings;
    this.middleware = middleware;
  }

  /** One request is one transaction: what the view changed is kept, or nothing of it. */
  answer(request: SiteRequest): Reply {
    try {
      return this.middleware.errorPage(request.path) ?? this.dispatch(request);
    } catch (error) {
      return errorReply(error);
    }
  }

  private dispatch(request: SiteRequest): Reply {
    const { method, path } = request;
    const user = this.store.state.users.find((candidate) => candidate.id === request.userId);
    const processes = processRoute(path);
    if (processes !== undefined) {
      if (processes.action !== 'show') requireFormPermission(user, processes.kind[1], processes.action);
      if (user === undefined) return this.toLogin(request);
      return this.run(request, user, (exchange) => runProcessRoute(exchange, processes));
    }
    for (const route of routes) {
      const match = route.pattern.exec(path);
      if (match === null) continue;
      if (!route.methods.includes(method))
        return { status: 405, contentType: 'text/html', body: '', headers: { allow: route.methods.join(', ') } };
      if (user === undefined && route.open !== true) return this.toLogin(request);
      const visitor = user ?? ({ ...emptyUser } satisfies User);
      return this.run(request, visitor, (exchange) => route.view(exchange, ...match.slice(1)));
    }
    return page('Not Found', '<p>The requested resource was not found on this server.</p>', 404);
  }

  private run(request: SiteRequest, user: User, view: (exchange: Exchange) => Reply): Reply {
    const lab: LabState = request.method === 'POST' ? structuredClone(this.store.state) : this.store.state;
    const { timezone, switches, filesFolder } = this.settings;
    try {
      const reply = view({
        ...request,
        user: lab.users.find((candidate) => candidate.id === user.id) ?? user,
        lab,
        nowMs: Date.now(),
        timezone,
        switches,
        filesFolder,
      });
      if (reply.changed === true) this.store.commit(lab);
      return reply;
    } catch (error) {
      // A form error does not roll back what was stored before it.
      if (error instanceof FormErrors && error.changed) this.store.commit(lab);
      throw error;
    }
  }

  private toLogin(request: SiteRequest): Reply {
    const next = encodeURIComponent(`/${request.rawPath}`).replaceAll('%2F', '/');
    return { status: 302, contentType: 'text/html', body: '', headers: { location: `/login?next=${next}` } };
  }
}

function errorReply(error: unknown): Reply {
  if (error instanceof ViewError && error.status >= 500)
    return { status: error.status, contentType: 'text/html', body: '<h1>Server Error (500)</h1>' };
  if (error instanceof ViewError) return { ...json([error.code, error.message]), status: error.status };
  if (error instanceof PermissionDenied) {
    const text = `<p>Sorry, you can't access this resource.</p><p>${escapeHtml(error.message)}</p>`;
    return page('Access denied', text, 401);
  }
  if (error instanceof FormErrors) return page('Form', formErrorPage(error.problems));
  throw error;
}

const emptyUser: User = {
  id: 0,
  login: '',
  fullName: '',
  isActive: true,
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
  taskLists: [],
};
