import type { CrawlDraft, CrawlFile } from './draft.ts';
import type { TableSummary } from './reading/table-summary.ts';

/** What every crawler says of itself. */
export interface CrawlSettings {
  /** Names what is known of its files and goes into their marks; the same on every computer that crawls this folder. */
  name: string;
  /** Name or id of a connection. */
  connection: string;
  /** Absolute. */
  root: string;
  /** Patterns of relative paths; one that begins with `!` takes files out again. */
  files: readonly string[];
  /** A file is taken when it has not changed for so long. */
  quietMs: number;
  /** Between two runs; undefined: one run. */
  everyMs?: number | undefined;
  sameContent: 'ask' | 'take';
  /** 'edit': the Result of the former content is changed. */
  changed: 'ask' | 'take' | 'edit';
  reader: 'none' | 'table';
  mail?: CrawlMail | undefined;
}

export interface CrawlMail {
  to: readonly string[];
  from: string;
  /** `smtp://user@host:587` or `smtps://…`, without a password. */
  server: string;
  when: 'errors' | 'always';
}

/** A file with what its reader has found; `table` is null for the reader 'none'. */
export interface ReadFileValues extends CrawlFile {
  table: TableSummary | null;
}

/** A folder whose files become records at a server. */
export interface Crawler extends CrawlSettings {
  /**
   * What a file becomes. Must only depend on what it is given: it may be asked again for the same file.
   * @throws UnfitFile with a sentence if the file lacks what is needed
   */
  map(file: ReadFileValues): CrawlDraft | Promise<CrawlDraft>;
}
