import { access } from 'node:fs/promises';
import type { JsonValue } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import { type KeptFile, KeptFiles } from '../contract/recent-files.ts';
import type { SettingsStore } from './app-service.ts';

type RecentFileHandlers = {
  [Name in keyof Handlers as Name extends `recent-files.${string}` ? Name : never]: Handlers[Name];
};

export interface RecentFilesParts {
  settings: SettingsStore;
  nowMs(): number;
}

const settingKey = 'recentFiles';
const most = 30;

export function createRecentFilesHandlers({ settings, nowMs }: RecentFilesParts): RecentFileHandlers {
  let last: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<KeptFile[]> => KeptFiles.safeParse(await settings.getSetting(settingKey)).data ?? [];

  /** One after the other: two changes at once would each forget the other. */
  const change = (by: (files: KeptFile[]) => KeptFile[]): Promise<KeptFile[]> => {
    const done = last.then(async () => {
      const before = await read();
      // Files are JSON, which their type does not say.
      await settings.putSetting(settingKey, by(before) as unknown as JsonValue);
      return before;
    });
    last = done.catch(() => undefined);
    return done;
  };

  const withFiles = (files: readonly KeptFile[], more: readonly KeptFile[]): KeptFile[] =>
    [...more, ...files.filter(({ id }) => !more.some((one) => one.id === id))]
      .toSorted((a, b) => b.usedUtc.localeCompare(a.usedUtc))
      .slice(0, most);

  return {
    'recent-files.list': async () =>
      Promise.all((await read()).map(async (file) => ({ ...file, isMissing: await isMissing(file.path) }))),
    'recent-files.note': async (file) => {
      const noted = { ...file, id: file.path ?? file.address ?? file.name, usedUtc: new Date(nowMs()).toISOString() };
      await change((files) => withFiles(files, [noted]));
      return {};
    },
    'recent-files.remove': async ({ ids }) => {
      const goes = ({ id }: KeptFile): boolean => ids?.includes(id) ?? true;
      const before = await change((files) => files.filter((file) => !goes(file)));
      return { removed: before.filter(goes) };
    },
    'recent-files.restore': async ({ files }) => {
      await change((present) => withFiles(present, files));
      return {};
    },
  };
}

async function isMissing(path: string | null): Promise<boolean> {
  if (path === null) return false;
  return access(path).then(
    () => false,
    () => true,
  );
}
