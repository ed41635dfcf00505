import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Sessions in memory, several per user. */
export class Sessions {
  private readonly users = new Map<string, number>();

  open(userId: number): string {
    const id = randomBytes(16).toString('hex');
    this.users.set(id, userId);
    return id;
  }

  userOf(sessionId: string | undefined): number | undefined {
    return sessionId === undefined ? undefined : this.users.get(sessionId);
  }

  close(sessionId: string | undefined): void {
    if (sessionId !== undefined) this.users.delete(sessionId);
  }

  closeAll(): void {
    this.users.clear();
  }
}

export function readCookies(headers: IncomingHttpHeaders): Map<string, string> {
  const pairs = (headers.cookie ?? '').split(';').map((part) => part.trim().split('=') as [string, string?]);
  return new Map(pairs.filter(([name]) => name !== '').map(([name, value]) => [name, value ?? '']));
}

export function newCsrfToken(): string {
  return randomBytes(32).toString('base64url').slice(0, 32);
}

export function csrfCookie(token: string): string {
  return `csrftoken=${token}; Path=/; Max-Age=31449600; SameSite=Lax`;
}

export function sessionCookie(id: string): string {
  return id === ''
    ? 'sessionid=""; Path=/; Max-Age=0; SameSite=Lax'
    : `sessionid=${id}; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax`;
}
