import { dirname } from 'node:path';
import { AppError, isAppError } from '../../../contract/app-error.ts';
import type { Clock } from '../../../platform/platform.ts';
import { parseRetryAfter } from '../retry.ts';
import type { DownloadItem } from './api.ts';
import { isFitsName, isPage, judgedBytes, wrongBeginning, wrongSize } from './content-check.ts';
import type { Disk } from './disk.ts';
import type { FileAnswer, FileSource } from './file-source.ts';
import { wrongFitsStructure } from './fits-structure.ts';
import type { HostLane, LanePlace } from './host-lane.ts';
import type { PartFile } from './part-file.ts';
import { decide, rangeHeaders } from './resume.ts';
import { onDisk, spaceError } from './storage-error.ts';

export interface TransferParts {
  source: FileSource;
  disk: Disk;
  clock: Clock;
  lane: HostLane;
  /** Told of each piece that came. */
  onBytes(bytes: number): void;
}

export type TryResult =
  /** All bytes are here. `judged`: their beginning was looked at. */
  | { kind: 'received'; judged: boolean; sizeKnown: boolean }
  /** It may work later. */
  | { kind: 'again'; reason: AppError; progress: boolean; askedMs?: number | undefined }
  /** It will not. */
  | { kind: 'refused'; state: 'missing' | 'failed'; reason: AppError };

/** Bytes that are gathered for one write. */
const gatheredBytes = 256 * 1024;
const gatheredMs = 1000;
const syncEveryMs = 2000;
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Asks once for what is missing of a file and adds it to its part.
 * @throws AppError 'cancelled' or 'storage'; what came is kept
 */
export async function transferOnce(
  parts: TransferParts,
  item: DownloadItem,
  part: PartFile,
  signal: AbortSignal,
): Promise<TryResult> {
  const held = part.held();
  if (held.bytes > 0 && held.bytes === held.total) return { kind: 'received', judged: false, sizeKnown: true };
  const place = await enter(parts.lane, signal);
  try {
    const asked = rangeHeaders(held, item.sha256 !== undefined);
    const answer = await parts.source.get(item.url, asked, parts.lane.connections(), signal);
    // The next file comes while this one is still written.
    answer.ended.then(place.received);
    const decision = decide(answer, held, 'range' in asked);
    switch (decision.action) {
      case 'complete':
        answer.abandon();
        parts.lane.delivered();
        return { kind: 'received', judged: false, sizeKnown: true };
      case 'refused':
        answer.abandon();
        return refusal(answer, item, parts.clock.nowMs());
      case 'discard':
        answer.abandon();
        await part.discard();
        return { kind: 'again', reason: badAnswer(item, decision.reason), progress: false };
      case 'append':
        return await receive(parts, item, part, answer, { total: decision.total, isResumed: true, signal });
      case 'start-over': {
        const { etag = null, 'last-modified': lastModified = null } = answer.headers;
        await refuseWithoutRoom(parts.disk, item, part, decision.total);
        await part.startOver({ url: item.url, etag, lastModified, total: decision.total });
        return await receive(parts, item, part, answer, { total: decision.total, isResumed: false, signal });
      }
      default:
        return decision satisfies never;
    }
  } catch (error) {
    if (signal.aborted) throw cancelled(error);
    if (isAppError(error, 'network', 'timeout'))
      return error.retryable
        ? { kind: 'again', reason: error, progress: false }
        : { kind: 'refused', state: 'failed', reason: error };
    throw error;
  } finally {
    place.leave();
  }
}

async function enter(lane: HostLane, signal: AbortSignal): Promise<LanePlace> {
  try {
    return await lane.enter(signal);
  } catch (error) {
    throw cancelled(error);
  }
}

async function receive(
  parts: TransferParts,
  item: DownloadItem,
  part: PartFile,
  answer: FileAnswer,
  { total, isResumed, signal }: { total: number | null; isResumed: boolean; signal: AbortSignal },
): Promise<TryResult> {
  const before = part.held().bytes;
  const writer = new GatheringWriter(part, parts.clock, (piece) => answer.giveBack?.(piece));
  const beginning = new Beginning(item.name, answer.headers['content-type'], isResumed);
  let broken: AppError | undefined;
  try {
    for await (const piece of answer.body) {
      parts.onBytes(piece.length);
      const wrong = beginning.push(piece);
      if (wrong !== undefined) {
        answer.abandon();
        return await refuseContent(item, part, writer, wrong);
      }
      await writer.push(piece);
      await parts.lane.spend(piece.length, signal).catch((error: unknown) => {
        throw cancelled(error);
      });
    }
  } catch (error) {
    answer.abandon();
    if (!isAppError(error) || error.code === 'storage') throw error;
    broken = error;
  }
  const wrong = broken === undefined ? beginning.finish() : undefined;
  if (wrong !== undefined) return refuseContent(item, part, writer, wrong);
  await writer.flush();
  const received = part.held().bytes;
  if (received > before) parts.lane.delivered();
  if (broken === undefined && (total === null || received === total))
    return { kind: 'received', judged: !isResumed, sizeKnown: total !== null };
  await part.keep();
  const reason = broken ?? badAnswer(item, 'The transfer ended before the end of the file.');
  return { kind: 'again', reason, progress: received > before };
}

async function refuseContent(
  item: DownloadItem,
  part: PartFile,
  writer: GatheringWriter,
  wrong: string,
): Promise<TryResult> {
  await writer.flush();
  await part.discard();
  return { kind: 'again', reason: badAnswer(item, wrong), progress: false };
}

/** What is wrong with a file that was received whole, in words; undefined if it is what was promised. */
export async function wrongContent(item: DownloadItem, part: PartFile, judged: boolean): Promise<string | undefined> {
  const { bytes } = part.held();
  const size = wrongSize(item.name, bytes);
  if (size !== undefined) return size;
  if (item.expectedBytes !== undefined && bytes !== item.expectedBytes)
    return `The file has ${bytes} bytes, ${item.expectedBytes} were promised.`;
  if (item.sha256 !== undefined && part.digest() !== item.sha256.toLowerCase())
    return 'The file has another SHA-256 than was promised.';
  if (item.sha256 !== undefined) return undefined;
  const beginning = judged ? undefined : wrongBeginning(item.name, await part.read(0, judgedBytes), undefined);
  if (beginning !== undefined || !isFitsName(item.name)) return beginning;
  return wrongFitsStructure(bytes, (position, length) => part.read(position, length));
}

export function badAnswer(item: DownloadItem, what: string): AppError {
  return new AppError('bad-response', what, {
    remedy: 'Quarry tries again by itself; if it stays so, tell the operators of the server.',
    source: new URL(item.url).host,
    retryable: true,
    details: { url: item.url },
  });
}

/** Whether the host gives one byte of a file that it has given before: then trouble with others is theirs. */
export async function stillGives(parts: TransferParts, item: DownloadItem, signal: AbortSignal): Promise<boolean> {
  const place = await enter(parts.lane, signal);
  try {
    const answer = await parts.source.get(item.url, { range: 'bytes=0-0' }, parts.lane.connections(), signal);
    if (answer.status !== 206) answer.abandon();
    else for await (const piece of answer.body) parts.onBytes(piece.length);
    return answer.status === 206 || (answer.status === 200 && !isPage(answer.headers['content-type']));
  } catch (error) {
    if (signal.aborted) throw cancelled(error);
    return false;
  } finally {
    place.leave();
  }
}

function refusal(answer: FileAnswer, item: DownloadItem, nowMs: number): TryResult {
  const { status, headers } = answer;
  const { host } = new URL(item.url);
  const details = { httpStatus: status, url: item.url };
  if (passing.has(status)) {
    const reason = new AppError('remote-failed', `${host} answered with ${status}.`, {
      ...{ remedy: 'The server is busy or under maintenance; Quarry tries again by itself.', source: host },
      ...{ retryable: true, details },
    });
    return { kind: 'again', reason, progress: false, askedMs: parseRetryAfter(headers['retry-after'], nowMs) };
  }
  if (status === 404 || status === 410) {
    const reason = new AppError('not-found', `${host} has no file at this address (${status}).`, {
      ...{ remedy: 'The export may be too old; submit it again.', source: host, details },
    });
    return { kind: 'refused', state: 'missing', reason };
  }
  const moved = status >= 300 && status < 400 ? ` and sends to ${hostOf(headers.location, item.url)}` : '';
  const reason = new AppError('remote-failed', `${host} does not give the file: it answered with ${status}${moved}.`, {
    ...{ remedy: 'Check the address of the server, or ask its operators.', source: host, details },
  });
  return { kind: 'refused', state: 'failed', reason };
}

/** Files are fetched from the host that was asked, from no other that it names. */
function hostOf(location: string | undefined, base: string): string {
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base).host : 'nowhere';
}

async function refuseWithoutRoom(disk: Disk, item: DownloadItem, part: PartFile, total: number | null): Promise<void> {
  const path = part.final;
  const free = await onDisk(path, () => disk.freeBytes(dirname(path)));
  const error = spaceError(total ?? item.expectedBytes ?? 0, free, path);
  if (error !== undefined) throw error;
}

function cancelled(cause: unknown): AppError {
  if (isAppError(cause)) return cause.code === 'cancelled' ? cause : cancelled(undefined);
  return new AppError('cancelled', 'The download was stopped; what came is kept.', { cause });
}

/** Looks at the first bytes of a file as soon as there are enough. */
class Beginning {
  private readonly name: string;
  private readonly contentType: string | undefined;
  private gathered: Uint8Array | undefined;

  constructor(name: string, contentType: string | undefined, isResumed: boolean) {
    this.name = name;
    this.contentType = contentType;
    this.gathered = isResumed ? undefined : new Uint8Array();
  }

  push(piece: Uint8Array): string | undefined {
    if (this.gathered === undefined) return undefined;
    this.gathered = Buffer.concat([this.gathered, piece.subarray(0, judgedBytes)]);
    return this.gathered.length < judgedBytes ? undefined : this.finish();
  }

  finish(): string | undefined {
    const beginning = this.gathered;
    this.gathered = undefined;
    return beginning === undefined ? undefined : wrongBeginning(this.name, beginning, this.contentType);
  }
}

/** Few large writes instead of many small ones, one under way while the next is gathered. */
class GatheringWriter {
  private readonly part: PartFile;
  private readonly clock: Clock;
  private pieces: Uint8Array[] = [];
  private bytes = 0;
  private writing: Promise<void> = Promise.resolve();
  private writtenAtMs: number;
  private syncedAtMs: number;

  private readonly onWritten: (piece: Uint8Array) => void;

  constructor(part: PartFile, clock: Clock, onWritten: (piece: Uint8Array) => void) {
    this.part = part;
    this.clock = clock;
    this.onWritten = onWritten;
    this.writtenAtMs = clock.monotonicMs();
    this.syncedAtMs = this.writtenAtMs;
  }

  async push(piece: Uint8Array): Promise<void> {
    this.pieces.push(piece);
    this.bytes += piece.length;
    const nowMs = this.clock.monotonicMs();
    if (this.bytes < gatheredBytes && nowMs - this.writtenAtMs < gatheredMs) return;
    await this.writing;
    this.write();
    this.writtenAtMs = nowMs;
    if (nowMs - this.syncedAtMs < syncEveryMs) return;
    this.syncedAtMs = nowMs;
    await this.writing;
    this.part.syncSoon();
  }

  async flush(): Promise<void> {
    await this.writing;
    this.write();
    await this.writing;
  }

  private write(): void {
    if (this.pieces.length === 0) return;
    const pieces = this.pieces;
    this.pieces = [];
    this.bytes = 0;
    this.writing = this.part.append(pieces).then(() => pieces.forEach(this.onWritten));
    // Whoever waits for it gets the error.
    this.writing.catch(() => undefined);
  }
}
