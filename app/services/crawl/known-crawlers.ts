import { isAppError, toAppError } from '../../contract/app-error.ts';
import { CrawlResult } from '../../contract/crawl.ts';
import { CrawlTimes, type KnownCrawler } from '../../contract/crawlers.ts';
import type { Job } from '../../contract/jobs.ts';
import { nextRunMs } from '../../crawl/run-times.ts';
import type { JobEngine } from '../../jobs/job-engine.ts';
import type { CrawlerRow } from '../../store/crawler-rows.ts';
import { countsOf } from './count-files.ts';
import type { CrawlRuns } from './crawl-runs.ts';
import { startRun } from './start-run.ts';

export interface CrawlerRows {
  listCrawlers(): Promise<CrawlerRow[]>;
  getCrawler(file: string): Promise<CrawlerRow | undefined>;
  putCrawler(row: CrawlerRow): Promise<void>;
  removeCrawler(file: string): Promise<boolean>;
}

export interface KnownCrawlerParts {
  rows: CrawlerRows;
  runs: Pick<CrawlRuns, 'load' | 'workers'>;
  jobs: Pick<JobEngine, 'get' | 'openInputs' | 'resume' | 'enqueue'>;
  /** Name of this computer. */
  computer: string;
  nowMs(): number;
}

/** The crawlers of this data folder: their plans, the computer that runs them, and their runs. */
export class KnownCrawlers {
  private readonly parts: KnownCrawlerParts;

  constructor(parts: KnownCrawlerParts) {
    this.parts = parts;
  }

  async list(): Promise<KnownCrawler[]> {
    return Promise.all((await this.parts.rows.listCrawlers()).map((row) => this.shown(row)));
  }

  /** @throws AppError if the file cannot be used */
  async add(file: string): Promise<string> {
    const { name } = await this.parts.runs.load(file);
    await this.put(file, {});
    return name;
  }

  async plan(file: string, times: CrawlTimes | null): Promise<void> {
    if (times !== null) await this.parts.runs.load(file);
    const owner = times === null ? {} : await this.ownedFromNow(file);
    await this.put(file, { ...owner, times, plannedMs: this.parts.nowMs() });
  }

  /** Begins a run, or goes on with one that has not ended. @returns its job */
  async run(file: string): Promise<string> {
    const { runs, jobs, nowMs } = this.parts;
    const { name } = await runs.load(file);
    const lastJobId = await startRun(jobs, file, name);
    await this.put(file, { ...(await this.ownedFromNow(file)), lastJobId, lastStartMs: nowMs() });
    return lastJobId;
  }

  /** When the next run by itself is due; infinite if there is none. */
  async nextDueMs(): Promise<number> {
    const planned = (await this.parts.rows.listCrawlers()).map((row) => this.dueMs(row));
    return Math.min(Number.POSITIVE_INFINITY, ...planned.filter((dueMs) => dueMs !== null));
  }

  /** Begins what is due. One that cannot begin is told, and tried again at its next time. */
  async runDue(onProblem: (error: unknown, file: string) => void): Promise<void> {
    for (const row of await this.parts.rows.listCrawlers()) {
      const dueMs = this.dueMs(row);
      if (dueMs === null || dueMs > this.parts.nowMs()) continue;
      try {
        await this.run(row.file);
      } catch (error) {
        await this.put(row.file, { lastStartMs: this.parts.nowMs() });
        onProblem(error, row.file);
      }
    }
  }

  private dueMs({ times, plannedMs, lastStartMs, computer }: CrawlerRow): number | null {
    if (times === null || computer !== this.parts.computer) return null;
    return nextRunMs(CrawlTimes.parse(times), Math.max(plannedMs, lastStartMs ?? 0), this.parts.nowMs());
  }

  private async put(file: string, change: Partial<CrawlerRow>): Promise<void> {
    const fresh: CrawlerRow = {
      ...{ file, times: null, plannedMs: this.parts.nowMs() },
      ...{ computer: null, sinceMs: null, lastJobId: null, lastStartMs: null },
    };
    const known = await this.parts.rows.getCrawler(file);
    await this.parts.rows.putCrawler({ ...(known ?? fresh), ...change });
  }

  private async ownedFromNow(file: string): Promise<Partial<CrawlerRow>> {
    const { rows, computer, nowMs } = this.parts;
    const known = await rows.getCrawler(file);
    return known?.computer === computer ? {} : { computer, sinceMs: nowMs() };
  }

  private async shown(row: CrawlerRow): Promise<KnownCrawler> {
    const { file, computer, sinceMs, times } = row;
    const dueMs = this.dueMs(row);
    return {
      file,
      ...(await this.described(file)),
      times: times === null ? null : CrawlTimes.parse(times),
      owner:
        computer === null ? null : { computer, sinceUtc: utc(sinceMs ?? 0), isHere: computer === this.parts.computer },
      nextUtc: dueMs === null ? null : utc(dueMs),
      lastRun: this.lastRun(row),
    };
  }

  private async described(file: string): Promise<Pick<KnownCrawler, 'about' | 'problem'>> {
    const { runs } = this.parts;
    try {
      const { name, connection, root } = await runs.load(file);
      const counts = countsOf(await (await runs.workers.tracker()).countFiles(name));
      return { about: { name, connection, root, counts }, problem: null };
    } catch (error) {
      return { about: null, problem: toAppError(error).toData() };
    }
  }

  private lastRun({ lastJobId }: CrawlerRow): KnownCrawler['lastRun'] {
    const job = lastJobId === null ? undefined : this.job(lastJobId);
    if (job === undefined) return null;
    const { id: jobId, status, startedUtc, endedUtc, result, error } = job;
    return { jobId, status, startedUtc, endedUtc, result: CrawlResult.nullable().parse(result), error };
  }

  /** Undefined: a person has cleared it from the list of jobs. */
  private job(id: string): Job | undefined {
    try {
      return this.parts.jobs.get(id);
    } catch (error) {
      if (isAppError(error, 'not-found')) return undefined;
      throw error;
    }
  }
}

function utc(ms: number): string {
  return new Date(ms).toISOString();
}
