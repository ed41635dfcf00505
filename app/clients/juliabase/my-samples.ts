import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError, toAppError } from '../../contract/app-error.ts';
import type { Pk } from '../../domain/juliabase.ts';
import type { Clock, Log } from '../../platform/platform.ts';
import type { CallOptions, MySamplesArea, MySamplesChange, MySamplesUndo, UndoJournal } from './api.ts';
import { quote } from './double-quote.ts';
import { parsePks } from './parse.ts';
import { formFields } from './requests.ts';
import type { RequiredKeys } from './required-keys.ts';
import type { Wire } from './wire.ts';

export interface MySamplesOptions {
  wire: Wire;
  user: string;
  required: RequiredKeys;
  journal: UndoJournal | undefined;
  clock: Clock;
  log: Log | undefined;
}

/** Taking samples off again is safe to repeat, unlike other writes. */
const undoTries = 3;
const undoDelayMs = 500;

export interface OwnMySamples extends MySamplesArea {
  /** Ids of the user's own list. */
  ids(options?: CallOptions): Promise<Pk[]>;
}

export function createMySamples({ wire, user, required, journal, clock, log }: MySamplesOptions): OwnMySamples {
  const source = wire.site.name;
  /** Undo entries that failed and that no journal keeps; tried again before the next change. */
  const leftOver: MySamplesUndo[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  /** Work that itself needs temporary samples must not wait for its own end. */
  const insideWork = new AsyncLocalStorage<true>();

  async function ids(options?: CallOptions): Promise<Pk[]> {
    const path = `my_samples/${quote(user)}`;
    return parsePks(await wire.json(path, options), wire.placeOf(path));
  }

  async function keyOf(other: Pk | string | undefined, options?: CallOptions): Promise<Pk | null> {
    return typeof other === 'string' ? required.person(other, 'user', options) : (other ?? null);
  }

  async function send(change: MySamplesChange, options?: CallOptions): Promise<Pk[]> {
    const fields = formFields({
      add: (change.add ?? []).join(','),
      remove: (change.remove ?? []).join(','),
      user: await keyOf(change.user, options),
    });
    const path = 'change_my_samples';
    return parsePks(await wire.post(path, fields, options), wire.placeOf(path));
  }

  async function change(wanted: MySamplesChange, options?: CallOptions): Promise<Pk[]> {
    if ((wanted.add ?? []).length + (wanted.remove ?? []).length === 0) return [];
    const claimed = await send(wanted, options);
    if (wanted.user !== undefined || claimed.length === 0) return claimed;
    // The server also claims to have added samples that do not exist or that the user may not see.
    const present = new Set(await ids(options));
    const toAdd = new Set(wanted.add ?? []);
    return claimed.filter((id) => !toAdd.has(id) || present.has(id));
  }

  async function undo(entry: MySamplesUndo): Promise<void> {
    for (let tries = 1; entry.added.length > 0; tries++) {
      try {
        await send({ remove: entry.added });
        return;
      } catch (error) {
        const { retryable, details } = toAppError(error);
        if (tries === undoTries || !(retryable || details?.outcome === 'unknown')) throw error;
        await clock.sleep(undoDelayMs * tries);
      }
    }
  }

  async function undoLeftOver(): Promise<void> {
    for (let entry = leftOver[0]; entry !== undefined; entry = leftOver[0]) {
      await undo(entry);
      leftOver.shift();
    }
  }

  async function addAll(missing: readonly Pk[], options?: CallOptions): Promise<void> {
    await send({ add: missing }, options);
    const present = new Set(await ids(options));
    const absent = missing.filter((id) => !present.has(id));
    if (absent.length === 0) return;
    throw new AppError('not-found', `${source} does not let ${user} select ${namesOf(absent)}.`, {
      remedy: 'Check whether the samples exist and whether you may see them.',
      source,
      details: { sampleIds: absent, outcome: 'not-created' },
    });
  }

  async function temporaryNow<T>(wanted: readonly Pk[], work: () => Promise<T>, options?: CallOptions): Promise<T> {
    await undoLeftOver();
    const present = new Set(await ids(options));
    const missing = [...new Set(wanted)].filter((id) => !present.has(id));
    if (missing.length === 0) return work();
    const entry: MySamplesUndo = { user, added: missing };
    const token = await journal?.begin(entry);
    try {
      await addAll(missing, options);
      return await work();
    } finally {
      // A failing undo must not hide what the work came to; the entry stays and is finished later.
      try {
        await undo(entry);
        if (token !== undefined) await journal?.done(token);
      } catch (error) {
        if (token === undefined) leftOver.push(entry);
        log?.warn(
          { server: source, code: toAppError(error).code },
          'samples stay on My Samples until the undo succeeds',
        );
      }
    }
  }

  return {
    ids,
    change,
    temporary(wanted, work, options) {
      const run = (): ReturnType<typeof work> => temporaryNow(wanted, () => insideWork.run(true, work), options);
      if (insideWork.getStore() === true) return run();
      const mine = turn.then(run);
      turn = mine.catch(() => undefined);
      return mine;
    },
    async finishUndo(entry, options) {
      if (entry.user !== user) {
        throw new AppError('invalid-input', `The undo entry belongs to ${entry.user}, not to ${user}.`, {
          remedy: `Sign in to ${source} as ${entry.user}.`,
          source,
        });
      }
      if (entry.added.length > 0) await send({ remove: entry.added }, options);
    },
  };
}

function namesOf(ids: readonly Pk[]): string {
  return ids.length === 1 ? `the sample with the id ${ids[0]}` : `the samples with the ids ${ids.join(', ')}`;
}
