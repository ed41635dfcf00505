import type { DrmsClient, ExportDraft } from '../../../clients/drms/api.ts';
import type { ExportRequest } from '../../../clients/drms/export-request.ts';
import { AppError, isAppError, toAppError } from '../../../contract/app-error.ts';
import { type Delivered, deliveredBy, deliveredDirectly } from './delivered.ts';
import { nextPollMs, type Pace } from './pace.ts';
import type { DrmsExportQuery, RequestState } from './state.ts';

export interface Exchange {
  client: DrmsClient;
  email: string;
  pace: Pace;
  nowMs(): number;
  random(): number;
  signal: AbortSignal;
  /** On disk before the first byte goes out. */
  saveSending(change: Partial<RequestState>): Promise<void>;
  /** Ids that belong to other requests of the batch. */
  isOurs(id: string): boolean;
}

/** What became of one question. */
export interface Step {
  change: Partial<RequestState>;
  /** The export, once its files can be fetched. */
  ready?: Delivered;
  /** The address may not ask before. */
  blockedUntilMs?: number;
  /** The server did not answer: nothing else can be asked of it now. */
  silence?: AppError;
  /** It is more than the server takes at once. */
  tooLarge?: AppError;
}

const mostNotFound = 5;
const mostTroubles = 3;
const mostUnknownSends = 2;
/** A new export may be unknown to the server for so long. */
const newbornMs = 60_000;

/** Submits an export. A question whose fate is not known is never simply repeated: see `reconcile`. */
export async function submit(exchange: Exchange, request: RequestState, query: DrmsExportQuery): Promise<Step> {
  const sentAtMs = exchange.nowMs();
  await exchange.saveSending({ stage: 'sending', sentAtMs, id: null, isAdopted: false });
  try {
    const answered = await exchange.client.export(draftOf(exchange.email, request, query), { signal: exchange.signal });
    return accepted(exchange, answered);
  } catch (error) {
    return refusedOrUnknown(exchange, request, toAppError(error));
  }
}

/** Files that need no export: nobody has to be told, so there is nothing to find out after a failure. */
export async function locate(exchange: Exchange, request: RequestState): Promise<Step> {
  try {
    const ready = await deliveredDirectly(exchange.client, request.recordSet, exchange.signal);
    return { change: { stage: 'ready', status: 0, readyAtMs: exchange.nowMs() }, ready };
  } catch (error) {
    const reason = toAppError(error);
    if (reason.code === 'cancelled') throw reason;
    return reason.retryable ? { change: {}, silence: reason } : { change: refusal(reason) };
  }
}

function draftOf(email: string, request: RequestState, query: DrmsExportQuery): ExportDraft {
  const { method, protocol, process, protocolArguments, fileNameFormat } = query;
  const hasArguments = Object.keys(protocolArguments).length > 0;
  return {
    ...{ recordSet: request.recordSet, email, method, protocol, process },
    ...(hasArguments ? { protocolArguments } : {}),
    ...(fileNameFormat === null ? {} : { fileNameFormat }),
  };
}

function accepted(exchange: Exchange, answered: ExportRequest): Step {
  const { status, sizeMB: megabytes } = answered.answer;
  const change = { id: answered.id, status, megabytes, unknownSends: 0, troubles: 0 };
  if (answered.state === 'ok')
    return { change: { ...change, stage: 'ready', readyAtMs: exchange.nowMs() }, ready: deliveredBy(answered) };
  const pollMs = nextPollMs(exchange.pace, 0, 0, null, exchange.random());
  return { change: { ...change, stage: 'queued', pollMs, nextMs: exchange.nowMs() + pollMs } };
}

function refusedOrUnknown(exchange: Exchange, request: RequestState, error: AppError): Step {
  if (error.code === 'cancelled' || error.code === 'unsupported') throw error;
  const status = numberOf(error, 'status');
  if (status !== null) return refusedBy(exchange, request, error, status);
  if (error.code === 'invalid-input') return { change: refusal(error) };
  const http = numberOf(error, 'httpStatus');
  const isUnsent = error.details?.stage === 'connecting' || http === 429 || http === 503;
  if (isUnsent) return { change: { stage: 'draft' }, silence: error };
  const unknownSends = request.unknownSends + 1;
  if (unknownSends > mostUnknownSends) return { change: refusal(error) };
  return { change: { stage: 'unknown', unknownSends }, silence: error };
}

function refusedBy(exchange: Exchange, request: RequestState, error: AppError, status: number): Step {
  if (status === 7) return blocked(exchange, request, error);
  if (isTooLarge(status, error)) return { change: { stage: 'draft', status }, tooLarge: error };
  const id = status === 25 ? (idsIn(error.message)[0] ?? null) : request.id;
  return { change: { ...refusal(error), status, id } };
}

/** Another export of the address is pending. After a question without an answer it may be this very one. */
function blocked(exchange: Exchange, request: RequestState, error: AppError): Step {
  const nowMs = exchange.nowMs();
  const id = idsIn(error.message).find((one) => !exchange.isOurs(one));
  if (id === undefined || request.unknownSends === 0)
    return { change: { stage: 'draft' }, blockedUntilMs: nowMs + exchange.pace.blockedMs };
  return { change: adoption(exchange, id) };
}

/**
 * Finds out about an export that was sent and not answered. What is pending is waited for, and then the identical
 * request is sent: the server gives the id of the first one, so that no guess about the pending one is needed.
 */
export async function reconcile(exchange: Exchange, request: RequestState): Promise<Step> {
  try {
    const pending = await exchange.client.pending(exchange.email, { signal: exchange.signal });
    const id = pending?.requestId ?? null;
    return { change: id !== null && !exchange.isOurs(id) ? adoption(exchange, id) : { stage: 'draft' } };
  } catch (error) {
    const reason = toAppError(error);
    if (reason.code === 'cancelled') throw reason;
    // A server that cannot tell: the identical request asks it too.
    if (reason.code === 'unsupported' || numberOf(reason, 'httpStatus') === 404) return { change: { stage: 'draft' } };
    return { change: { stage: request.stage === 'sending' ? 'sending' : 'unknown' }, silence: reason };
  }
}

function adoption(exchange: Exchange, id: string): Partial<RequestState> {
  const { pace } = exchange;
  const pollMs = nextPollMs(pace, 0, 0, null, exchange.random());
  return { stage: 'queued', id, isAdopted: true, pollMs, nextMs: exchange.nowMs() + pollMs };
}

/** Looks how far an export is. */
export async function poll(exchange: Exchange, request: RequestState): Promise<Step> {
  const { client, signal } = exchange;
  const id = request.id ?? '';
  let looked: ExportRequest;
  try {
    looked = await client.exportFromId(id, { signal });
  } catch (error) {
    const reason = toAppError(error);
    if (reason.code === 'cancelled') throw reason;
    return { change: {}, silence: reason };
  }
  const { status, error: said } = looked.answer;
  if (isNotFoundYet(status, said, exchange.nowMs() - (request.sentAtMs ?? 0)))
    return notFound(exchange, request, looked);
  if (looked.state === 'pending') return pending(exchange, request, looked);
  // What was waited for may be another export: only the identical request tells which one is ours.
  if (request.isAdopted) return { change: { stage: 'draft', id: null, isAdopted: false, nextMs: 0 } };
  if (looked.state === 'ok') {
    const readyAtMs = request.readyAtMs ?? exchange.nowMs();
    const megabytes = looked.answer.sizeMB ?? request.megabytes;
    return { change: { stage: 'ready', status, notFound: 0, readyAtMs, megabytes }, ready: deliveredBy(looked) };
  }
  const error = looked.failure();
  if (status === 5) return expired(request, error);
  if (isTooLarge(status, error)) return { change: { stage: 'draft', id: null, status }, tooLarge: error };
  return { change: { ...refusal(error), status } };
}

/** Files are kept for some days; what was deleted is asked for once more. */
export function expired(request: RequestState, error: AppError): Step {
  if (request.expiries > 0 || request.isGiven) return { change: { ...refusal(error), status: 5 } };
  return {
    change: { stage: 'draft', id: null, status: 5, expiries: request.expiries + 1, nextMs: 0, readyAtMs: null },
  };
}

function pending(exchange: Exchange, request: RequestState, looked: ExportRequest): Step {
  const nowMs = exchange.nowMs();
  const { status, waitS } = looked.answer;
  const ageMs = nowMs - (request.sentAtMs ?? nowMs);
  const pollMs = nextPollMs(exchange.pace, request.pollMs, ageMs, waitS, exchange.random());
  return { change: { status, pollMs, nextMs: nowMs + pollMs } };
}

function notFound(exchange: Exchange, request: RequestState, looked: ExportRequest): Step {
  const count = request.notFound + 1;
  if (count <= mostNotFound) return { change: { notFound: count, nextMs: exchange.nowMs() + exchange.pace.pollMs } };
  if (request.isAdopted) return { change: { stage: 'draft', id: null, isAdopted: false, notFound: 0 } };
  return { change: { ...refusal(looked.failure()), status: looked.answer.status } };
}

function isNotFoundYet(status: number, said: string | null, ageMs: number): boolean {
  return status === 6 || (status === 4 && ageMs < newbornMs && /invalid export DRMS record/i.test(said ?? ''));
}

/** Counts the records, which also tells whether the server understands the query. */
export async function countRecords(exchange: Exchange, request: RequestState): Promise<Step> {
  try {
    const records = await exchange.client.count(request.recordSet, { signal: exchange.signal });
    if (records > 0) return { change: { records, troubles: 0 } };
    const none = new AppError('not-found', `No records fit ${request.recordSet}.`, { remedy: 'Correct the query.' });
    return { change: { ...refusal(none), records } };
  } catch (error) {
    const reason = toAppError(error);
    if (reason.code === 'cancelled' || reason.code === 'unsupported') throw reason;
    const isAnswered = numberOf(reason, 'status') !== null || isAppError(reason, 'not-found', 'invalid-input');
    // A query may be too much for a server that answers others.
    const isTooMuch = numberOf(reason, 'httpStatus') === 500 && request.troubles + 1 >= mostTroubles;
    if (isAnswered || isTooMuch) return { change: refusal(reason) };
    return { change: { troubles: request.troubles + 1 }, silence: reason };
  }
}

export function refusal(error: AppError): Partial<RequestState> {
  return { stage: 'refused', error: error.toData() };
}

function isTooLarge(status: number, error: AppError): boolean {
  return status === 3 || (status === 4 && /too many records/i.test(error.message));
}

function idsIn(text: string): string[] {
  return text.match(/\b[A-Za-z0-9]+_\d{8}_\d+(?:_X)?(?:_IN|_SU)?\b/g) ?? [];
}

function numberOf(error: AppError, field: 'status' | 'httpStatus'): number | null {
  const value = error.details?.[field];
  return typeof value === 'number' ? value : null;
}
