import { CookieJar } from 'tough-cookie';
import { AppError, toAppError } from '../../contract/app-error.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { HttpClient } from '../http/http-client.ts';
import { type EncodedBody, encodeForm } from '../http/request-body.ts';
import { SessionManager, type SignInDesk } from '../http/session-manager.ts';
import { type AnswerMeaning, bodyText, classifyAnswer, mediaType, type RequestManner } from './classify.ts';
import { acceptHtml, acceptJson, redirectTarget, type Site } from './site.ts';

/** Name and password of one user; shared by all sessions, so that a refused password is sent only once. */
export interface Credentials {
  user: string;
  password: () => Promise<string>;
  desk: SignInDesk;
}

export interface SessionRequest {
  /** Below the root. */
  path: string;
  wants: RequestManner['wants'];
  /** Makes it a POST. */
  body?: EncodedBody | undefined;
  bySampleName?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

export interface SessionAnswer {
  answer: HttpAnswer;
  meaning: AnswerMeaning;
}

/** Cookies of one sign-in. Any number of requests that meet an expired session share one new sign-in. */
export interface Session {
  /**
   * Signs in if needed, follows redirects of GETs within the site, and goes on once after an expired session.
   * @throws NoSessionError for a write, if there is no session to do it in
   */
  request(request: SessionRequest): Promise<SessionAnswer>;
  /** `onlyIfNeeded`: does nothing while a session is believed to be alive. */
  signIn(signal?: AbortSignal, options?: { onlyIfNeeded?: boolean }): Promise<void>;
  /** Ends the session on the server, if there is one. */
  signOut(signal?: AbortSignal): Promise<void>;
}

const loginPath = 'login_remote_client';
const mostRedirects = 5;

/** No session could be had, so that a write was not done: it was not sent, or it met the login page. */
export class NoSessionError extends AppError {
  constructor(cause: AppError) {
    const { code, message, remedy, source, retryable, details } = cause;
    super(code, message, {
      ...{ cause, retryable },
      ...(remedy === undefined ? {} : { remedy }),
      ...(source === undefined ? {} : { source }),
      ...(details === undefined ? {} : { details }),
    });
  }
}

/** Of one sign-in; what answers set, they set for requests of the same sign-in. */
interface Held {
  jar: CookieJar;
}

export function createSession(site: Site, http: HttpClient, credentials: Credentials): Session {
  const manager = new SessionManager<Held>({
    desk: credentials.desk,
    enter: signIn,
    tooOften: () => lostTooOften(site, credentials.user),
  });
  const address = (target: string): string => `${site.origin}${target}`;

  async function send(
    { jar }: Held,
    target: string,
    wants: SessionRequest['wants'],
    request: Partial<SessionRequest>,
  ): Promise<HttpAnswer> {
    const cookie = await jar.getCookieString(address(target));
    const token = (await jar.getCookies(address(target))).find(({ key }) => key.endsWith('csrftoken'))?.value;
    const headers: Record<string, string> = {
      accept: wants === 'json' ? acceptJson : wants === 'html' ? acceptHtml : '*/*',
      'accept-encoding': 'gzip, deflate',
      'user-agent': 'Quarry',
      ...(cookie === '' ? {} : { cookie }),
      ...(request.body === undefined ? {} : { referer: address(target) }),
      ...(request.body === undefined || token === undefined ? {} : { 'x-csrftoken': token }),
    };
    const common = { target, headers, signal: request.signal };
    const answer =
      request.body === undefined ? await http.get(common) : await http.post({ ...common, body: request.body });
    for (const header of answer.setCookies) await jar.setCookie(header, address(target), { ignoreError: true });
    return answer;
  }

  async function signIn(): Promise<Held> {
    const held: Held = { jar: new CookieJar(undefined, { rejectPublicSuffixes: false }) };
    const target = `${site.rootPath}${loginPath}`;
    const greeting = await send(held, target, 'json', {});
    requireJuliaBase(greeting, target, site);
    const password = await credentials.password();
    const body = encodeForm([
      ['username', credentials.user],
      ['password', password],
    ]);
    const refusal = signInFailure(await send(held, target, 'json', { body }), site, credentials.user);
    if (refusal !== undefined) throw refusal;
    return held;
  }

  async function attempt(held: Held, request: SessionRequest): Promise<SessionAnswer> {
    const manner: RequestManner = {
      method: request.body === undefined ? 'GET' : 'POST',
      wants: request.wants,
      rootPath: site.rootPath,
      ...(request.bySampleName === undefined ? {} : { bySampleName: request.bySampleName }),
    };
    let target = `${site.rootPath}${request.path}`;
    for (let redirects = 0; ; redirects++) {
      const answer = await send(held, target, request.wants, request);
      const meaning = classifyAnswer(answer, manner);
      if (meaning.kind !== 'redirect' || manner.method === 'POST' || redirects === mostRedirects)
        return { answer, meaning };
      const next = redirectTarget(site, target, meaning.location);
      if (next === undefined) return { answer, meaning };
      target = next;
    }
  }

  /** A write must tell a failing sign-in from a failure of its own: nothing was done then. */
  async function hold({ body, signal }: SessionRequest): Promise<Held> {
    try {
      return await manager.hold(signal);
    } catch (error) {
      throw body === undefined ? error : new NoSessionError(toAppError(error));
    }
  }

  return {
    async request(request) {
      const isFresh = manager.current === undefined;
      const held = await hold(request);
      const first = await attempt(held, request);
      switch (first.meaning.kind) {
        case 'session-expired':
          manager.lose(held);
          break;
        case 'csrf-refused':
          if (request.body === undefined) return first;
          manager.doubt(held);
          break;
        case 'denied':
          // Forms of physical processes answer so, too, when the session has expired.
          if (request.body === undefined || isFresh) return first;
          manager.doubt(held);
          break;
        default:
          return first;
      }
      return attempt(await hold(request), request);
    },
    async signIn(signal, { onlyIfNeeded = false } = {}) {
      if (!onlyIfNeeded && manager.current !== undefined) manager.doubt(manager.current);
      await manager.hold(signal);
    },
    async signOut(signal) {
      const ended = manager.drop();
      if (ended !== undefined) await send(ended, `${site.rootPath}logout_remote_client`, 'json', { signal });
    },
  };
}

function lostTooOften(site: Site, user: string): AppError {
  return new AppError('auth-required', `${site.name} ends the session of ${user} again and again.`, {
    remedy: 'Log in again; if that does not help, tell the administrator of the server.',
    source: site.name,
    details: { reason: 'taken-over' },
  });
}

/** The sign-in address greets with JSON `null` and a token; nothing else does. */
function requireJuliaBase(answer: HttpAnswer, target: string, site: Site): void {
  if (answer.status === 200 && mediaType(answer) === 'application/json' && bodyText(answer).trim() === 'null') return;
  if (answer.status >= 500)
    throw new AppError('remote-failed', `${site.name} answers with status ${answer.status}.`, {
      remedy: 'Try again later, or tell the administrator of the server.',
      source: site.name,
      retryable: true,
      details: { status: answer.status },
    });
  const location = URL.parse(answer.headers.location ?? '', `${site.origin}${target}`);
  const elsewhere = answer.status >= 300 && answer.status < 400 && location !== null && location.origin !== site.origin;
  throw new AppError('bad-response', `${site.name} is not a JuliaBase server, or not under this address.`, {
    remedy: elsewhere
      ? `The server points to ${location.origin}; enter that address if you trust it.`
      : 'Check the address, also whether it needs a path after the host.',
    source: site.name,
    details: { status: answer.status },
  });
}

function signInFailure(answer: HttpAnswer, site: Site, user: string): AppError | undefined {
  const type = mediaType(answer);
  if (answer.status === 200 && type === 'application/json' && bodyText(answer).trim() === 'true') return undefined;
  const options = { source: site.name, details: { status: answer.status } };
  if (answer.status === 422 && type === 'application/json') {
    return new AppError('auth-required', `${site.name} does not accept this password for ${user}.`, {
      ...options,
      details: { ...options.details, reason: 'password-refused' },
      remedy: 'Check user name and password; Quarry does not send it again by itself.',
    });
  }
  if (answer.status === 403) {
    return new AppError('remote-failed', `${site.name} refused the CSRF token of the sign-in.`, {
      ...options,
      remedy: 'Ask the administrator whether the address of the connection is among the trusted origins.',
    });
  }
  return new AppError('remote-failed', `${site.name} answered the sign-in with status ${answer.status}.`, {
    ...options,
    remedy: 'Try again later, or tell the administrator of the server.',
  });
}
