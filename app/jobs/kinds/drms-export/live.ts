import type { DownloadFolder, FetchProgress } from '../../../clients/http/download/api.ts';

/** A batch at work, for who shows it. */
export interface LiveExport {
  folder: Pick<DownloadFolder, 'entries' | 'tally' | 'openFiles'>;
  /** Of the files that come just now; null while nobody can tell. */
  bytesPerSecond(): number | null;
  /** Why no file comes just now; null while files come, or while something else is done. */
  waiting(): FetchProgress['waiting'];
}

/** Told of each run. @returns to be called when the run has ended */
export type OnExportRun = (jobId: string, live: LiveExport) => () => void;
