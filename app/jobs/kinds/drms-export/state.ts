import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppErrorDataSchema } from '../../../contract/common.ts';

/** One query of a batch, with everything that the server is asked to do with its records. */
export const DrmsExportQuery = z.object({
  /** Of an export that was asked for elsewhere: its number. */
  recordSet: z.string().trim().min(1),
  /** An export that the server has taken already; null: it has to be asked for. */
  requestId: z.string().min(1).nullable().default(null),
  /** 'direct': files as they lie on the server, without an export. */
  method: z.string().default('url'),
  protocol: z.string().default('as-is'),
  /** Steps of processing with their options, by name. */
  process: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]))).default({}),
  /** For images and movies. */
  protocolArguments: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** Template of file names; null: one that is unique per record and segment; false: the server's own. */
  fileNameFormat: z
    .union([z.string().min(1), z.literal(false)])
    .nullable()
    .default(null),
});
export type DrmsExportQuery = z.infer<typeof DrmsExportQuery>;

export const DrmsExportInput = z.object({
  serverId: z.string().min(1),
  queries: z.array(DrmsExportQuery).min(1),
  /** Where the files go; absolute. */
  folder: z.string().min(1),
  /** A registered address; empty where nothing has to be asked for. */
  email: z.string().trim(),
  /** Keywords go into the headers of FITS files that come as they lie on the server. */
  localHeaders: z.boolean().optional(),
});
export type DrmsExportInput = z.infer<typeof DrmsExportInput>;

/**
 * 'draft': not with the server. 'sending': on its way, so after a crash nobody knows. 'unknown': sent, and no answer
 * tells whether it arrived. 'queued': the server works on it. 'ready': its files can be fetched. 'done' and 'refused'
 * are the ends.
 */
const stages = ['draft', 'sending', 'unknown', 'queued', 'ready', 'done', 'refused'] as const;

const FileTally = z.object({
  verified: z.number().int(),
  unconfirmed: z.number().int(),
  missing: z.number().int(),
  failed: z.number().int(),
  bytes: z.number(),
  failure: z.string().nullable(),
});

/** One export of the server. */
export const RequestState = z.object({
  /** The same for the same wish, in every run. */
  key: z.string(),
  /** Which query of the input it belongs to. */
  query: z.number().int(),
  /** The query's, or a part of it. */
  recordSet: z.string(),
  stage: z.enum(stages),
  id: z.string().nullable(),
  /** It was asked for elsewhere, so it cannot be asked for anew. */
  isGiven: z.boolean().default(false),
  /** The id is of some export of this address, perhaps of this one. */
  isAdopted: z.boolean(),
  sentAtMs: z.number().nullable(),
  /** Not to be touched before. */
  nextMs: z.number(),
  /** Between the last two looks. */
  pollMs: z.number(),
  /** Of the query, as the server counted them. */
  records: z.number().nullable(),
  /** As the server tells the size: of images as if they were not compressed. */
  megabytes: z.number().nullable().default(null),
  /** Its files can be fetched since then. */
  readyAtMs: z.number().nullable().default(null),
  /** What it is to deliver, once the server has named it. */
  files: z.number().int().nullable().default(null),
  /** How it ended, so that nobody needs the folder to tell. */
  tally: FileTally.nullable().default(null),
  unknownSends: z.number().int(),
  notFound: z.number().int(),
  troubles: z.number().int(),
  expiries: z.number().int(),
  status: z.number().nullable(),
  error: AppErrorDataSchema.nullable(),
  warnings: z.array(z.string()),
});
export type RequestState = z.infer<typeof RequestState>;

export const DrmsExportState = z.object({
  requests: z.array(RequestState),
  isEmailChecked: z.boolean(),
  /** The folder has been there; if it is missing now, its drive is. */
  isFolderMade: z.boolean(),
  /** The address has another export pending. */
  blockedUntilMs: z.number(),
  /** Questions in a row that the server did not answer. */
  silences: z.number().int(),
  /** Rounds in a row in which the server answered but gave no file. */
  fruitless: z.number().int(),
});
export type DrmsExportState = z.infer<typeof DrmsExportState>;

export function newRequest(server: string, query: DrmsExportQuery, index: number, recordSet: string): RequestState {
  return {
    ...{ key: keyOf(server, query, recordSet), query: index, recordSet, isAdopted: false },
    ...{ id: query.requestId, isGiven: query.requestId !== null },
    stage: query.requestId === null ? 'draft' : 'queued',
    ...{
      sentAtMs: null,
      nextMs: 0,
      pollMs: 0,
      records: null,
      megabytes: null,
      readyAtMs: null,
      files: null,
      tally: null,
    },
    ...{ unknownSends: 0, notFound: 0, troubles: 0, expiries: 0, status: null, error: null, warnings: [] },
  };
}

/** Digest of everything that makes an export what it is. */
export function keyOf(server: string, query: DrmsExportQuery, recordSet: string): string {
  const { method, protocol, process, protocolArguments, fileNameFormat, requestId } = query;
  const wish = [server, recordSet, method, protocol, process, protocolArguments, fileNameFormat];
  if (requestId !== null) wish.push(requestId);
  return createHash('sha256').update(JSON.stringify(wish)).digest('hex').slice(0, 16);
}

export function isEnded({ stage }: RequestState): boolean {
  return stage === 'done' || stage === 'refused';
}

/**
 * The batch once more, for what is not here: exports that the server may still have are looked at, others are asked
 * for anew. What is here is found in the folder and left alone.
 */
export function retried(state: DrmsExportState): DrmsExportState {
  const requests = state.requests.map((request): RequestState => {
    if (!isEnded(request) || isComplete(request)) return request;
    const id = request.stage === 'done' || request.isGiven ? request.id : null;
    return {
      ...request,
      ...{ id, stage: id === null ? 'draft' : 'queued', isAdopted: false, nextMs: 0, error: null, tally: null },
      ...{ unknownSends: 0, notFound: 0, troubles: 0, expiries: 0 },
    };
  });
  return { ...state, requests, blockedUntilMs: 0, silences: 0, fruitless: 0 };
}

function isComplete({ stage, tally }: RequestState): boolean {
  return stage === 'done' && tally !== null && tally.failed === 0 && tally.missing === 0;
}
