import { randomBytes } from 'node:crypto';
import type { AccessToken, Person } from '../model/entities.ts';
import type { Settings } from '../settings.ts';
import { InvalidSession } from '../wire/failures.ts';
import type { Registry } from './registry.ts';

export interface Session {
  token: string;
  person: Person;
  usedMs: number;
  /** Of the access token it belongs to, if it does. */
  sessionName: string | null;
}

/** Who is logged in. Sessions of access tokens are made when first used and are not counted. */
export class Sessions {
  private readonly settings: Settings;
  private readonly registry: Registry;
  /** Told what ended, so that its workspace goes with it. */
  private readonly onEnd: (token: string) => void;
  private open = new Map<string, Session>();

  constructor(settings: Settings, registry: Registry, onEnd: (token: string) => void) {
    this.settings = settings;
    this.registry = registry;
    this.onEnd = onEnd;
  }

  start(person: Person, nowMs: number): string {
    const most = this.settings.sessionsPerUser;
    const own = [...this.open.values()].filter((one) => one.person === person && one.sessionName === null);
    if (most > 0) {
      const oldestFirst = own.toSorted((a, b) => a.usedMs - b.usedMs);
      for (const { token } of oldestFirst.slice(0, Math.max(0, own.length - most + 1))) this.end(token);
    }
    const token = newToken(person, nowMs);
    this.open.set(token, { token, person, usedMs: nowMs, sessionName: null });
    return token;
  }

  /** The session of a token, which counts as a use of it. */
  use(token: string, nowMs: number): Session {
    const session = this.find(token, nowMs);
    if (session === undefined) throw new InvalidSession(`Session token '${token}' is invalid: user is not logged in.`);
    session.usedMs = nowMs;
    return session;
  }

  /** Looking does not keep it alive. */
  find(token: string, nowMs: number): Session | undefined {
    const session = token.startsWith('$pat-') ? this.ofAccessToken(token, nowMs) : this.open.get(token);
    if (session === undefined || session.sessionName !== null) return session;
    if (nowMs - session.usedMs < this.settings.sessionMs) return session;
    this.end(token);
    return undefined;
  }

  end(token: string): void {
    if (this.open.delete(token)) this.onEnd(token);
  }

  endAll(userId?: string): void {
    for (const { token, person } of [...this.open.values()])
      if (userId === undefined || person.userId === userId) this.end(token);
  }

  /** Access tokens of the same user and session name share one session. */
  private ofAccessToken(secret: string, nowMs: number): Session | undefined {
    const found = this.registry.accessTokens.find((one) => one.permId === secret);
    if (found === undefined || !this.isValid(found, nowMs)) return undefined;
    found.accessMs = nowMs;
    const { owner, sessionName } = found;
    const key = `${owner.userId} ${sessionName}`;
    const session = this.open.get(key) ?? { token: key, person: owner, usedMs: nowMs, sessionName };
    this.open.set(key, session);
    return session;
  }

  private isValid({ validFromMs, validToMs }: AccessToken, nowMs: number): boolean {
    return this.settings.tokensEnabled && nowMs >= validFromMs && nowMs <= validToMs;
  }
}

/** Such as `ada-230405101112131x0123456789ABCDEF0123456789ABCDEF`. */
export function newToken({ userId }: Person, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/\D/g, '').slice(2);
  return `${userId}-${stamp}x${randomBytes(16).toString('hex').toUpperCase()}`;
}
