import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AppError, isAppError } from '../contract/app-error.ts';
import type { Connection, PathRule, TestStep } from '../contract/connections.ts';
import type { Handlers } from '../contract/contract.ts';
import { defaultSettleWindowMs } from '../outbox/schedule.ts';
import type { ProbedConnection } from './connection-pool.ts';
import { openbisLoginOf } from './connection-pool.ts';
import { probeOpenbis } from './openbis-probe.ts';
import type { ConnectionRecord, ServiceContext } from './service-context.ts';

type ConnectionHandlers = {
  [Name in keyof Handlers as Name extends `connections.${string}` ? Name : never]: Handlers[Name];
};

export interface ConnectionsServiceParts extends ServiceContext {
  /** Forgets all kept answers of the connection. */
  forgetAnswers(connectionId: string): Promise<void>;
  /** Jobs that still write to the connection. */
  openJobs(connectionId: string): Promise<number>;
  /** Does what had to wait for a login: takes samples off My Samples that a crash has left there. */
  afterSignIn(connectionId: string, signal: AbortSignal): Promise<void>;
}

export async function describeConnection(context: ServiceContext, record: ConnectionRecord): Promise<Connection> {
  const session = context.pool.state(record.id);
  return {
    ...record,
    state: session.state,
    stateMessage: session.message,
    passwordKept: await context.pool.passwordKept(record.id),
  };
}

export function createConnectionsHandlers(parts: ConnectionsServiceParts): ConnectionHandlers {
  const { connections, pool } = parts;
  const describe = async (id: string): Promise<Connection> => describeConnection(parts, await connections.get(id));

  return {
    'connections.list': async () =>
      Promise.all((await connections.list()).map((record) => describeConnection(parts, record))),

    'connections.add': async (draft) => {
      const record: ConnectionRecord = {
        id: randomUUID(),
        kind: draft.kind,
        name: draft.name,
        url: normaliseUrl(draft.url),
        user: draft.user,
        pathRules: checkedRules(draft.pathRules ?? []),
        ca: draft.ca ?? null,
        pinnedFingerprint: draft.pinnedFingerprint ?? null,
        proxy: draft.proxy ?? null,
        verifyCertificates: draft.verifyCertificates ?? true,
        keepPassword: draft.keepPassword ?? false,
        settleWindowS: draft.settleWindowS ?? defaultSettleWindowMs / 1000,
        usesMarks: draft.usesMarks ?? true,
        isDemo: false,
      };
      requireUser(record);
      await refuseTakenName(parts, record);
      await connections.add(record);
      if (draft.password !== undefined) await pool.setPassword(record, draft.password);
      return describe(record.id);
    },

    'connections.update': async ({ id, password, ...change }) => {
      const old = await connections.get(id);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next: ConnectionRecord = { ...old, ...given, kind: old.kind };
      requireUser(next);
      next.url = normaliseUrl(next.url);
      next.pathRules = checkedRules(next.pathRules);
      await refuseTakenName(parts, next);
      await connections.replace(next);
      const movedAway = next.url !== old.url || next.user !== old.user;
      if (movedAway) {
        await pool.forgetPassword(id);
        await parts.forgetAnswers(id);
      }
      await pool.drop(id);
      if (password !== undefined) await pool.setPassword(next, password);
      return describe(id);
    },

    'connections.remove': async ({ id }) => {
      const record = await connections.get(id);
      if ((await parts.openJobs(id)) > 0) {
        throw new AppError('conflict', `A write to ${record.name} is not finished.`, {
          remedy: 'Wait for it, or withdraw it in the outbox or in Jobs, then remove the connection.',
        });
      }
      await pool.drop(id);
      await pool.forgetPassword(id);
      await parts.forgetAnswers(id);
      await connections.remove(id);
      return { removed: record };
    },

    'connections.restore': async (removed) => {
      const record: ConnectionRecord = {
        ...removed,
        url: normaliseUrl(removed.url),
        pathRules: checkedRules(removed.pathRules),
      };
      requireUser(record);
      if ((await connections.list()).some(({ id }) => id === record.id))
        throw new AppError('conflict', `The connection ${record.name} is there already.`, {
          remedy: 'Nothing has to be done.',
        });
      await refuseTakenName(parts, record);
      await connections.add(record);
      return describe(record.id);
    },

    'connections.test': async (input, { signal }) => {
      const kept = input.id === undefined ? undefined : await connections.get(input.id);
      const draft = 'url' in input ? input : undefined;
      const subject = draft ?? kept;
      if (subject === undefined) throw new AppError('not-found', 'There is no such connection.');
      const steps = await probe(
        parts,
        {
          id: input.id ?? 'test',
          kind: subject.kind,
          name: subject.name,
          url: normaliseUrl(subject.url),
          user: subject.user,
          pathRules: subject.pathRules ?? [],
          ca: subject.ca ?? null,
          pinnedFingerprint: subject.pinnedFingerprint ?? null,
          proxy: subject.proxy ?? null,
          verifyCertificates: subject.verifyCertificates ?? true,
        },
        draft?.password,
        signal,
      );
      return { ok: steps.every((step) => step.state !== 'failed'), steps };
    },

    'connections.login': async ({ id, password, keepPassword }, { signal }) => {
      const record = await connections.get(id);
      const next = keepPassword === undefined ? record : { ...record, keepPassword };
      if (next !== record) await connections.replace(next);
      if (password !== undefined) await pool.setPassword(next, password);
      try {
        await pool.signIn(id, signal);
      } catch (error) {
        // A refused password is never sent again unasked: accounts lock. A locked key store is not what failed first.
        if (isAppError(error, 'auth-required') && password !== undefined)
          await pool.forgetPassword(id).catch(() => undefined);
        throw error;
      }
      await parts.afterSignIn(id, signal);
      return describe(id);
    },

    'connections.logout': async ({ id, forgetPassword }, { signal }) => {
      await connections.get(id);
      await pool.signOut(id, signal);
      if (forgetPassword) await pool.forgetPassword(id);
      return describe(id);
    },
  };
}

type ProbeSubject = ProbedConnection & Pick<ConnectionRecord, 'kind' | 'pathRules'>;

const stepTitles = {
  reach: 'The address answers',
  juliabase: 'It is a JuliaBase server',
  openbis: 'It is an openBIS server',
  'sign-in': 'The login is accepted',
  read: 'Samples can be read',
  folders: 'The folders of raw data files are there',
} as const;

/** Where the steps are called otherwise. */
const openbisTitles: Partial<Record<TestStep['id'], string>> = { read: 'Spaces can be read' };

async function probe(
  parts: ConnectionsServiceParts,
  subject: ProbeSubject,
  password: string | undefined,
  signal: AbortSignal,
): Promise<TestStep[]> {
  const step = (id: TestStep['id'], state: TestStep['state'], message: string | null): TestStep => ({
    id,
    title: stepTitles[id],
    state,
    message,
  });
  const secret = (): Promise<string> =>
    password === undefined ? parts.pool.password(subject) : Promise.resolve(password);
  if (subject.kind === 'openbis') {
    const login = openbisLoginOf(subject.user, await secret().catch(() => ''), secret);
    const client = await parts.pool.probeOpenbis(subject, login);
    try {
      return (await probeOpenbis(client, signal)).map((one) => ({
        ...one,
        title: openbisTitles[one.id] ?? stepTitles[one.id],
      }));
    } finally {
      await client.close();
    }
  }
  const client = await parts.pool.probeJuliaBase(subject, secret);
  const names = { reachable: 'reach', juliabase: 'juliabase', 'sign-in': 'sign-in', read: 'read' } as const;
  try {
    const report = await client.probe({ signal });
    const steps = report.steps.map(({ step: id, ok, message, remedy }) =>
      step(names[id], ok ? 'ok' : 'failed', remedy === undefined ? message : `${message} ${remedy}`),
    );
    for (const id of Object.values(names)) {
      if (!steps.some((done) => done.id === id)) steps.push(step(id, 'skipped', null));
    }
    return [...steps, await probeFolders(subject.pathRules, step)];
  } finally {
    await client.close();
  }
}

async function probeFolders(
  rules: readonly PathRule[],
  step: (id: TestStep['id'], state: TestStep['state'], message: string | null) => TestStep,
): Promise<TestStep> {
  if (rules.length === 0) return step('folders', 'skipped', 'No folder is given: raw data files will not be found.');
  for (const rule of rules) {
    const facts = await stat(rule.localFolder).catch(() => undefined);
    if (facts === undefined || !facts.isDirectory())
      return step('folders', 'failed', `${rule.localFolder} is not a folder of this computer.`);
  }
  return step('folders', 'ok', null);
}

function requireUser({ kind, user }: ConnectionRecord): void {
  if (user === '' && kind === 'juliabase')
    throw new AppError('invalid-input', 'The user name is missing.', {
      remedy: 'Give your user name at this server.',
    });
}

async function refuseTakenName({ connections }: ServiceContext, record: ConnectionRecord): Promise<void> {
  const taken = (await connections.list()).some(
    (other) => other.id !== record.id && other.name.toLowerCase() === record.name.toLowerCase(),
  );
  if (taken)
    throw new AppError('conflict', `There is a connection named “${record.name}” already.`, {
      remedy: 'Give it another name.',
    });
}

/** Roots end in a slash, as all addresses are relative to them. */
function normaliseUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch (cause) {
    throw new AppError('invalid-input', `“${text}” is not an address.`, {
      remedy: 'Give the whole address, e.g. https://juliabase.example.org/.',
      cause,
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('invalid-input', 'The address holds a user name or password.', {
      remedy: 'Give them in their own fields.',
    });
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}

function checkedRules(rules: readonly PathRule[]): PathRule[] {
  for (const rule of rules) {
    if (!isAbsolute(rule.localFolder)) {
      throw new AppError('invalid-input', `“${rule.localFolder}” is not a whole path.`, {
        remedy: 'Choose the folder with its full path.',
      });
    }
  }
  return rules.map((rule) => ({ ...rule }));
}
