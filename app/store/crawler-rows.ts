import type { JsonValue } from '../contract/app-error.ts';

/** A crawler of this data folder, by the file that describes it. Times in milliseconds since 1970 UTC. */
export interface CrawlerRow {
  /** Absolute. */
  file: string;
  /** When it runs by itself; null: only when somebody says so. */
  times: JsonValue | null;
  /** When `times` was set. */
  plannedMs: number;
  /** The computer that ran it last, and since when; null before its first run. */
  computer: string | null;
  sinceMs: number | null;
  lastJobId: string | null;
  lastStartMs: number | null;
}

export interface CrawlerCalls {
  /** By file. */
  listCrawlers(): CrawlerRow[];
  getCrawler(file: string): CrawlerRow | undefined;
  putCrawler(row: CrawlerRow): void;
  /** False if it was not there. */
  removeCrawler(file: string): boolean;
}
