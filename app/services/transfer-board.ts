import type { Downloads, FileTally } from '../clients/http/download/api.ts';
import { AppError } from '../contract/app-error.ts';
import type { Job } from '../contract/jobs.ts';
import type {
  Transfer,
  TransferBytes,
  TransferFile,
  TransferFiles,
  TransferPart,
  TransferPhase,
} from '../contract/transfers.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import {
  DrmsExportInput,
  DrmsExportState,
  isEnded,
  type LiveExport,
  type RequestState,
  retried,
} from '../jobs/kinds/drms-export.ts';
import { exportKind } from './start-export.ts';
import { transferFiles } from './transfer-files.ts';
import { TransferFolders } from './transfer-folders.ts';
import type { TransferSource } from './transfer-source.ts';
import { batchReason, doneReason, phaseOf, reasonOf } from './transfer-words.ts';

export interface TransferBoardParts {
  jobs: Pick<JobEngine, 'get' | 'detail' | 'openInputs' | 'retry' | 'again'>;
  downloads: Pick<Downloads, 'look' | 'freeBytes'>;
  nameOf(serverId: string): Promise<string>;
  nowMs(): number;
}

/** Servers keep finished exports for about a week (protocol 6.3). */
const keptMs = 7 * 86_400_000;
const nothing: FileTally = { verified: 0, unconfirmed: 0, missing: 0, failed: 0, bytes: 0, failure: null };
const byUrgency: readonly TransferPhase[] = ['downloading', 'preparing', 'waiting-at-server', 'waiting-here'];

/** Exports as people see them: rows of jobs joined with what lies in their folders and what comes just now. */
export class TransferBoard implements TransferSource {
  readonly kind = exportKind;
  readonly folders: TransferFolders<LiveExport>;
  private readonly parts: TransferBoardParts;
  private readonly names = new Map<string, Promise<string>>();

  constructor(parts: TransferBoardParts) {
    this.parts = parts;
    this.folders = new TransferFolders(parts.downloads, parts.nowMs);
  }

  /** Exports of ours that a server has not finished. */
  pendingAt(serverId: string): number {
    const open = this.parts.jobs.openInputs().filter(({ kind }) => kind === exportKind);
    const states = open.flatMap(({ id }) => {
      const { input, state } = this.kept(id);
      return input.serverId === serverId ? (state?.requests ?? []) : [];
    });
    return states.filter(({ stage }) => stage === 'queued').length;
  }

  async files({ id }: Job, part: string | null): Promise<TransferFile[]> {
    const { input, state } = this.kept(id);
    const keys = (state?.requests ?? []).map(({ key }) => key).filter((key) => part === null || key === part);
    const facts = await this.folders.factsOf(id, input.folder);
    const open = this.folders.liveOf(id)?.folder.openFiles() ?? [];
    return facts === undefined ? [] : transferFiles(input.folder, keys, facts, open);
  }

  async retryFailed({ id, status, title }: Job): Promise<void> {
    const { state } = this.kept(id);
    if (state === null) return this.parts.jobs.retry(id);
    const next = retried(state);
    if (status === 'succeeded' && next.requests.every(({ stage }) => stage === 'done')) throw nothingFailed(title);
    await this.parts.jobs.again(id, next);
  }

  private kept(jobId: string): { input: DrmsExportInput; state: DrmsExportState | null } {
    const { input, checkpoint } = this.parts.jobs.detail(jobId);
    const state = DrmsExportState.safeParse(checkpoint);
    return { input: DrmsExportInput.parse(input), state: state.success ? state.data : null };
  }

  async describe(job: Job): Promise<Transfer> {
    const { input, state } = this.kept(job.id);
    const serverName = await this.nameOf(input.serverId);
    const requests = state?.requests ?? [];
    const isKnown = requests.every((request) => isEnded(request) && request.tally !== null);
    const facts = isKnown ? undefined : await this.folders.factsOf(job.id, input.folder);
    const pendingId = requests.find(({ stage }) => stage === 'queued')?.id ?? null;
    const isBlocked = (state?.blockedUntilMs ?? 0) > this.parts.nowMs();
    const parts = requests.map((request) =>
      this.part(job, request, request.tally ?? facts?.tally(request.key) ?? nothing, {
        ...{ serverName, email: input.email, pendingId, isBlocked },
      }),
    );
    return { ...this.head(job, input, parts, serverName), freeBytes: await this.folders.freeBytes(input.folder) };
  }

  /** Names stay with their ids; a server that was removed keeps its id alone. */
  private nameOf(serverId: string): Promise<string> {
    const known = this.names.get(serverId) ?? this.parts.nameOf(serverId).catch(() => serverId);
    this.names.set(serverId, known);
    return known;
  }

  private head(
    job: Job,
    input: DrmsExportInput,
    parts: TransferPart[],
    serverName: string,
  ): Omit<Transfer, 'freeBytes'> {
    const live = this.folders.liveOf(job.id);
    const active = activePart(parts);
    const files = sumFiles(parts);
    const bytes = sumBytes(parts);
    const bytesPerSecond = live?.bytesPerSecond() ?? null;
    const waiting = live?.waiting() ?? null;
    const retryMs = waiting?.untilMs;
    const isDone = parts.length > 1 && parts.every(({ phase }) => phase === 'done');
    const ofParts = isDone ? doneReason(files, { serverName, failure: null }) : active?.reason;
    return {
      ...{ id: job.id, kind: 'export', serverId: input.serverId, title: job.title, status: job.status, parts },
      phase: active?.phase ?? (job.status === 'running' ? 'verifying' : 'waiting-here'),
      reason: batchReason(job) ?? waiting?.reason.message ?? ofParts ?? job.phase ?? 'Second in line.',
      ...{ folder: input.folder, email: input.email === '' ? null : input.email, files, bytes, bytesPerSecond },
      records: sumOf(parts.map(({ records }) => records)),
      remainingMs: remainingMs(bytes, bytesPerSecond),
      ...{ createdUtc: job.createdUtc, endedUtc: job.endedUtc, canPause: job.canPause, question: job.question },
      retryAtUtc: retryMs === undefined ? job.retryAtUtc : utc(retryMs),
      deadlineUtc: soonest(parts),
    };
  }

  private part(
    job: Job,
    request: RequestState,
    tally: FileTally,
    context: { serverName: string; email: string; pendingId: string | null; isBlocked: boolean },
  ): TransferPart {
    const { key, recordSet, id, records, readyAtMs, sentAtMs, nextMs } = request;
    const { verified, unconfirmed, missing, failed } = tally;
    const files = { total: request.files, verified, unconfirmed, missing, failed };
    const pendingId = context.pendingId === id ? null : context.pendingId;
    const isQueued = request.stage === 'queued' && ['running', 'waiting'].includes(job.status);
    const hasDeadline = request.stage === 'ready' && id !== null && readyAtMs !== null;
    return {
      ...{ key, recordSet, requestId: id, phase: phaseOf(request), records, files },
      reason: reasonOf(request, files, { ...context, pendingId, failure: tally.failure }),
      bytes: this.bytesOf(job.id, request, tally),
      askedUtc: utc(sentAtMs),
      readyUtc: utc(readyAtMs),
      deadlineUtc: hasDeadline ? utc(readyAtMs + keptMs) : null,
      nextLookUtc: isQueued ? utc(nextMs) : null,
    };
  }

  /** Files of one export are alike, so the first ones tell about the others; before them, what the server says. */
  private bytesOf(jobId: string, { key, stage, files, megabytes }: RequestState, tally: FileTally): TransferBytes {
    const open = this.folders.liveOf(jobId)?.folder.openFiles() ?? [];
    const begun = open.reduce((sum, { item, receivedBytes }) => sum + (item.group === key ? receivedBytes : 0), 0);
    const here = tally.bytes + begun;
    if (stage === 'done') return { here, expected: here };
    const count = tally.verified + tally.unconfirmed;
    if (count > 0 && files !== null) return { here, expected: Math.max(here, (tally.bytes / count) * files) };
    return { here, expected: megabytes === null ? null : Math.max(here, megabytes * 1e6) };
  }
}

/** The one that tells where the whole stands. */
function activePart(parts: readonly TransferPart[]): TransferPart | undefined {
  for (const phase of byUrgency) {
    const found = parts.find((part) => part.phase === phase);
    if (found !== undefined) return found;
  }
  return parts.find(({ phase }) => phase !== 'done') ?? parts.at(-1);
}

function sumFiles(parts: readonly TransferPart[]): TransferFiles {
  const sum = (field: 'verified' | 'unconfirmed' | 'missing' | 'failed'): number =>
    parts.reduce((total, { files }) => total + files[field], 0);
  return {
    total: sumOf(parts.map(({ files }) => files.total)),
    ...{ verified: sum('verified'), unconfirmed: sum('unconfirmed'), missing: sum('missing'), failed: sum('failed') },
  };
}

function sumBytes(parts: readonly TransferPart[]): TransferBytes {
  return {
    here: parts.reduce((sum, { bytes }) => sum + bytes.here, 0),
    expected: sumOf(parts.map(({ bytes }) => bytes.expected)),
  };
}

export function nothingFailed(title: string): AppError {
  return new AppError('conflict', `Nothing of “${title}” has failed.`, { remedy: 'All its files are here.' });
}

/** Null where one of them is not known, or there is none. */
function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length ? null : known.reduce((sum, value) => sum + value, 0);
}

export function remainingMs({ here, expected }: TransferBytes, bytesPerSecond: number | null): number | null {
  if (expected === null || bytesPerSecond === null || bytesPerSecond <= 0) return null;
  return ((expected - here) / bytesPerSecond) * 1000;
}

function soonest(parts: readonly TransferPart[]): string | null {
  return (
    parts
      .flatMap(({ deadlineUtc }) => deadlineUtc ?? [])
      .toSorted()
      .at(0) ?? null
  );
}

function utc(ms: number | null): string | null {
  return ms === null || ms <= 0 ? null : new Date(ms).toISOString();
}
