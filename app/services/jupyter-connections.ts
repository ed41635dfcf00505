import { siteOf } from '../clients/openbis/address.ts';
import { AppError, toAppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { ForeignConnection, ForeignName } from '../contract/jupyter.ts';
import { openbisLoginOf } from './connection-pool.ts';
import type { ForeignOrigins } from './foreign-origins.ts';
import type { ConnectionRecord, ServiceContext } from './service-context.ts';

export interface JupyterConnectionsParts extends ServiceContext {
  add: Handlers['connections.add'];
  update: Handlers['connections.update'];
  origins: ForeignOrigins;
  /** Does what had to wait for a login. */
  afterSignIn(connectionId: string, signal: AbortSignal): Promise<void>;
}

interface Credentials {
  user?: string;
  password?: string;
}

type Given = Omit<ForeignConnection, 'origin' | 'saysVerify'>;

/** Longest wait for one server that may not answer at all. */
const checkMs = 3000;

/** What notebooks do with connections: they name them, give credentials, ask whether they are logged in. */
export class JupyterConnections {
  private readonly parts: JupyterConnectionsParts;
  private warned: string[] = [];

  constructor(parts: JupyterConnectionsParts) {
    this.parts = parts;
  }

  /** Of the last import. */
  warnings(): string[] {
    return [...this.warned];
  }

  /** Only those that have been used are asked: the others are not logged in, and need not be for this. */
  async check(connectionId: string | undefined, signal: AbortSignal) {
    const all = await this.parts.connections.list();
    const wanted = all.filter(({ kind, id }) => kind === 'openbis' && (connectionId ?? id) === id);
    return Promise.all(
      wanted.map(async ({ id }) => ({ connectionId: id, isConnected: await this.isConnected(id, signal) })),
    );
  }

  private async isConnected(id: string, signal: AbortSignal): Promise<boolean> {
    const { pool } = this.parts;
    if (pool.state(id).state === 'signed-out') return false;
    const client = await pool.openbis(id);
    const budget = AbortSignal.any([signal, AbortSignal.timeout(checkMs)]);
    return client.session.isActive({ signal: budget }).catch(() => false);
  }

  /**
   * Logs in with what is given and, where nothing is, with what is kept. What is given is kept once it has worked.
   * @throws AppError 'auth-required' also if a password is needed and none is kept
   */
  async logIn(id: string, given: Credentials, signal: AbortSignal): Promise<void> {
    await this.enter(id, given, signal);
    await this.parts.afterSignIn(id, signal);
  }

  private async enter(id: string, given: Credentials, signal: AbortSignal): Promise<void> {
    const { connections, pool } = this.parts;
    const record = await connections.get(id);
    const user = given.user === undefined || given.user === '' ? record.user : given.user;
    if (user === record.user && given.password === undefined) return pool.signIn(id, signal);
    const password = given.password ?? (await pool.password(record));
    const client = await pool.openbis(id);
    await client.session.logIn(
      openbisLoginOf(user, password, async () => password),
      { signal },
    );
    if (user !== record.user) {
      await this.parts.update({ id, user }, { signal });
      await pool.setPassword({ ...record, user }, password);
      await pool.signIn(id, signal);
      return;
    }
    await pool.setPassword(record, password);
    pool.noteSuccess(id);
  }

  /**
   * Adds a connection, or updates the one of that name and address, and logs in if user and password are given.
   * @throws AppError 'conflict' if the name belongs to another address
   */
  async register(given: Given, signal: AbortSignal): Promise<string> {
    const site = siteFor(given);
    const present = await this.named(given.name);
    if (present !== undefined && !isAt(present, site))
      throw new AppError('conflict', `There is a connection named ${present.name} to another address already.`, {
        remedy: 'Choose another name, or remove that connection first.',
      });
    const id = present?.id ?? (await this.add(given, site, signal));
    const { user, password, verifyCertificates } = given;
    if (present !== undefined && present.verifyCertificates !== verifyCertificates)
      await this.parts.update({ id, verifyCertificates }, { signal });
    if (present !== undefined && password === '' && user !== '' && user !== present.user)
      await this.parts.update({ id, user }, { signal });
    if (password !== '')
      // A failure shows as "not connected"; the password is asked for at the next login.
      await this.logIn(id, { user, password }, signal).catch((error: unknown) => this.noteFailure(error, given.name));
    return id;
  }

  /** Takes over what files and variables name; those with a password are logged in, in the background. */
  async import(
    given: readonly ForeignConnection[],
    warnings: readonly string[],
    signal: AbortSignal,
  ): Promise<{ warnings: string[]; unsaidCertificates: ForeignName[] }> {
    this.warned = [...warnings];
    for (const one of given) {
      try {
        await this.importOne(one, signal);
      } catch (error) {
        const { message, remedy } = toAppError(error);
        this.warned.push([`${one.origin}: ${message}`, remedy].filter(Boolean).join(' '));
      }
    }
    return { warnings: this.warnings(), unsaidCertificates: await this.unsaidCertificates() };
  }

  private async importOne(given: ForeignConnection, signal: AbortSignal): Promise<void> {
    const { origins, connections, pool, update } = this.parts;
    const site = siteFor(given);
    const present = await this.named(given.name);
    const isOurs = present !== undefined && origins.of(present.id) !== undefined;
    if (present !== undefined && !isOurs && !isAt(present, site))
      throw new AppError('conflict', `Your own connection ${present.name} goes to another address and counts.`, {
        remedy: 'Rename one of them to have both.',
      });
    const id = present?.id ?? (await this.add(given, site, signal));
    if (isOurs && !isAt(present, site)) await update({ id, url: `${site}/` }, { signal });
    if (isOurs && given.saysVerify && present.verifyCertificates !== given.verifyCertificates)
      await update({ id, verifyCertificates: given.verifyCertificates }, { signal });
    if (present === undefined || isOurs) await origins.note(id, given);
    const record = await connections.get(id);
    // Never in place of a password that the user has given here.
    if (given.password === '' || (await pool.hasPassword(id))) return;
    await pool.setPassword({ ...record, keepPassword: false }, given.password);
    void pool.signIn(id, new AbortController().signal).catch((error: unknown) => this.noteFailure(error, given.name));
  }

  /** Connections that came from files and variables, with their origin. */
  async foreign(): Promise<ForeignName[]> {
    const all = await this.parts.connections.list();
    return all.flatMap(({ id, name }) => {
      const origin = this.parts.origins.of(id);
      return origin === undefined ? [] : [{ connectionId: id, connectionName: name, origin: origin.origin }];
    });
  }

  /** Connections whose file does not say whether certificates are checked, as long as nobody has answered. */
  async unsaidCertificates(): Promise<ForeignName[]> {
    const all = await this.parts.connections.list();
    return all.flatMap(({ id, name, verifyCertificates }) => {
      const origin = this.parts.origins.of(id);
      if (origin === undefined || origin.isAnswered || origin.saysVerify || !verifyCertificates) return [];
      return [{ connectionId: id, connectionName: name, origin: origin.origin }];
    });
  }

  async answerCertificates(id: string, verifyCertificates: boolean, signal: AbortSignal): Promise<void> {
    await this.parts.origins.answer(id);
    await this.parts.update({ id, verifyCertificates }, { signal });
  }

  private async named(name: string): Promise<ConnectionRecord | undefined> {
    const all = await this.parts.connections.list();
    return all.find((one) => one.name.toLowerCase() === name.toLowerCase());
  }

  private async add(given: Given, site: string, signal: AbortSignal): Promise<string> {
    const { name, user, verifyCertificates } = given;
    const added = await this.parts.add(
      { kind: 'openbis', name, url: `${site}/`, user, verifyCertificates },
      { signal },
    );
    return added.id;
  }

  private noteFailure(error: unknown, name: string): void {
    const { code, message } = toAppError(error);
    this.parts.platform.log.warn({ connection: name, code }, message);
  }
}

function siteFor({ url, allowsHttp }: Given): string {
  // Who types the scheme wants it.
  return siteOf(url, { allowHttp: allowsHttp || /^http:/i.test(url) }).origin;
}

function isAt({ kind, url }: ConnectionRecord, site: string): boolean {
  return kind === 'openbis' && URL.parse(url)?.origin === site;
}
