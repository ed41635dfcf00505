import type { Clock } from '../../platform/platform.ts';
import type { CallOptions } from './api.ts';
import { DrmsExportError } from './drms-error.ts';
import { type ExportAnswer, type ExportState, exportStateOf, statusInWords } from './export-answer.ts';
import { type FileTable, fileTableOf } from './file-table.ts';

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
  clock: Pick<Clock, 'monotonicMs'>;
  pause(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Submitted just now: the server may need a moment until it knows it. */
  isNew: boolean;
  /** Steps of processing were asked for. */
  isProcessed: boolean;
  refresh(requestId: string, options?: CallOptions): Promise<ExportAnswer>;
  urlOf(path: string): string;
}

const usualPollS = 5;
/** So long may a new export be unknown (protocol 6.2). */
const newForMs = 60_000;
const notFoundStatus = 6;

/** One export on the server, from its submission to its files (protocol 2.7, 2.8, 6.1). */
export class ExportRequest {
  private readonly parts: ExportParts;
  private latest: ExportAnswer;
  private readonly startMs: number;
  private lookedMs: number;
  /** As the first answer gave it: later ones may lack it. */
  readonly id: string | null;

  constructor(parts: ExportParts, answer: ExportAnswer) {
    this.parts = parts;
    this.latest = answer;
    this.id = answer.requestId;
    this.startMs = parts.clock.monotonicMs();
    this.lookedMs = this.startMs;
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
    if (this.id === null || this.state !== 'pending') return this.latest;
    const answer = await this.parts.refresh(this.id, options);
    this.lookedMs = this.parts.clock.monotonicMs();
    this.latest = this.inContext(answer);
    return this.latest;
  }

  /**
   * Waits until the export is finished.
   * @returns false if the next look would come after `timeoutS`
   * @throws DrmsExportError for a failed export, `<text> [status=N]`
   */
  async wait(options: WaitOptions = {}): Promise<boolean> {
    const { timeoutS = Number.POSITIVE_INFINITY, pollS = usualPollS, signal } = options;
    const { clock } = this.parts;
    let notFound = options.notFoundRetries ?? 5;
    const startMs = clock.monotonicMs();
    while (this.state === 'pending') {
      const nowMs = clock.monotonicMs();
      const pauseMs = Math.max(0, this.lookedMs + 1000 * (pollS ?? this.guessedPauseS()) - nowMs);
      if (nowMs - startMs + pauseMs > timeoutS * 1000) return false;
      await this.parts.pause(pauseMs, signal);
      await this.refresh(signal === undefined ? {} : { signal });
      options.onStatus?.(this.latest);
      if (this.latest.status === notFoundStatus && notFound-- <= 0) throw this.failure();
    }
    if (this.state === 'failed') throw this.failure();
    return true;
  }

  /** Files of the finished export. @throws DrmsExportError if it is not finished or cannot be fetched by HTTP */
  files(): FileTable {
    if (this.state !== 'ok') throw this.failure();
    const { method } = this.latest;
    if (method?.startsWith('url') !== true)
      throw new DrmsExportError('unsupported', `Download is not supported for export method ${method}`, null, {
        remedy: 'Submit the export with one of the methods url_quick, url or url-tar.',
        source: this.parts.source,
      });
    return fileTableOf(this.latest, (path) => this.parts.urlOf(path), this.parts.isProcessed);
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

  /** A look in the light of what is known: servers differ in what they say of a new export, and forget its records. */
  private inContext(answer: ExportAnswer): ExportAnswer {
    const isNew = this.parts.isNew && this.lookedMs - this.startMs < newForMs;
    const isUnknown = answer.status === 4 && /invalid export DRMS record/i.test(answer.error ?? '');
    return {
      ...answer,
      status: isNew && isUnknown ? notFoundStatus : answer.status,
      recordCount:
        answer.recordCount === null || answer.recordCount === 0 ? this.latest.recordCount : answer.recordCount,
    };
  }

  /** The server's guess within reason: it can be negative, or 999999 (protocol 6.2). */
  private guessedPauseS(): number {
    return Math.min(60, Math.max(1, this.latest.waitS ?? usualPollS));
  }
}
