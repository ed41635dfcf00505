import { z } from 'zod';
import { ConnectionId, Nothing } from './common.ts';
import { DrmsServerId } from './drms.ts';
import { command, job, query, stream } from './entry.ts';
import { JobQuestion, JobStatus } from './jobs.ts';

/**
 * Where an export stands. `waiting-here`: the server was not asked yet. `waiting-at-server`: in its queue.
 * `preparing`: it makes the files. `verifying`: what is here is looked at. `done`: nothing is left to do, though files
 * may be missing or have failed. `refused`: the server gives nothing. `expired`: it has deleted its files.
 */
export const TransferPhase = z.enum([
  'waiting-here',
  'waiting-at-server',
  'preparing',
  'downloading',
  'verifying',
  'done',
  'refused',
  'expired',
]);
export type TransferPhase = z.infer<typeof TransferPhase>;

export const TransferFiles = z.object({
  /** Null until the server has named its files. */
  total: z.number().int().nullable(),
  verified: z.number().int(),
  /** Here, but neither length nor checksum is known. */
  unconfirmed: z.number().int(),
  /** The server does not have them. */
  missing: z.number().int(),
  failed: z.number().int(),
});
export type TransferFiles = z.infer<typeof TransferFiles>;

export const TransferBytes = z.object({
  /** Of files that are here and of begun ones. */
  here: z.number(),
  /** Of all files; null if nobody knows. Until all are here it is an estimate. */
  expected: z.number().nullable(),
});
export type TransferBytes = z.infer<typeof TransferBytes>;

/** One request to the server. */
export const TransferPart = z.object({
  key: z.string(),
  recordSet: z.string(),
  requestId: z.string().nullable(),
  phase: TransferPhase,
  /** Why it stands there, in a sentence. */
  reason: z.string(),
  records: z.number().int().nullable(),
  files: TransferFiles,
  bytes: TransferBytes,
  askedUtc: z.iso.datetime().nullable(),
  readyUtc: z.iso.datetime().nullable(),
  /** About when the server deletes its files. */
  deadlineUtc: z.iso.datetime().nullable(),
  /** When the server is looked at again. */
  nextLookUtc: z.iso.datetime().nullable(),
});
export type TransferPart = z.infer<typeof TransferPart>;

/** One batch of exports, or one dataset of openBIS; its id is that of its job, which pauses, resumes and cancels it. */
export const Transfer = z.object({
  id: z.string(),
  kind: z.enum(['export', 'dataset']),
  /** Of a DRMS server; of a dataset its connection. */
  serverId: z.string(),
  title: z.string(),
  status: JobStatus,
  phase: TransferPhase,
  reason: z.string(),
  /** Absolute; `manifest.json` and `manifest.csv` are in it. */
  folder: z.string(),
  email: z.string().nullable(),
  records: z.number().int().nullable(),
  files: TransferFiles,
  bytes: TransferBytes,
  bytesPerSecond: z.number().nullable(),
  remainingMs: z.number().nullable(),
  /** On the disk of the folder; null if it cannot be told. */
  freeBytes: z.number().nullable(),
  createdUtc: z.iso.datetime(),
  endedUtc: z.iso.datetime().nullable(),
  /** When it goes on by itself. */
  retryAtUtc: z.iso.datetime().nullable(),
  /** The soonest of the parts that still need the server. */
  deadlineUtc: z.iso.datetime().nullable(),
  canPause: z.boolean(),
  /** Only a person can decide it; the answer goes to the job. */
  question: JobQuestion.nullable(),
  /** None of a dataset. */
  parts: z.array(TransferPart),
});
export type Transfer = z.infer<typeof Transfer>;

const BytesPerSecond = z.number().int().min(10_000, 'A limit below 10 kB/s would never end.').nullable();

/** What Quarry allows itself at a DRMS server. */
export const DrmsTransferServer = z.object({
  kind: z.literal('drms'),
  id: DrmsServerId,
  name: z.string(),
  email: z.string().nullable(),
  /** Downloads at the same time. */
  connections: z.number().int(),
  /** As many may be set. */
  mostConnections: z.number().int(),
  /** Null: no limit of its own. */
  bytesPerSecond: BytesPerSecond,
  /** Exports that an address may have pending. */
  pendingAllowed: z.number().int(),
  /** Exports of ours that are pending now. */
  pending: z.number().int(),
  /** Downloads that run now. */
  connectionsInUse: z.number().int(),
});
export type DrmsTransferServer = z.infer<typeof DrmsTransferServer>;

export const TransferServer = z.discriminatedUnion('kind', [
  DrmsTransferServer,
  z.object({ kind: z.literal('openbis'), id: ConnectionId, name: z.string() }),
]);
export type TransferServer = z.infer<typeof TransferServer>;

export const TransferList = z.object({
  /** Those with transfers first, in the order of the registry. */
  servers: z.array(TransferServer),
  /** Newest first. */
  transfers: z.array(Transfer),
  /** For all servers together; null: no limit. */
  bytesPerSecond: BytesPerSecond,
});
export type TransferList = z.infer<typeof TransferList>;

export const TransferEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), sequence: z.number().int(), list: TransferList }),
  z.object({
    kind: z.literal('changed'),
    sequence: z.number().int(),
    transfer: Transfer,
    server: TransferServer.nullable(),
  }),
  z.object({ kind: z.literal('removed'), sequence: z.number().int(), id: z.string() }),
]);
export type TransferEvent = z.infer<typeof TransferEvent>;

/** `open`: not begun. `downloading`: bytes come just now. The others are ends. */
export const TransferFileState = z.enum(['verified', 'size-unconfirmed', 'missing', 'failed', 'downloading', 'open']);
export type TransferFileState = z.infer<typeof TransferFileState>;

export const TransferFile = z.object({
  record: z.string().nullable(),
  segment: z.string().nullable(),
  name: z.string(),
  /** As the server names it, where its name here may be another one. */
  serverPath: z.string().nullable(),
  /** Absolute; null while there is no such file. */
  path: z.string().nullable(),
  /** Of the whole file, as far as it is known. */
  bytes: z.number().nullable(),
  receivedBytes: z.number(),
  sha256: z.string().nullable(),
  state: TransferFileState,
  message: z.string().nullable(),
  url: z.string().nullable(),
  asOfUtc: z.iso.datetime().nullable(),
});
export type TransferFile = z.infer<typeof TransferFile>;

/** An export as the server tells of it. */
export const RequestStatus = z.object({
  requestId: z.string(),
  /** As servers count them: 0 complete, 1 being prepared, 2 queued, 5 deleted; the rest are failures. */
  status: z.number().int(),
  state: z.enum(['pending', 'ok', 'failed']),
  /** What that means, and what the server said. */
  message: z.string(),
  remedy: z.string(),
  method: z.string().nullable(),
  protocol: z.string().nullable(),
  records: z.number().int().nullable(),
  /** As the server counts: images as if they were not compressed. */
  megabytes: z.number().nullable(),
  /** As the server writes it. */
  exportedAt: z.string().nullable(),
  files: z.array(z.object({ record: z.string().nullable(), name: z.string(), url: z.string() })),
  missing: z.array(z.object({ record: z.string().nullable(), message: z.string() })),
});
export type RequestStatus = z.infer<typeof RequestStatus>;

const RequestId = z.string().trim().min(1, 'Give the number of the request, such as JSOC_20261121_014.');
const remote = ['not-found', 'unsupported', 'network', 'timeout', 'remote-failed', 'bad-response'] as const;

export const transfersContract = {
  'transfers.list': query({
    title: 'List transfers',
    description: 'Exports and downloads with their phase, files, rate and deadlines, and the limits of each server',
    input: Nothing,
    output: TransferList,
  }),
  'transfers.watch': stream({
    title: 'Watch transfers',
    description: 'All transfers now, then each change',
    input: Nothing,
    output: TransferEvent,
  }),
  'transfers.files': query({
    title: 'List files of a transfer',
    description: 'Files with record, state, size and SHA-256; those that failed or are missing come first, with why',
    input: z.object({
      id: z.string(),
      /** Of one part; null: of all. */
      part: z.string().nullable().default(null),
      /** Empty: all. */
      states: z.array(TransferFileState).default([]),
      from: z.number().int().min(0).default(0),
      count: z.number().int().min(0).max(10_000).default(200),
    }),
    output: z.object({ total: z.number().int(), files: z.array(TransferFile) }),
    errors: ['not-found', 'storage'],
  }),
  'transfers.retry-failed': command({
    title: 'Retry failed files',
    description: 'Fetches what failed, is missing or has expired; what is here is never asked for again',
    input: z.object({ id: z.string() }),
    output: Nothing,
    stale: ['transfers.*', 'jobs.*'],
    errors: ['not-found', 'conflict'],
  }),
  'transfers.request.status': query({
    title: 'State of a request',
    description: 'How far an export is, by its number, and which files it has',
    input: z.object({ serverId: DrmsServerId, requestId: RequestId }),
    output: RequestStatus,
    errors: remote,
  }),
  'transfers.request.download': job({
    title: 'Download a request',
    description: 'Downloads the files of an export that was asked for elsewhere into a folder, verified',
    input: z.object({ serverId: DrmsServerId, requestId: RequestId, folder: z.string().trim().min(1) }),
    output: z.object({ jobId: z.string() }),
    stale: ['jobs.*', 'transfers.*'],
    errors: ['not-found', 'unsupported'],
  }),
  'transfers.request.cancel': command({
    title: 'Cancel a request',
    description: 'Frees the place that the pending export of an address holds; the server may work on',
    input: z.object({
      serverId: DrmsServerId,
      /** Default: the address that is kept for the server. */
      email: z.string().trim().nullable().default(null),
      /** Only if this one is pending; null: whatever is. */
      requestId: RequestId.nullable().default(null),
    }),
    output: z.object({ cancelled: z.boolean(), requestId: z.string().nullable() }),
    errors: [...remote, 'conflict'],
  }),
  'transfers.set-limit': command({
    title: 'Limit transfers',
    description: 'Speed of all downloads, or speed and connections of one server; running downloads obey at once',
    input: z.object({
      /** Null: all together. */
      serverId: DrmsServerId.nullable().default(null),
      /** Null: no limit. */
      bytesPerSecond: BytesPerSecond,
      /** Of one server; absent: as it is. */
      connections: z.number().int().min(1).max(4).optional(),
    }),
    output: Nothing,
    stale: ['transfers.*'],
    errors: ['not-found', 'invalid-input'],
  }),
};
