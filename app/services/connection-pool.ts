import type { JuliaBaseClient, JuliaBaseOptions, UndoJournal } from '../clients/juliabase/api.ts';
import { AppError, toAppError } from '../contract/app-error.ts';
import type { SignInState } from '../contract/connections.ts';
import type { Platform } from '../platform/platform.ts';

/** What is kept of a connection, without its secret. */
export interface KeptConnection {
  id: string;
  name: string;
  url: string;
  user: string;
  ca: string | null;
  pinnedFingerprint: string | null;
  proxy: string | null;
  keepPassword: boolean;
}

export interface SessionState {
  state: SignInState;
  message: string | null;
}

export interface PoolParts {
  platform: Pick<Platform, 'secrets' | 'clock' | 'log'>;
  load(connectionId: string): Promise<KeptConnection>;
  createClient(options: JuliaBaseOptions): Promise<JuliaBaseClient>;
  undoJournalOf(connectionId: string): UndoJournal;
  /** Called when the sign-in state of a connection has changed. */
  onState(connectionId: string): void;
}

interface Slot {
  client: JuliaBaseClient;
  state: SessionState;
}

/** One client per connection, made at its first use; knows passwords and sign-in states. */
export class ConnectionPool {
  private readonly parts: PoolParts;
  private readonly slots = new Map<string, Slot>();
  private readonly making = new Map<string, Promise<Slot>>();
  /** Passwords given in this run; the only place of those that are not kept. */
  private readonly passwords = new Map<string, string>();

  constructor(parts: PoolParts) {
    this.parts = parts;
  }

  async client(connectionId: string): Promise<JuliaBaseClient> {
    return (await this.slot(connectionId)).client;
  }

  state(connectionId: string): SessionState {
    return this.slots.get(connectionId)?.state ?? { state: 'signed-out', message: null };
  }

  /** Keeps the password as the connection says: in the key store, or for this run only. */
  async setPassword(connection: KeptConnection, password: string): Promise<void> {
    const { secrets } = this.parts.platform;
    this.passwords.set(connection.id, password);
    if (connection.keepPassword && secrets.where === 'key-store') await secrets.set(account(connection.id), password);
    else await secrets.delete(account(connection.id));
  }

  async forgetPassword(connectionId: string): Promise<void> {
    this.passwords.delete(connectionId);
    await this.parts.platform.secrets.delete(account(connectionId));
  }

  async passwordKept(connectionId: string): Promise<'key-store' | 'memory' | 'none'> {
    const { secrets } = this.parts.platform;
    if (secrets.where === 'key-store' && (await secrets.get(account(connectionId))) !== undefined) return 'key-store';
    return this.passwords.has(connectionId) ? 'memory' : 'none';
  }

  async hasPassword(connectionId: string): Promise<boolean> {
    return (await this.passwordKept(connectionId)) !== 'none';
  }

  async signIn(connectionId: string, signal: AbortSignal): Promise<void> {
    const slot = await this.slot(connectionId);
    this.setState(connectionId, { state: 'signing-in', message: null });
    try {
      await slot.client.signIn({ signal });
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
      await slot?.client.signOut({ signal });
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
    const client = await this.parts.createClient(this.clientOptions(kept, () => this.password(kept)));
    const slot: Slot = { client, state: { state: 'signed-out', message: null } };
    this.slots.set(connectionId, slot);
    return slot;
  }

  /** Also for trying a connection that is not kept yet. */
  clientOptions(kept: Omit<KeptConnection, 'keepPassword'>, password: () => Promise<string>): JuliaBaseOptions {
    const { clock, log } = this.parts.platform;
    return {
      url: kept.url,
      user: kept.user,
      name: kept.name,
      password,
      undoJournal: this.parts.undoJournalOf(kept.id),
      clock,
      log: log.child({ connection: kept.name }),
      ...(kept.ca === null ? {} : { ca: kept.ca }),
      ...(kept.pinnedFingerprint === null ? {} : { pinnedFingerprint: kept.pinnedFingerprint }),
      ...(kept.proxy === null ? {} : { proxy: kept.proxy }),
    };
  }

  /** Throws 'auth-required' if none was given or kept. */
  async password(kept: Pick<KeptConnection, 'id' | 'name'>): Promise<string> {
    const password = this.passwords.get(kept.id) ?? (await this.parts.platform.secrets.get(account(kept.id)));
    if (password !== undefined) return password;
    throw new AppError('auth-required', `You are not logged in at ${kept.name}.`, {
      remedy: 'Log in with your password.',
      source: kept.name,
    });
  }

  private setState(connectionId: string, next: SessionState): void {
    const slot = this.slots.get(connectionId);
    if (slot === undefined || (slot.state.state === next.state && slot.state.message === next.message)) return;
    slot.state = next;
    this.parts.onState(connectionId);
  }
}

function account(connectionId: string): string {
  return `connection:${connectionId}`;
}
