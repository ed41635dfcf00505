import { reasonOf, type SessionNews, type SignInReason } from '../clients/http/session-manager.ts';
import type { JuliaBaseClient, JuliaBaseOptions, UndoJournal } from '../clients/juliabase/api.ts';
import type { OpenbisClient, OpenbisOptions } from '../clients/openbis/api.ts';
import { tokenFacts } from '../clients/openbis/identifiers.ts';
import type { Login } from '../clients/openbis/session.ts';
import { AppError, toAppError } from '../contract/app-error.ts';
import type { ConnectionKind, SignInState } from '../contract/connections.ts';
import type { Platform } from '../platform/platform.ts';

/** What is kept of a connection, without its secret. */
export interface KeptConnection {
  id: string;
  kind: ConnectionKind;
  name: string;
  url: string;
  user: string;
  ca: string | null;
  pinnedFingerprint: string | null;
  proxy: string | null;
  verifyCertificates: boolean;
  keepPassword: boolean;
}

/** Enough of a connection for trying it. */
export type ProbedConnection = Omit<KeptConnection, 'keepPassword' | 'kind'>;

export interface SessionState {
  state: SignInState;
  message: string | null;
}

export interface PoolParts {
  platform: Pick<Platform, 'secrets' | 'clock' | 'log'>;
  load(connectionId: string): Promise<KeptConnection>;
  createJuliaBase(options: JuliaBaseOptions): Promise<JuliaBaseClient>;
  createOpenbis(options: OpenbisOptions): Promise<OpenbisClient>;
  undoJournalOf(connectionId: string): UndoJournal;
  /** Called when the sign-in state of a connection has changed. */
  onState(connectionId: string): void;
}

type SessionListener = (news: SessionNews) => void;

type Slot = { kept: KeptConnection; state: SessionState } & (
  | { kind: 'juliabase'; client: JuliaBaseClient }
  | { kind: 'openbis'; client: OpenbisClient }
);

/** One client per connection, made at its first use; knows passwords and sign-in states. */
export class ConnectionPool {
  private readonly parts: PoolParts;
  private readonly slots = new Map<string, Slot>();
  private readonly making = new Map<string, Promise<Slot>>();
  /** Passwords given in this run; the only place of those that are not kept. */
  private readonly passwords = new Map<string, string>();
  /** Connections whose server has refused the password; see `setRefused`. */
  private readonly refused = new Set<string>();
  private marking: Promise<void> = Promise.resolve();

  constructor(parts: PoolParts) {
    this.parts = parts;
  }

  async juliaBase(connectionId: string): Promise<JuliaBaseClient> {
    const slot = await this.slot(connectionId);
    if (slot.kind === 'juliabase') return slot.client;
    throw otherKind(slot.kept.name, 'JuliaBase');
  }

  async openbis(connectionId: string): Promise<OpenbisClient> {
    const slot = await this.slot(connectionId);
    if (slot.kind === 'openbis') return slot.client;
    throw otherKind(slot.kept.name, 'openBIS');
  }

  state(connectionId: string): SessionState {
    return this.slots.get(connectionId)?.state ?? { state: 'signed-out', message: null };
  }

  /** Keeps the password as the connection says: in the key store, or for this run only. */
  async setPassword(connection: KeptConnection, password: string): Promise<void> {
    const { secrets } = this.parts.platform;
    this.passwords.set(connection.id, password);
    await this.setRefused(connection.id, false);
    if (connection.keepPassword && secrets.where === 'key-store') await secrets.set(account(connection.id), password);
    else await this.unlessLocked(secrets.delete(account(connection.id)));
  }

  async forgetPassword(connectionId: string): Promise<void> {
    this.passwords.delete(connectionId);
    await this.setRefused(connectionId, false);
    await this.parts.platform.secrets.delete(account(connectionId));
  }

  /** A key store that cannot be read keeps what it has, but gives nothing. */
  async passwordKept(connectionId: string): Promise<'key-store' | 'memory' | 'none'> {
    const { secrets } = this.parts.platform;
    const kept =
      secrets.where === 'key-store' ? await secrets.get(account(connectionId)).catch(() => undefined) : undefined;
    if (kept !== undefined) return 'key-store';
    return this.passwords.has(connectionId) ? 'memory' : 'none';
  }

  async hasPassword(connectionId: string): Promise<boolean> {
    return (await this.passwordKept(connectionId)) !== 'none';
  }

  async signIn(connectionId: string, signal: AbortSignal): Promise<void> {
    // Somebody asks for it: what was refused may be tried once more.
    await this.setRefused(connectionId, false);
    const slot = await this.slot(connectionId);
    this.setState(connectionId, { state: 'signing-in', message: null });
    try {
      if (slot.kind === 'juliabase') await slot.client.signIn({ signal });
      else await slot.client.session.logIn(await this.openbisLogin(slot.kept), { signal });
      this.setState(connectionId, { state: 'signed-in', message: null });
    } catch (error) {
      this.noteFailure(connectionId, error);
      throw error;
    }
  }

  async signOut(connectionId: string, signal: AbortSignal): Promise<void> {
    const slot = this.slots.get(connectionId);
    this.passwords.delete(connectionId);
    try {
      if (slot?.kind === 'juliabase') await slot.client.signOut({ signal });
      else await slot?.client.session.logOut({ signal });
    } finally {
      this.setState(connectionId, { state: 'signed-out', message: null });
    }
  }

  /** Call with the outcome of every read, so that the dot beside a connection tells the truth. */
  noteSuccess(connectionId: string): void {
    this.setState(connectionId, { state: 'signed-in', message: null });
  }

  noteFailure(connectionId: string, error: unknown): void {
    const { code, message } = toAppError(error);
    if (code === 'auth-required') this.setState(connectionId, { state: 'needs-you', message });
    else if (code === 'network' || code === 'timeout') this.setState(connectionId, { state: 'offline', message });
    else if (this.state(connectionId).state === 'signing-in')
      this.setState(connectionId, { state: 'signed-out', message });
  }

  /** What clients tell of their sessions, also of those that are renewed without being asked for. */
  private noteSession(connectionId: string, news: SessionNews): void {
    switch (news.kind) {
      case 'signing-in':
      case 'signed-in':
        this.setState(connectionId, { state: news.kind, message: null });
        return;
      case 'failed':
        if (reasonOf(news.error) === 'password-refused') void this.setRefused(connectionId, true);
        this.noteFailure(connectionId, news.error);
        return;
      default:
        news satisfies never;
    }
  }

  /** Ends the client; the next use makes a new one from what is kept by then. */
  async drop(connectionId: string): Promise<void> {
    const slot = this.slots.get(connectionId);
    this.slots.delete(connectionId);
    await slot?.client.close();
    this.parts.onState(connectionId);
  }

  async close(): Promise<void> {
    const slots = [...this.slots.values()];
    this.slots.clear();
    await Promise.all(slots.map((slot) => slot.client.close()));
  }

  private async slot(connectionId: string): Promise<Slot> {
    const present = this.slots.get(connectionId);
    if (present !== undefined) return present;
    const making =
      this.making.get(connectionId) ?? this.make(connectionId).finally(() => this.making.delete(connectionId));
    this.making.set(connectionId, making);
    return making;
  }

  private async make(connectionId: string): Promise<Slot> {
    const kept = await this.parts.load(connectionId);
    const slot = await this.newSlot(kept);
    this.slots.set(connectionId, slot);
    return slot;
  }

  private async newSlot(kept: KeptConnection): Promise<Slot> {
    const state: SessionState = { state: 'signed-out', message: null };
    const { kind } = kept;
    const onSession = (news: SessionNews): void => this.noteSession(kept.id, news);
    if (kind === 'juliabase')
      return { kept, state, kind, client: await this.probeJuliaBase(kept, () => this.password(kept), onSession) };
    return { kept, state, kind, client: await this.probeOpenbis(kept, await this.openbisLogin(kept), onSession) };
  }

  /** A client of its own that shares no session, for trying a connection that may not be kept yet. */
  probeJuliaBase(
    kept: ProbedConnection,
    password: () => Promise<string>,
    onSession?: SessionListener,
  ): Promise<JuliaBaseClient> {
    const { user, id } = kept;
    const undoJournal = this.parts.undoJournalOf(id);
    return this.parts.createJuliaBase({ ...this.siteOptions(kept, onSession), user, password, undoJournal });
  }

  /** As `probeJuliaBase`. */
  probeOpenbis(kept: ProbedConnection, login: Login, onSession?: SessionListener): Promise<OpenbisClient> {
    const { verifyCertificates, url } = kept;
    // Somebody has typed http:// then.
    const allowHttp = url.startsWith('http:');
    return this.parts.createOpenbis({ ...this.siteOptions(kept, onSession), login, verifyCertificates, allowHttp });
  }

  /** A personal access token may stand in place of the password. */
  private async openbisLogin(kept: KeptConnection): Promise<Login> {
    const password = (): Promise<string> => this.password(kept);
    // Whoever needs it is told why it cannot be had.
    const known = await password().catch(() => '');
    return openbisLoginOf(kept.user, known, password);
  }

  private siteOptions(kept: ProbedConnection, onSession: SessionListener | undefined) {
    const { clock, log } = this.parts.platform;
    return {
      url: kept.url,
      name: kept.name,
      clock,
      log: log.child({ connection: kept.name }),
      ...(kept.ca === null ? {} : { ca: kept.ca }),
      ...(kept.pinnedFingerprint === null ? {} : { pinnedFingerprint: kept.pinnedFingerprint }),
      ...(kept.proxy === null ? {} : { proxy: kept.proxy }),
      ...(onSession === undefined ? {} : { onSession }),
    };
  }

  /** Throws 'auth-required' if none was given or kept, or if the server has refused it. */
  async password(kept: Pick<KeptConnection, 'id' | 'name'>): Promise<string> {
    if (await this.isRefused(kept.id))
      throw notLoggedIn(kept.name, 'password-refused', `${kept.name} has refused the password.`);
    const password = this.passwords.get(kept.id) ?? (await this.keptPassword(kept));
    if (password !== undefined) return password;
    throw notLoggedIn(kept.name, 'no-password', `You are not logged in at ${kept.name}.`);
  }

  private async keptPassword({ id, name }: Pick<KeptConnection, 'id' | 'name'>): Promise<string | undefined> {
    try {
      return await this.parts.platform.secrets.get(account(id));
    } catch (error) {
      const { message } = toAppError(error);
      throw notLoggedIn(name, 'no-password', `You are not logged in at ${name}. ${message}`);
    }
  }

  private async isRefused(connectionId: string): Promise<boolean> {
    if (this.refused.has(connectionId)) return true;
    const mark = await this.parts.platform.secrets.get(refusalMark(connectionId)).catch(() => undefined);
    return mark !== undefined;
  }

  /** Remembered where the password is kept, so that the next run does not send it either: accounts lock. */
  private async setRefused(connectionId: string, isRefused: boolean): Promise<void> {
    const { secrets } = this.parts.platform;
    const mark = refusalMark(connectionId);
    if (isRefused) this.refused.add(connectionId);
    else this.refused.delete(connectionId);
    // One after the other: the last one counts.
    this.marking = this.marking.then(() =>
      this.unlessLocked(isRefused ? secrets.set(mark, 'refused') : secrets.delete(mark)),
    );
    await this.marking;
  }

  /** A key store that is locked or damaged must not stop a login. */
  private async unlessLocked(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => {
      const { code, message } = toAppError(error);
      this.parts.platform.log.warn({ code }, message);
    });
  }

  private setState(connectionId: string, next: SessionState): void {
    const slot = this.slots.get(connectionId);
    if (slot === undefined || (slot.state.state === next.state && slot.state.message === next.message)) return;
    slot.state = next;
    this.parts.onState(connectionId);
  }
}

/** @param known the secret as far as it is known now @param secret asked when it is needed */
export function openbisLoginOf(user: string, known: string, secret: () => Promise<string>): Login {
  return tokenFacts(known) === undefined ? { user, password: secret } : { token: secret };
}

function otherKind(name: string, wanted: string): AppError {
  return new AppError('unsupported', `${name} is no connection to ${wanted}.`, {
    remedy: 'Choose another connection.',
    source: name,
  });
}

function notLoggedIn(source: string, reason: SignInReason, message: string): AppError {
  return new AppError('auth-required', message, {
    remedy: 'Log in with your password.',
    source,
    details: { reason },
  });
}

function refusalMark(connectionId: string): string {
  return `${account(connectionId)}:refused`;
}

function account(connectionId: string): string {
  return `connection:${connectionId}`;
}
