import { join } from 'node:path';
import type { AnswerCache } from '../cache/open-cache.ts';
import { Settings } from '../contract/app.ts';
import { AppError, type JsonValue } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import { defaultSettleWindowMs } from '../outbox/schedule.ts';
import type { DemoStarter, RunningDemo } from '../platform/demo.ts';
import { describeConnection } from './connections-service.ts';
import { logEntries } from './log-entries.ts';
import type { ConnectionRecord, ServiceContext } from './service-context.ts';

type AppHandlers = { [Name in keyof Handlers as Name extends `app.${string}` ? Name : never]: Handlers[Name] };

export interface SettingsStore {
  getSetting(key: string): Promise<JsonValue | undefined>;
  putSetting(key: string, value: JsonValue): Promise<void>;
}

export interface AppServiceParts extends ServiceContext {
  cache: AnswerCache;
  settings: SettingsStore;
  onSettings(settings: Settings): void;
  demo: DemoStarter | undefined;
  /** The demo servers listen; those of solar data stand in a registry of their own. */
  onDemo(running: RunningDemo): Promise<void>;
}

export async function readSettings(store: SettingsStore): Promise<Settings> {
  const parsed = Settings.safeParse((await store.getSetting('settings')) ?? {});
  return parsed.success ? parsed.data : Settings.parse({});
}

/** Ids of the connections to the embedded demo. */
const demoId = 'demo';
const demoOpenbisId = 'demo-openbis';

export function createAppHandlers(parts: AppServiceParts): AppHandlers {
  const { platform, connections, events, settings, cache } = parts;
  let running: RunningDemo | undefined;

  return {
    'app.info': async () => ({
      version: platform.version,
      home: platform.paths.home,
      secretsWhere: platform.secrets.where,
      demo: parts.demo === undefined ? 'unavailable' : running === undefined ? 'stopped' : 'running',
      firstStart: (await connections.list()).length === 0,
      cacheBytes: await cache.bytes(),
    }),

    'app.demo.start': async ({ user }) => {
      if (parts.demo === undefined)
        throw new AppError('unsupported', 'This Quarry has no demo.', {
          remedy: 'Start it with `quarry serve` or the desktop app.',
        });
      running = await parts.demo.start();
      await parts.onDemo(running);
      const record = await connectDemo(parts, running, user);
      await connectDemoOpenbis(parts, running);
      return {
        connection: await describeConnection(parts, record),
        series: running.series,
        users: running.users.map(({ user: name, note }) => ({ user: name, note })),
      };
    },

    'app.settings.get': () => readSettings(settings),

    'app.settings.set': async (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = Settings.parse({ ...(await readSettings(settings)), ...given });
      await settings.putSetting('settings', next);
      parts.onSettings(next);
      return next;
    },

    'app.workspace.get': async () => ({ layout: (await settings.getSetting('workspace')) ?? null }),

    'app.workspace.set': async ({ layout }) => {
      await settings.putSetting('workspace', layout as JsonValue);
      return {};
    },

    'app.cache.clear': async () => ({ freedBytes: await cache.clear() }),
    'app.log': async (wish) => {
      const path = join(platform.paths.logs, 'quarry.log');
      return { path, entries: await logEntries(path, wish) };
    },
    'app.messages.list': async () => events.messages(),
    'app.events': (_input, { signal }) => events.watch(signal),
  };
}

/** The demo listens on another port at each start, so its connection is put right. */
async function connectDemo(
  parts: AppServiceParts,
  demo: RunningDemo,
  wanted: string | undefined,
): Promise<ConnectionRecord> {
  const present = (await parts.connections.list()).find((record) => record.id === demoId);
  const name = wanted ?? present?.user;
  const user = demo.users.find((candidate) => candidate.user === name) ?? demo.users[0];
  if (user === undefined) throw new AppError('internal', 'The demo has no users.');
  const record: ConnectionRecord = {
    ...(present ?? newDemoRecord(demoId, 'juliabase', 'Demo lab')),
    url: demo.url,
    user: user.user,
    pathRules: [{ serverPrefix: '', localFolder: demo.filesFolder }],
  };
  await putDemoRecord(parts, present, record, user.password);
  return record;
}

async function connectDemoOpenbis(parts: AppServiceParts, { openbis }: RunningDemo): Promise<void> {
  const present = (await parts.connections.list()).find((record) => record.id === demoOpenbisId);
  const [user] = openbis.users;
  if (user === undefined) throw new AppError('internal', 'The demo has no users.');
  const record: ConnectionRecord = {
    ...(present ?? newDemoRecord(demoOpenbisId, 'openbis', 'Demo openBIS')),
    url: openbis.url,
    user: user.user,
  };
  await putDemoRecord(parts, present, record, user.password);
}

function newDemoRecord(
  id: string,
  kind: ConnectionRecord['kind'],
  name: string,
): Omit<ConnectionRecord, 'url' | 'user'> {
  return {
    ...{ id, kind, name, isDemo: true, pathRules: [] },
    ...{ ca: null, pinnedFingerprint: null, proxy: null, verifyCertificates: true, keepPassword: false },
    ...{ settleWindowS: defaultSettleWindowMs / 1000, usesMarks: true },
  };
}

async function putDemoRecord(
  parts: AppServiceParts,
  present: ConnectionRecord | undefined,
  record: ConnectionRecord,
  password: string,
): Promise<void> {
  if (present === undefined) await parts.connections.add(record);
  else if (present.url !== record.url || present.user !== record.user) {
    await parts.connections.replace(record);
    await parts.pool.drop(record.id);
    if (present.user !== record.user) await parts.cache.forget(record.id);
  }
  await parts.pool.setPassword(record, password);
}

/** A demo that was connected before is started again, so that its connection works from the first click. */
export async function restartDemo(parts: AppServiceParts, start: Handlers['app.demo.start']): Promise<void> {
  const present = (await parts.connections.list()).find((record) => record.id === demoId);
  if (present === undefined || parts.demo === undefined) return;
  await start({}, { signal: new AbortController().signal });
}
