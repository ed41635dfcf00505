import { CookieJar } from 'tough-cookie';
import { AppError } from '../../contract/app-error.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { HttpClient } from '../http/http-client.ts';
import { type EncodedBody, encodeForm } from '../http/request-body.ts';
import { untilAborted } from '../http/until-aborted.ts';
import { type AnswerMeaning, bodyText, classifyAnswer, mediaType, type RequestManner } from './classify.ts';
import { acceptHtml, acceptJson, redirectTarget, type Site } from './site.ts';

/** Name and password of one user; shared by all sessions, so that a refused password is sent only once. */
export interface Credentials {
  user: string;
  password: () => Promise<string>;
  /** The refusal of the password; it is not sent again while this is set. */
  refusal?: AppError | undefined;
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
  /** Signs in if needed, follows redirects of GETs within the site, and goes on once after an expired session. */
  request(request: SessionRequest): Promise<SessionAnswer>;
  /** `onlyIfNeeded`: does nothing while a session is believed to be alive. */
  signIn(signal?: AbortSignal, options?: { onlyIfNeeded?: boolean }): Promise<void>;
  /** Ends the session on the server, if there is one. */
  signOut(signal?: AbortSignal): Promise<void>;
}

const loginPath = 'login_remote_client';
const mostRedirects = 5;

export function createSession(site: Site, http: HttpClient, credentials: Credentials): Session {
  let jar = new CookieJar(undefined, { rejectPublicSuffixes: false });
  let signedIn = false;
  /** Counts sign-ins, so that a late loser of a session does not throw away its successor. */
  let epoch = 0;
  let signingIn: Promise<void> | undefined;

  const address = (target: string): string => `${site.origin}${target}`;

  async function send(
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
    const used = jar;
    const answer =
      request.body === undefined ? await http.get(common) : await http.post({ ...common, body: request.body });
    for (const header of answer.setCookies) await used.setCookie(header, address(target), { ignoreError: true });
    return answer;
  }

  async function performSignIn(): Promise<void> {
    if (credentials.refusal !== undefined) throw credentials.refusal;
    jar = new CookieJar(undefined, { rejectPublicSuffixes: false });
    signedIn = false;
    const target = `${site.rootPath}${loginPath}`;
    const greeting = await send(target, 'json', {});
    requireJuliaBase(greeting, target, site);
    const password = await credentials.password();
    const body = encodeForm([
      ['username', credentials.user],
      ['password', password],
    ]);
    const answer = await send(target, 'json', { body });
    const refusal = signInFailure(answer, site, credentials.user);
    if (refusal !== undefined) {
      if (refusal.code === 'auth-required') credentials.refusal = refusal;
      throw refusal;
    }
    signedIn = true;
    epoch++;
  }

  /** One sign-in for all who wait; a waiter that is aborted leaves, the sign-in goes on for the others. */
  async function shareSignIn(signal: AbortSignal | undefined): Promise<void> {
    signingIn ??= performSignIn().finally(() => {
      signingIn = undefined;
    });
    await untilAborted(signingIn, signal);
  }

  async function attempt(request: SessionRequest): Promise<SessionAnswer> {
    const manner: RequestManner = {
      method: request.body === undefined ? 'GET' : 'POST',
      wants: request.wants,
      rootPath: site.rootPath,
      ...(request.bySampleName === undefined ? {} : { bySampleName: request.bySampleName }),
    };
    let target = `${site.rootPath}${request.path}`;
    for (let redirects = 0; ; redirects++) {
      const answer = await send(target, request.wants, request);
      const meaning = classifyAnswer(answer, manner);
      if (meaning.kind !== 'redirect' || manner.method === 'POST' || redirects === mostRedirects)
        return { answer, meaning };
      const next = redirectTarget(site, target, meaning.location);
      if (next === undefined) return { answer, meaning };
      target = next;
    }
  }

  return {
    async request(request) {
      const fresh = !signedIn;
      if (fresh) await shareSignIn(request.signal);
      const seenEpoch = epoch;
      const first = await attempt(request);
      switch (first.meaning.kind) {
        case 'session-expired':
          break;
        case 'csrf-refused':
          if (request.body === undefined) return first;
          await send(`${site.rootPath}${loginPath}`, 'json', { signal: request.signal });
          return attempt(request);
        case 'denied':
          // Forms of physical processes answer so, too, when the session has expired.
          if (request.body === undefined || fresh) return first;
          break;
        default:
          return first;
      }
      if (epoch === seenEpoch) await shareSignIn(request.signal);
      return attempt(request);
    },
    async signIn(signal, options = {}) {
      if (!signedIn || options.onlyIfNeeded !== true) await shareSignIn(signal);
    },
    async signOut(signal) {
      if (!signedIn) return;
      signedIn = false;
      epoch++;
      await send(`${site.rootPath}logout_remote_client`, 'json', { signal });
      jar = new CookieJar(undefined, { rejectPublicSuffixes: false });
    },
  };
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
