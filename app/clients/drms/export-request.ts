import { setTimeout as sleepMs } from 'node:timers/promises';
import type { CallOptions } from './api.ts';
import { DrmsExportError } from './drms-error.ts';
import {
  type ExportAnswer,
  type ExportProblem,
  type ExportRow,
  type ExportState,
  exportStateOf,
  fileTableOf,
  statusInWords,
} from './export-answer.ts';

export interface WaitOptions extends CallOptions {
  /** Longest wait in seconds; default without limit. */
  timeoutS?: number;
  /** Seconds between two looks; null takes the server's guess. Default 5. */
  pollS?: number | null;
  /** Looks that may find nothing right after submission; default 5. */
  notFoundRetries?: number;
  onStatus?: (answer: ExportAnswer) => void;
}

export interface ExportParts {
  /** Name of the server. */
  source: string;
  refresh(requestId: string, options?: CallOptions): Promise<ExportAnswer>;
  urlOf(path: string): string;
}

/** One export on the server, from its submission to its files (protocol 2.7, 2.8, 6.1). */
export class ExportRequest {
  private readonly parts: ExportParts;
  private latest: ExportAnswer;
  /** As the first answer gave it: later ones may lack it. */
  readonly id: string | null;

  constructor(parts: ExportParts, answer: ExportAnswer) {
    this.parts = parts;
    this.latest = answer;
    this.id = answer.requestId;
  }

  /** What is known; asks nobody. */
  get answer(): ExportAnswer {
    return this.latest;
  }

  get state(): ExportState {
    return exportStateOf(this.latest.status);
  }

  /** Asks the server; an export that is finished is not asked again. */
  async refresh(options?: CallOptions): Promise<ExportAnswer> {
    if (this.id !== null && this.state === 'pending') this.latest = await this.parts.refresh(this.id, options);
    return this.latest;
  }

  /**
   * Waits until the export is finished.
   * @returns false if the time was over before
   * @throws DrmsExportError for a failed export, `<text> [status=N]`
   */
  async wait(options: WaitOptions = {}): Promise<boolean> {
    const { timeoutS = Number.POSITIVE_INFINITY, pollS = 5, signal } = options;
    let notFound = options.notFoundRetries ?? 5;
    const startMs = performance.now();
    while (this.state === 'pending') {
      const pauseS = pollS ?? this.guessedPauseS();
      if ((performance.now() - startMs) / 1000 + pauseS > timeoutS) return false;
      await sleepMs(pauseS * 1000, undefined, signal === undefined ? {} : { signal });
      await this.refresh(signal === undefined ? {} : { signal });
      options.onStatus?.(this.latest);
      if (this.latest.status === 6 && notFound-- <= 0) throw this.failure();
    }
    if (this.state === 'failed') throw this.failure();
    return true;
  }

  /** Files of the finished export. @throws DrmsExportError if it is not finished or cannot be fetched by HTTP */
  files(): { rows: ExportRow[]; problems: ExportProblem[] } {
    if (this.state !== 'ok') throw this.failure();
    const { method } = this.latest;
    if (method?.startsWith('url') !== true)
      throw new DrmsExportError('unsupported', `Download is not supported for export method ${method}`, null, {
        remedy: 'Submit the export with one of the methods url_quick, url or url-tar.',
        source: this.parts.source,
      });
    return fileTableOf(this.latest, (path) => this.parts.urlOf(path));
  }

  /** Why the export has no files. */
  failure(): DrmsExportError {
    const { status, error, contact } = this.latest;
    const words = statusInWords(status);
    return new DrmsExportError(
      status === 7 ? 'rate-limited' : status === 5 ? 'not-found' : 'remote-failed',
      `${error ?? 'DRMS export request failed.'} [status=${status}]`,
      status,
      {
        remedy: contact === null ? words.remedy : `${words.remedy} Contact: ${contact}.`,
        source: this.parts.source,
        details: { meaning: words.message, ...(this.id === null ? {} : { requestId: this.id }) },
      },
    );
  }

  /** The server's guess within reason: it can be negative, or 999999 (protocol 6.2). */
  private guessedPauseS(): number {
    return Math.min(60, Math.max(1, this.latest.waitS ?? 5));
  }
}
