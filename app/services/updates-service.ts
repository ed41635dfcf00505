import type { Settings } from '../contract/app.ts';
import { type JsonValue, toAppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import { UpdateState } from '../contract/updates.ts';
import type { Clock } from '../platform/platform.ts';
import { feedUrl, fetchFeed } from '../updates/fetch-feed.ts';
import { compareVersions, readFeed } from '../updates/release-feed.ts';
import type { SettingsStore } from './app-service.ts';
import { DueTimer } from './due-timer.ts';

const settingKey = 'updates';
const dayMs = 24 * 3_600_000;

export interface UpdatesParts {
  settings: SettingsStore;
  current(): Settings;
  /** Ed25519 public key, SPKI in base64. */
  key: string;
  ownVersion: string;
  clock: Clock;
  stale(names: readonly string[]): void;
}

export interface Updates {
  handlers: Pick<Handlers, 'updates.get' | 'updates.check'>;
  /** Looks once a day while the settings say so. */
  timer: DueTimer;
}

const Kept = UpdateState.pick({ checkedUtc: true, release: true, problem: true });

/** Looks for new versions; installs nothing. */
export function createUpdates(parts: UpdatesParts): Updates {
  const { settings, current, key, ownVersion, clock } = parts;

  const last = async (): Promise<UpdateState> => {
    const { data } = Kept.safeParse(await settings.getSetting(settingKey));
    const { checkedUtc = null, release = null, problem = null } = data ?? {};
    const isNewer = release !== null && compareVersions(release.version, ownVersion) > 0;
    return { checkedUtc, release, problem, isNewer, ownVersion };
  };

  const keep = async (change: Pick<UpdateState, 'release' | 'problem'>): Promise<UpdateState> => {
    const checkedUtc = new Date(clock.nowMs()).toISOString();
    // JSON leaves the fields out that are not there, which the type of JSON does not allow to say.
    await settings.putSetting(settingKey, JSON.parse(JSON.stringify({ ...change, checkedUtc })) as JsonValue);
    return last();
  };

  const check = async (feed: string, signal: AbortSignal): Promise<UpdateState> => {
    feedUrl(feed);
    try {
      const { text, source } = await fetchFeed(feed, signal);
      return await keep({ release: readFeed(text, key, source), problem: null });
    } catch (error) {
      const failure = toAppError(error);
      // What an earlier look has told stays true.
      if (failure.code !== 'cancelled') await keep({ release: (await last()).release, problem: failure.toData() });
      throw failure;
    }
  };

  const timer = new DueTimer({
    clock,
    nextDueMs: async () => {
      if (!current().checkForUpdates || current().updateFeed === '') return null;
      const { checkedUtc } = await last();
      return checkedUtc === null ? 0 : Date.parse(checkedUtc) + dayMs;
    },
    runDue: async (signal) => {
      await check(current().updateFeed, signal);
      parts.stale(['updates.get']);
    },
    // It is kept beside the last look, where the settings show it: nobody needs to be called for it.
    onProblem: () => parts.stale(['updates.get']),
  });

  return {
    handlers: {
      'updates.get': last,
      'updates.check': ({ feed = current().updateFeed }, { signal }) => check(feed, signal),
    },
    timer,
  };
}
