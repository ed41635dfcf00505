import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError, toAppError } from '../contract/app-error.ts';
import type { Thing } from '../domain/found.ts';
import type { Clock, Log } from '../platform/platform.ts';
import { createWorkerClient, type Remote } from '../rpc/node/worker-client.ts';
import type { FindApi, SearchAsked, SearchedAnswer, SearchFound, SourceName, SourceStamp } from './find-api.ts';
import { isSearched, localSite } from './things-of-answer.ts';

/** Things of this computer that no server told of, such as the files of one transfer. */
export interface LocalList {
  name: string;
  /** Another one where its things are others. */
  version: string;
  asOfMs: number;
  things(): Promise<Thing[]>;
}

/** Where the answers are kept whose things are searched. */
export interface KeptBodies {
  answerNames(): Promise<{ site: string; request: string; fetchedAtMs: number }[]>;
  getAnswerTexts(
    site: string,
    requests: readonly string[],
  ): Promise<{ bodies: string; about: ({ fetchedAtMs: number } | null)[] }>;
}

export interface SearchIndexParts {
  path: string;
  kept: KeptBodies;
  /** All such lists as they are now; asked before searches, at most once per second. */
  readLocal(signal: AbortSignal): Promise<LocalList[]>;
  clock: Clock;
  log: Log;
  /** Searches may find other things now. */
  onChange(): void;
}

/** The first answer of a run waits longer: a command that ends soon needs no index. */
const [firstBatchMs, batchMs] = [400, 150];
const localFreshMs = 1000;
const answersPerStep = 40;
const stepsPerNews = 20;
const stepsPerMerge = 50;
const checkEveryMs = 7 * 24 * 3_600_000;

/**
 * The search index as the core sees it: a worker of its own, started when it is first needed. What is kept and what is
 * in the index are compared at that start, so that nothing has to be written twice safely.
 */
export class SearchIndex {
  private readonly parts: SearchIndexParts;
  private readonly ending = new AbortController();
  private worker: (Remote<FindApi> & { close(): Promise<void> }) | undefined;
  private waiting: SearchedAnswer[] = [];
  private timer: NodeJS.Timeout | undefined;
  private generation: number | undefined;
  private syncing: Promise<void> | undefined;
  /** Something was forgotten or lost while what is kept was compared. */
  private needsAnother = false;
  private stepsSinceMerge = 0;
  private lastSearch: Promise<unknown> = Promise.resolve();
  private localAtMs = Number.NEGATIVE_INFINITY;
  private refreshing: Promise<void> | undefined;
  /** Versions in the index by the names of lists; undefined until they are first looked at. */
  private localVersions: Map<string, string> | undefined;

  constructor(parts: SearchIndexParts) {
    this.parts = parts;
  }

  /** Takes an answer that was just kept; it is found within a second. */
  keep(site: string, request: string, body: unknown, asOfMs: number): void {
    if (!isSearched(site, request) || this.ending.signal.aborted) return;
    this.waiting.push({ site, request, asOfMs, body });
    this.timer ??= setTimeout(() => this.flush(), this.worker === undefined ? firstBatchMs : batchMs).unref();
  }

  /** Forgets the requests of a site whose name starts with the prefix; all of the site without one. */
  async forget(site: string, prefix = ''): Promise<void> {
    this.waiting = this.waiting.filter((one) => one.site !== site || !one.request.startsWith(prefix));
    this.needsAnother = true;
    // An index that is not open compares itself with what is kept when it is opened.
    if (this.worker !== undefined) this.notice((await this.worker.forget(site, prefix)).generation);
  }

  async clear(): Promise<void> {
    this.waiting = [];
    this.notice((await this.open().clear()).generation);
  }

  /**
   * Searches; a search that was given up before its turn is not done at all.
   * @param wantsAll wait until all that is kept is in the index
   */
  async search(
    asked: SearchAsked,
    wantsAll: boolean,
    signal: AbortSignal,
  ): Promise<SearchFound & { isComplete: boolean }> {
    for (;;) {
      this.stopIfGivenUp(signal);
      this.open();
      const local = this.refreshLocal();
      if (wantsAll) {
        await local;
        await this.syncing;
      }
      const found = await this.inTurn(() => this.searchNow(asked, signal));
      const isComplete = this.syncing === undefined;
      // Damage shows when it is met; what waits for everything waits for the repair too.
      if (isComplete || !wantsAll || this.ending.signal.aborted) return { ...found, isComplete };
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.lastSearch.then(work);
    this.lastSearch = done.catch(() => undefined);
    return done;
  }

  private async searchNow(asked: SearchAsked, signal: AbortSignal): Promise<SearchFound> {
    this.stopIfGivenUp(signal);
    this.flush();
    const found = await this.open().search(asked);
    this.notice(found.generation);
    return found;
  }

  private stopIfGivenUp(signal: AbortSignal): void {
    if (signal.aborted || this.ending.signal.aborted) throw new AppError('cancelled', 'The search was given up.');
  }

  async close(): Promise<void> {
    this.ending.abort();
    clearTimeout(this.timer);
    await this.refreshing;
    await this.syncing;
    const { worker } = this;
    this.worker = undefined;
    await worker?.shutDown().catch(() => undefined);
    await worker?.close();
  }

  private open(): Remote<FindApi> {
    if (this.worker === undefined) {
      const { path } = this.parts;
      const thread = new Worker(new URL('../workers/find-worker.ts', import.meta.url), {
        workerData: { path },
        resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 },
      });
      const client = createWorkerClient<FindApi>(thread);
      thread.once('exit', () => {
        if (this.worker === client) this.worker = undefined;
      });
      this.worker = client;
      this.startSync();
    }
    return this.worker;
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const answers = this.waiting.splice(0);
    if (answers.length === 0 || this.ending.signal.aborted) return;
    void this.inBackground(async () => {
      this.notice((await this.open().put(answers)).generation);
      this.parts.onChange();
    });
  }

  /** An index that was begun anew lacks everything but what came since. */
  private notice(generation: number): void {
    const isAnew = this.generation !== undefined && this.generation !== generation;
    this.generation = generation;
    if (!isAnew) return;
    this.localVersions = undefined;
    this.localAtMs = Number.NEGATIVE_INFINITY;
    this.needsAnother = true;
    this.startSync();
  }

  private startSync(): void {
    if (this.syncing !== undefined) return;
    this.syncing = this.inBackground(async () => {
      // The search for which the index was opened goes first.
      await nextTurn();
      do {
        this.needsAnother = false;
        await this.sync();
      } while (this.needsAnother && !this.ending.signal.aborted);
      await this.mergeWordLists();
      if (!this.ending.signal.aborted) await this.open().check(this.parts.clock.nowMs(), checkEveryMs);
    }).finally(() => {
      this.syncing = undefined;
      this.parts.onChange();
    });
  }

  /** Brings the index to what is kept. */
  private async sync(): Promise<void> {
    const index = this.open();
    const { sources, generation } = await index.sources(null);
    this.generation = generation;
    const names = (await this.parts.kept.answerNames()).filter(({ site, request }) => isSearched(site, request));
    const { gone, missing } = difference(sources, names);
    await index.forgetSources(gone);
    let steps = 0;
    for (const [site, requests] of missing) {
      for (let at = 0; at < requests.length; at += answersPerStep) {
        if (this.ending.signal.aborted) return;
        await this.putKept(site, requests.slice(at, at + answersPerStep));
        steps += 1;
        if (steps % stepsPerNews === 0) this.parts.onChange();
      }
    }
    this.stepsSinceMerge += steps;
  }

  /** In pieces, so that searches come between them. */
  private async mergeWordLists(): Promise<void> {
    if (this.stepsSinceMerge < stepsPerMerge) return;
    this.stepsSinceMerge = 0;
    for (let isFirst = true; !this.ending.signal.aborted; isFirst = false) {
      if ((await this.open().merge(isFirst)).isDone) return;
    }
  }

  private async putKept(site: string, requests: readonly string[]): Promise<void> {
    const { bodies, about } = await this.parts.kept.getAnswerTexts(site, requests);
    const stamps = requests.map((request, place) => ({ request, asOfMs: about[place]?.fetchedAtMs ?? 0 }));
    this.notice((await this.open().putTexts({ site, about: stamps, bodies })).generation);
  }

  /** Lists of this computer are short, and nobody tells when they change; a search looks at them. */
  private refreshLocal(): Promise<void> {
    const nowMs = this.parts.clock.monotonicMs();
    if (nowMs - this.localAtMs < localFreshMs) return this.refreshing ?? Promise.resolve();
    this.localAtMs = nowMs;
    this.refreshing ??= this.inBackground(() => this.putLocal()).finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private async putLocal(): Promise<void> {
    const [index, lists] = [this.open(), await this.parts.readLocal(this.ending.signal)];
    const known = (await index.sources(localSite)).sources;
    const stamps = new Map(known.map(({ request, asOfMs }) => [request, asOfMs]));
    // Of an earlier run only the time is known; it tells of lists that never change once they are ended.
    this.localVersions ??= new Map(
      lists.flatMap(({ name, asOfMs, version }) => (stamps.get(name) === asOfMs ? [[name, version]] : [])),
    );
    const gone = known.filter(({ request }) => !lists.some(({ name }) => name === request));
    await index.forgetSources(gone);
    for (const { name, version, asOfMs, things } of lists) {
      if (this.localVersions.get(name) === version || this.ending.signal.aborted) continue;
      this.localVersions.set(name, version);
      await index.put([{ site: localSite, request: name, asOfMs, body: await things() }]);
      this.parts.onChange();
    }
  }

  /** What fails here is told in the log: the search goes on with what it has. */
  private async inBackground(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.ending.signal.aborted) return;
      const { code, message, details } = toAppError(error);
      this.parts.log.warn({ code, details }, `The search index lacks something: ${message}`);
    }
  }
}

/** What the index knows that is not kept any more, and what is kept that it does not know, by site. */
function difference(
  sources: readonly SourceStamp[],
  names: readonly { site: string; request: string; fetchedAtMs: number }[],
): { gone: SourceName[]; missing: Map<string, string[]> } {
  const nameOf = ({ site, request }: SourceName): string => `${site}\n${request}`;
  const known = new Map(sources.map((source) => [nameOf(source), source.asOfMs]));
  const kept = new Set(names.map(nameOf));
  const missing = new Map<string, string[]>();
  for (const name of names) {
    if (known.get(nameOf(name)) === name.fetchedAtMs) continue;
    const ofSite = missing.get(name.site) ?? [];
    missing.set(name.site, ofSite);
    ofSite.push(name.request);
  }
  return { gone: sources.filter((one) => one.site !== localSite && !kept.has(nameOf(one))), missing };
}
