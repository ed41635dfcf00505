import { AppError } from '../../contract/app-error.ts';
import type { Clock } from '../../platform/platform.ts';
import { SessionManager, type SessionNews, SignInDesk } from '../http/session-manager.ts';
import { untilAborted } from '../http/until-aborted.ts';
import { tokenFacts } from './identifiers.ts';
import type { PersonalToken } from './model.ts';
import { isOpenbisError } from './openbis-error.ts';
import { applicationServer, type Wire } from './wire.ts';

/** A secret, or how to get it; what is got is not kept. */
export type Secret = string | (() => Promise<string>);

/** How to log in: with a password, or with a token that somebody else got, personal or of a session. */
export type Login = { user: string; password: Secret } | { token: Secret | Pick<PersonalToken, 'permId'> };

/** The session of one connection. Any number of calls that find it ended wait for the same new login. */
export interface Session {
  /** Who is or will be logged in; null if the token does not tell. */
  user(): string | null;
  /** Logged in with a token that neither login gives nor logout ends. */
  isPersonal(): boolean;
  /** Logs in if needed. */
  token(signal?: AbortSignal): Promise<string>;
  /**
   * Does `work` with a token. If the server says that the session has ended, before it did anything, a new one is made
   * and `work` is done again.
   * @param renew default true; false for what is bound to the session, such as uploaded files
   */
  run<T>(
    work: (token: string) => Promise<T>,
    options?: { signal?: AbortSignal | undefined; renew?: boolean },
  ): Promise<T>;
  /**
   * Logs in now. Another login takes the place of the earlier one only if it works.
   * @throws AppError 'auth-required' "login to openBIS failed"
   */
  logIn(login: Login | undefined, signal?: AbortSignal): Promise<void>;
  /** Ends the session on the server; a personal token is only forgotten until it is needed again. */
  logOut(signal?: AbortSignal): Promise<void>;
  /** Asks the server; false without a session. Does not keep it alive. */
  isActive(signal?: AbortSignal): Promise<boolean>;
}

interface Held {
  token: string;
  user: string | null;
  isPersonal: boolean;
}

export interface SessionParts {
  wire: Wire;
  login: Login | undefined;
  clock: Clock;
  onNews?: ((news: SessionNews) => void) | undefined;
}

export function createSession({ wire, login: given, clock, onNews }: SessionParts): Session {
  const { site } = wire;
  let login = given;
  const desk = new SignInDesk({ clock, onNews });
  const manager = new SessionManager<Held>({
    desk,
    enter: () => enter(login),
    tooOften: ({ user }) => takenOver(site.name, user),
  });

  async function enter(wanted: Login | undefined): Promise<Held> {
    if (wanted === undefined) throw noLogin(site.name);
    if ('token' in wanted) return checkedToken(await revealed(wanted.token));
    const { user } = wanted;
    const password = await revealed(wanted.password);
    const at = { place: `The login to openBIS failed`, source: site.name };
    // Sent once: a password that may be wrong is nothing to repeat.
    const token = await wire.send({ ...calling('login', [user, password]), at });
    if (typeof token !== 'string' || token === '') throw wrongPassword(site.name, user);
    return { token, user, isPersonal: false };
  }

  async function checkedToken(token: string): Promise<Held> {
    const facts = tokenFacts(token);
    if ((await wire.ask(calling('isSessionActive', [token]))) !== true) throw deadToken(site.name, facts?.isPersonal);
    return { token, user: facts?.user ?? null, isPersonal: facts?.isPersonal ?? false };
  }

  function calling(method: string, params: unknown[], signal?: AbortSignal) {
    const at = { place: `The session at ${site.name}`, source: site.name };
    return { base: site.origin, service: applicationServer, method, params, at, signal };
  }

  /** A token that has ended does not come back, a password makes a new session. */
  function lose(lost: Held): void {
    const isCurrent = manager.current === lost;
    manager.lose(lost);
    if (isCurrent && (login === undefined || 'token' in login)) desk.refuse(deadToken(site.name, lost.isPersonal));
  }

  async function attempt<T>(
    held: Held,
    work: (token: string) => Promise<T>,
  ): Promise<{ value: T } | { ended: unknown }> {
    try {
      return { value: await work(held.token) };
    } catch (ended) {
      if (!isOpenbisError(ended, 'session-expired')) throw ended;
      lose(held);
      return { ended };
    }
  }

  return {
    user: () => manager.current?.user ?? (login !== undefined && 'user' in login ? login.user : null),
    isPersonal: () => manager.current?.isPersonal ?? false,
    token: async (signal) => (await manager.hold(signal)).token,
    async run(work, { signal, renew = true } = {}) {
      // It ends: a session that is lost again and again is not renewed, and the desk says so.
      for (;;) {
        const done = await attempt(await manager.hold(signal), work);
        if ('value' in done) return done.value;
        desk.requireOpen();
        if (!renew) throw done.ended;
      }
    },
    async logIn(other, signal) {
      if (other === undefined) {
        if (login === undefined) throw noLogin(site.name);
        desk.reopen();
        if (manager.current !== undefined) manager.doubt(manager.current);
        await manager.hold(signal);
        return;
      }
      const entered = await untilAborted(enter(other), signal);
      login = other;
      desk.reopen();
      manager.replace(entered);
    },
    async logOut(signal) {
      const ending = manager.drop();
      // The server does not know how to end the session of a personal token.
      if (ending === undefined || ending.isPersonal) return;
      await wire.ask(calling('logout', [ending.token], signal)).catch((error: unknown) => {
        if (!isOpenbisError(error, 'session-expired')) throw error;
      });
    },
    async isActive(signal) {
      const { current } = manager;
      if (current === undefined) return false;
      return (await wire.ask(calling('isSessionActive', [current.token], signal))) === true;
    },
  };
}

async function revealed(secret: Secret | Pick<PersonalToken, 'permId'>): Promise<string> {
  if (typeof secret === 'object') return secret.permId;
  return typeof secret === 'string' ? secret : secret();
}

function wrongPassword(source: string, user: string): AppError {
  return new AppError(
    'auth-required',
    `The login to openBIS failed: ${source} does not accept this password for ${user}.`,
    {
      remedy: 'Check user name and password; Quarry does not send it again by itself.',
      source,
      details: { reason: 'password-refused' },
    },
  );
}

function deadToken(source: string, isPersonal: boolean | undefined): AppError {
  const what = isPersonal === true ? 'personal access token' : 'session token';
  return new AppError('auth-required', `The ${what} for ${source} is not valid any more.`, {
    remedy: isPersonal === true ? 'Create a new one in openBIS and enter it.' : 'Log in again.',
    source,
  });
}

function takenOver(source: string, user: string | null): AppError {
  return new AppError(
    'auth-required',
    `Another login of ${user ?? 'the same user'} ends the session at ${source} again and again.`,
    {
      remedy: 'Close the other session and log in again, or use a personal access token, which is not counted.',
      source,
      details: { reason: 'taken-over' },
    },
  );
}

function noLogin(source: string): AppError {
  return new AppError('auth-required', `Nobody is logged in at ${source}.`, {
    remedy: 'Log in with a password or a personal access token.',
    source,
    details: { reason: 'no-password' },
  });
}
