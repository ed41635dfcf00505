import type { Downloads, FileEntry, FileTally, FolderFacts } from '../clients/http/download/api.ts';
import { isChosen } from '../clients/openbis/download/chosen-files.ts';
import type { Job } from '../contract/jobs.ts';
import type { Transfer, TransferBytes, TransferFile, TransferPhase, TransferServer } from '../contract/transfers.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import {
  type LiveDataSet,
  OpenbisDownloadInput,
  OpenbisDownloadResult,
  OpenbisDownloadState,
  openbisDownloadKindName,
} from '../jobs/kinds/openbis-download.ts';
import { nothingFailed, remainingMs } from './transfer-board.ts';
import { inOrder, notedFile, openFile } from './transfer-files.ts';
import { TransferFolders } from './transfer-folders.ts';
import type { TransferSource } from './transfer-source.ts';
import { batchReason, doneReason } from './transfer-words.ts';

export interface DataSetTransfersParts {
  jobs: Pick<JobEngine, 'detail' | 'retry' | 'again'>;
  downloads: Pick<Downloads, 'look' | 'freeBytes'>;
  /** Of a connection; rejects if it has been removed. */
  nameOf(connectionId: string): Promise<string>;
  nowMs(): number;
}

const nothing: FileTally = { verified: 0, unconfirmed: 0, missing: 0, failed: 0, bytes: 0, failure: null };

/** What is kept of a download, and what is known of its files. */
interface Known {
  input: OpenbisDownloadInput;
  state: OpenbisDownloadState | null;
  /** Of the chosen files. */
  tally: FileTally;
  live: LiveDataSet | undefined;
}

/** Downloads of data sets as people see them. */
export class DataSetTransfers implements TransferSource {
  readonly kind = openbisDownloadKindName;
  readonly folders: TransferFolders<LiveDataSet>;
  private readonly parts: DataSetTransfersParts;

  constructor(parts: DataSetTransfersParts) {
    this.parts = parts;
    this.folders = new TransferFolders(parts.downloads, parts.nowMs);
  }

  async describe(job: Job): Promise<Transfer> {
    const known = await this.known(job);
    const { input, state, tally, live } = known;
    const serverName = await this.nameOf(input);
    const { verified, unconfirmed, missing, failed } = tally;
    const files = { total: live?.progress().total ?? state?.files ?? null, verified, unconfirmed, missing, failed };
    const bytes = bytesOf(job, known);
    const bytesPerSecond = live?.bytesPerSecond() ?? null;
    const waiting = live?.waiting() ?? null;
    const reason = batchReason(job) ?? job.question?.text ?? waiting?.reason.message;
    const hasBegun = files.total !== null && job.status !== 'queued';
    return {
      ...{ id: job.id, kind: 'dataset', serverId: input.connectionId, title: job.title, status: job.status },
      phase: phaseOf(job, state, live),
      reason:
        reason ??
        (hasBegun ? doneReason(files, { serverName, failure: tally.failure }) : (job.phase ?? 'Second in line.')),
      ...{ folder: state?.folder ?? input.folder, email: null, records: null, files, bytes, bytesPerSecond },
      ...{ remainingMs: remainingMs(bytes, bytesPerSecond), freeBytes: await this.folders.freeBytes(input.folder) },
      ...{ createdUtc: job.createdUtc, endedUtc: job.endedUtc, canPause: job.canPause, question: job.question },
      ...{ deadlineUtc: null, parts: [] },
      retryAtUtc: waiting === null ? job.retryAtUtc : new Date(waiting.untilMs).toISOString(),
    };
  }

  async files(job: Job): Promise<TransferFile[]> {
    const { input, state } = this.kept(job);
    const folder = state?.folder ?? null;
    const facts = folder === null ? undefined : await this.folders.factsOf(job.id, folder);
    if (folder === null || facts === undefined) return [];
    const live = this.folders.liveOf(job.id);
    const open = live?.folder.openFiles() ?? [];
    const onTheWay = new Set(open.map(({ item }) => item.id));
    const noted = chosenEntries(input, permIdOf(input, state, live), facts).filter(({ id }) => !onTheWay.has(id));
    return inOrder([
      ...noted.map((entry) => ({ ...notedFile(folder, entry), name: entry.file ?? entry.id, serverPath: entry.id })),
      ...open.map((one) => ({ ...openFile(one), serverPath: one.item.id })),
    ]);
  }

  async retryFailed(job: Job): Promise<void> {
    const { jobs } = this.parts;
    if (job.status !== 'succeeded') return jobs.retry(job.id);
    const { state, tally } = await this.known(job);
    if (state === null || tally.failed + tally.missing === 0) throw nothingFailed(job.title);
    await jobs.again(job.id, { ...state, silences: 0 });
  }

  /** Connections of these transfers. */
  async servers(transfers: readonly Transfer[]): Promise<TransferServer[]> {
    const ids = new Set(transfers.filter(({ kind }) => kind === 'dataset').map(({ serverId }) => serverId));
    const servers = [...ids].map(async (id): Promise<TransferServer[]> => {
      const name = await this.parts.nameOf(id).catch(() => undefined);
      return name === undefined ? [] : [{ kind: 'openbis', id, name }];
    });
    return (await Promise.all(servers)).flat();
  }

  private async known(job: Job): Promise<Known> {
    const { input, state } = this.kept(job);
    const live = this.folders.liveOf(job.id);
    const result = OpenbisDownloadResult.safeParse(job.result);
    if (live === undefined && result.success) return { input, state, live, tally: result.data };
    const folder = live?.folder.path ?? state?.folder ?? null;
    const facts = folder === null ? undefined : await this.folders.factsOf(job.id, folder);
    return {
      input,
      state,
      live,
      tally: facts === undefined ? nothing : tallyOf(input, permIdOf(input, state, live), facts),
    };
  }

  private kept({ id }: Job): { input: OpenbisDownloadInput; state: OpenbisDownloadState | null } {
    const { input, checkpoint } = this.parts.jobs.detail(id);
    const state = OpenbisDownloadState.safeParse(checkpoint);
    return { input: OpenbisDownloadInput.parse(input), state: state.success ? state.data : null };
  }

  private nameOf({ connectionId, connectionName }: OpenbisDownloadInput): Promise<string> {
    return this.parts.nameOf(connectionId).catch(() => connectionName);
  }
}

/** As the server spells it, which is how its files are noted. */
function permIdOf(
  input: OpenbisDownloadInput,
  state: OpenbisDownloadState | null,
  live: LiveDataSet | undefined,
): string {
  return live?.permId ?? state?.permId ?? input.permId;
}

/** Another download may have brought other files of the same data set. */
function chosenEntries(
  { paths }: OpenbisDownloadInput,
  permId: string,
  facts: Pick<FolderFacts, 'entries'>,
): FileEntry[] {
  const all = facts.entries(permId);
  if (paths.length === 0) return all;
  const wishes = new Set(paths);
  return all.filter(({ id }) => isChosen(id, wishes));
}

function tallyOf(
  input: OpenbisDownloadInput,
  permId: string,
  facts: Pick<FolderFacts, 'entries' | 'tally'>,
): FileTally {
  if (input.paths.length === 0) return facts.tally(permId);
  const tally = { ...nothing };
  for (const { state, bytes, message } of chosenEntries(input, permId, facts)) {
    tally[state === 'size-unconfirmed' ? 'unconfirmed' : state] += 1;
    if (state === 'failed') tally.failure = message;
    if (state === 'verified' || state === 'size-unconfirmed') tally.bytes += bytes ?? 0;
  }
  return tally;
}

function phaseOf(job: Job, state: OpenbisDownloadState | null, live: LiveDataSet | undefined): TransferPhase {
  if (job.status === 'succeeded') return 'done';
  if (live !== undefined) return live.progress().bytesBefore === null ? 'verifying' : 'downloading';
  if (state?.isFetchedBack === true) return 'preparing';
  return state === null || state.files === null ? 'waiting-here' : 'downloading';
}

function bytesOf(job: Job, { state, tally, live }: Known): TransferBytes {
  if (job.status === 'succeeded') return { here: tally.bytes, expected: tally.bytes };
  const { bytes = 0, totalBytes = 0, bytesBefore = null } = live?.progress() ?? {};
  if (bytesBefore === null) return { here: tally.bytes, expected: state?.bytes ?? null };
  const expected = bytesBefore + totalBytes;
  // What was fetched anew after a failed check counts once.
  return { here: Math.min(bytesBefore + bytes, expected), expected };
}
