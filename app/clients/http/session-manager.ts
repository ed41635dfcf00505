import { AppError } from '../../contract/app-error.ts';
import type { Clock } from '../../platform/platform.ts';
import { untilAborted } from './until-aborted.ts';

/** What happens to the sessions of one user at one server. */
export type SessionNews = { kind: 'signing-in' } | { kind: 'signed-in' } | { kind: 'failed'; error: AppError };

export interface SignInDeskParts {
  clock: Pick<Clock, 'monotonicMs'>;
  onNews?: ((news: SessionNews) => void) | undefined;
}

/** Lost more often than this within this time, a session is not renewed: something takes it away each time. */
const mostLosses = 3;
const lossWindowMs = 5 * 60_000;

/**
 * What all sessions of one user at one server share: they sign in one after the other, so that a password is known to
 * be refused before it would be sent a second time.
 */
export class SignInDesk {
  private readonly parts: SignInDeskParts;
  private last: Promise<unknown> = Promise.resolve();
  /** Why nobody signs in by themselves any more. */
  private refusal: AppError | undefined;
  private lossesMs: number[] = [];

  constructor(parts: SignInDeskParts) {
    this.parts = parts;
  }

  /** Call when a person asks for it: what was refused may be tried once more. */
  reopen(): void {
    this.refusal = undefined;
    this.lossesMs = [];
  }

  /** Nobody signs in before a person asks for it. */
  refuse(error: AppError): void {
    this.refusal = error;
    this.parts.onNews?.({ kind: 'failed', error });
  }

  /** @throws AppError the reason, if nobody signs in by themselves */
  requireOpen(): void {
    if (this.refusal !== undefined) throw this.refusal;
  }

  /** Signs in when it is its turn. The failure 'auth-required' is final until `reopen`, unless no secret was at hand. */
  admit<S>(enter: () => Promise<S>): Promise<S> {
    const admitted = this.last.then(() => this.enter(enter));
    this.last = admitted.catch(() => undefined);
    return admitted;
  }

  /** @param tooOften what to say when it happens again and again */
  noteLoss(tooOften: () => AppError): void {
    const nowMs = this.parts.clock.monotonicMs();
    this.lossesMs = [...this.lossesMs.filter((ms) => nowMs - ms < lossWindowMs), nowMs];
    if (this.lossesMs.length > mostLosses) this.refuse(tooOften());
  }

  private async enter<S>(enter: () => Promise<S>): Promise<S> {
    this.requireOpen();
    this.parts.onNews?.({ kind: 'signing-in' });
    try {
      const session = await enter();
      this.parts.onNews?.({ kind: 'signed-in' });
      return session;
    } catch (error) {
      const failure =
        error instanceof AppError ? error : new AppError('internal', 'The login failed.', { cause: error });
      if (failure.code === 'auth-required' && reasonOf(failure) !== 'no-password') this.refuse(failure);
      else this.parts.onNews?.({ kind: 'failed', error: failure });
      throw failure;
    }
  }
}

/** What a failure of the code 'auth-required' is about; `details.reason` of its error. */
export type SignInReason =
  /** It was sent and refused. */
  | 'password-refused'
  /** None was given or can be read; nothing was sent. */
  | 'no-password'
  /** The server ends each session again and again. */
  | 'taken-over';

export function reasonOf({ details }: AppError): SignInReason | undefined {
  const reason = details?.reason;
  return reason === 'password-refused' || reason === 'no-password' || reason === 'taken-over' ? reason : undefined;
}

export interface SessionManagerParts<S> {
  desk: SignInDesk;
  /** Signs in. Throws 'auth-required' if the password was refused or there is none. */
  enter(): Promise<S>;
  /** What to say when the session is lost again and again. */
  tooOften(lost: S): AppError;
}

/**
 * One session: any number of requests that meet its end share one new sign-in, and each goes on once. It lives in
 * memory only.
 */
export class SessionManager<S extends object> {
  private readonly parts: SessionManagerParts<S>;
  private held: S | undefined;
  private entering: Promise<S> | undefined;

  constructor(parts: SessionManagerParts<S>) {
    this.parts = parts;
  }

  /** Undefined: nobody is signed in. */
  get current(): S | undefined {
    return this.held;
  }

  /** The session; signs in if there is none. Who is aborted leaves, the sign-in goes on for the others. */
  async hold(signal: AbortSignal | undefined): Promise<S> {
    if (this.held !== undefined) return this.held;
    this.parts.desk.requireOpen();
    this.entering ??= this.begin();
    return untilAborted(this.entering, signal);
  }

  /** A request met the end of this session. Nothing happens if another one has taken its place already. */
  lose(lost: S): void {
    if (this.held !== lost) return;
    this.held = undefined;
    this.parts.desk.noteLoss(() => this.parts.tooOften(lost));
  }

  /** A request was denied, which may be the end of this session in disguise: the next one signs in anew. */
  doubt(doubtful: S): void {
    if (this.held === doubtful) this.held = undefined;
  }

  /** A session that somebody else began takes the place of this one. */
  replace(session: S): void {
    this.held = session;
  }

  /** Forgets the session, also one that is just being made. @returns what is to be ended at the server */
  drop(): S | undefined {
    const dropped = this.held;
    this.held = undefined;
    this.entering = undefined;
    return dropped;
  }

  private begin(): Promise<S> {
    const entering: Promise<S> = this.parts.desk
      .admit(() => this.parts.enter())
      .then((session) => {
        if (this.entering === entering) this.held = session;
        return session;
      })
      .finally(() => {
        if (this.entering === entering) this.entering = undefined;
      });
    return entering;
  }
}
