import { AppError, isAppError } from '../../../contract/app-error.ts';
import type { Clock } from '../../../platform/platform.ts';
import { pause } from '../../http/pause.ts';
import type { OpenbisOptions } from '../api.ts';
import { chunkBytes, chunkCount, missingSequences, type Received, rangesText, type SequenceRange } from './chunks.ts';
import { type FastSession, RetriableFailure } from './fast-session.ts';
import { BrokenFrames, type Frame } from './frames.ts';

/** Bytes that belong together in a file. */
export type FilePiece = Pick<Frame, 'offset' | 'payload' | 'bytes' | 'crc32'>;

/** One file that a fast download shall fill. */
export interface FastTarget {
  /** `permId/path`. */
  item: string;
  sizeBytes: number;
  received(): Received;
  /** What was received so far does not fit the chunks of this server. */
  startOver(): Promise<void>;
  /** Told of each piece; resolves when it is written. */
  take(piece: FilePiece): Promise<void>;
}

export interface FastFetchParts {
  session: FastSession;
  clock: Clock;
  signal: AbortSignal;
  throttle?: OpenbisOptions['throttle'] | undefined;
  onBytes(bytes: number): void;
}

/** Failed or empty replies in a row, and wrong pieces of one number, after which it is given up. */
const mostFailures = 3;
/** Bytes of one answer: its pieces are kept as they come, and what is lost of it is asked for again. */
const answerBytes = 8 * 1024 * 1024;
const mostChunksAtOnce = 64;

/**
 * Fetches what is missing of the files, and nothing else. Files that the server leaves out are left as they are.
 * @throws AppError 'remote-failed' "Consecutive download calls to the server failed." or "Received incorrect payload
 *   multiple times. Aborting."; OpenbisError with the server's text if it says that no other try will help
 */
export async function fetchFast(targets: readonly FastTarget[], parts: FastFetchParts): Promise<void> {
  await new FastFetch(parts).run(targets);
}

class FastFetch {
  private readonly parts: FastFetchParts;
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;
  private readonly open = new Map<number, FastTarget>();
  private readonly byItem = new Map<string, { target: FastTarget; range: SequenceRange }>();
  private readonly wrong = new Map<number, number>();
  private failures = 0;
  private hasGivenUp = false;

  constructor(parts: FastFetchParts) {
    this.parts = parts;
    this.signal = AbortSignal.any([parts.signal, this.stop.signal]);
  }

  async run(targets: readonly FastTarget[]): Promise<void> {
    const { session } = this.parts;
    for (const target of targets) await this.plan(target, session.ranges.get(target.item));
    // Who comes to the end of the queue while pieces are still missing asks for them again.
    for (let left = this.open.size; left > 0; left = this.open.size) {
      await session.queue(rangesText([...this.open.keys()].toSorted((a, b) => a - b)), { signal: this.signal });
      await this.drain();
      if (this.open.size < left) this.failures = 0;
      else if (this.open.size > 0) await this.failed();
    }
  }

  private async plan(target: FastTarget, range: SequenceRange | undefined): Promise<void> {
    if (range === undefined) return;
    this.byItem.set(target.item, { target, range });
    const { first, last } = range;
    const isUsual = last - first + 1 === chunkCount(target.sizeBytes);
    if (!isUsual && target.received().bytes() > 0) await target.startOver();
    const sequences = isUsual
      ? missingSequences(target.received(), target.sizeBytes, first)
      : Array.from({ length: last - first + 1 }, (_, index) => first + index);
    for (const sequence of sequences) this.open.set(sequence, target);
  }

  /** All streams at once, until each finds nothing more. */
  private async drain(): Promise<void> {
    const { session } = this.parts;
    const chunks = this.chunksAtOnce();
    await Promise.allSettled(session.streams.map((stream) => this.follow(stream, chunks)));
    // The first failure has ended the others.
    this.signal.throwIfAborted();
  }

  /** Small files come many at a time. */
  private chunksAtOnce(): number {
    const targets = new Set(this.open.values());
    let bytes = 0;
    for (const { sizeBytes } of targets) bytes += Math.min(sizeBytes, chunkBytes);
    const average = Math.max(1, bytes / Math.max(1, targets.size));
    return Math.min(mostChunksAtOnce, Math.max(1, Math.floor(answerBytes / average)));
  }

  private async follow(stream: string, chunks: number): Promise<void> {
    try {
      for (;;) {
        this.signal.throwIfAborted();
        if ((await this.take(stream, chunks)) === 0) return;
      }
    } catch (error) {
      // One failure ends all streams.
      this.stop.abort(error);
      throw error;
    }
  }

  /** Bytes that came; undefined after a failure that may pass, whose pieces are asked for again at the end. */
  private async take(stream: string, chunks: number): Promise<number | undefined> {
    const { session } = this.parts;
    try {
      return await session.take(stream, chunks, (frame) => this.keep(frame), { signal: this.signal });
    } catch (error) {
      const mayPass =
        error instanceof RetriableFailure ||
        error instanceof BrokenFrames ||
        (isAppError(error, 'remote-failed') && error.retryable && !this.hasGivenUp);
      if (!mayPass) throw error;
      await this.failed(error);
      return undefined;
    }
  }

  private async failed(cause?: unknown): Promise<void> {
    this.failures += 1;
    if (this.failures > mostFailures) throw this.gaveUp('Consecutive download calls to the server failed.', cause);
    await pause(this.parts.clock, 1000 * 2 ** (this.failures - 1), this.signal);
  }

  private async keep(frame: Frame): Promise<void> {
    const known = this.byItem.get(frame.item);
    if (frame.isFolder || known === undefined || this.open.get(frame.sequence) !== known.target) return;
    const { target, range } = known;
    const fits =
      frame.sequence >= range.first && frame.sequence <= range.last && frame.offset + frame.bytes <= target.sizeBytes;
    if (!frame.isIntact || !fits) return this.refuse(frame.sequence);
    await target.take(frame);
    this.open.delete(frame.sequence);
    this.failures = 0;
    this.parts.onBytes(frame.bytes);
    await this.parts.throttle?.spend(frame.bytes, this.signal);
  }

  private async refuse(sequence: number): Promise<void> {
    const times = (this.wrong.get(sequence) ?? 0) + 1;
    this.wrong.set(sequence, times);
    if (times > mostFailures) throw this.gaveUp('Received incorrect payload multiple times. Aborting.');
    await this.parts.session.queue(`${sequence}:${sequence}`, { signal: this.signal });
  }

  private gaveUp(message: string, cause?: unknown): AppError {
    this.hasGivenUp = true;
    return gaveUp(message, cause);
  }
}

function gaveUp(message: string, cause?: unknown): AppError {
  return new AppError('remote-failed', message, {
    remedy: 'Try again later; what came is kept.',
    retryable: true,
    ...(cause === undefined ? {} : { cause }),
  });
}
