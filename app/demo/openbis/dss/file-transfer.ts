import { randomUUID } from 'node:crypto';
import type { Fault } from '../faults.ts';
import type { Desk } from '../rpc/desk.ts';
import { isNewerThan } from '../settings.ts';
import { type Exchange, json, type Reply } from '../wire/exchange.ts';
import { type Input, isObject, listOf, numberOf, textOf } from '../wire/input.ts';
import { chunkFrame } from './chunk-frame.ts';
import { DownloadPlan } from './download-plan.ts';

interface DownloadSession {
  userToken: string;
  plan: DownloadPlan;
  streamIds: string[];
  /** Numbers of chunks; those before `taken` are done with. */
  queue: number[];
  taken: number;
  usedMs: number;
}

/** Told as JSON with status 200. */
class TransferFailure extends Error {
  readonly retriable: boolean;

  constructor(message: string, retriable = false) {
    super(message);
    this.retriable = retriable;
  }
}

/** Streams of clients that have gone are free again after this time. */
const idleMs = 600_000;
const mostChunksAtOnce = 16;

/** Fast download: chunks from a queue, over several streams. */
export class FileTransfer {
  private readonly desk: Desk;
  private readonly sessions = new Map<string, DownloadSession>();

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** Running downloads end with the session of their user. */
  endOf(userToken: string): void {
    for (const [id, session] of this.sessions) if (session.userToken === userToken) this.sessions.delete(id);
  }

  answer(exchange: Exchange): Reply {
    try {
      return this.perform(readParameters(exchange), exchange);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const retriable = error instanceof TransferFailure && error.retriable;
      // Absent means that another try is useless.
      return json({
        error: error.message,
        'exception-class': `ch.ethz.sis.filetransfer.${retriable ? 'DownloadException' : 'InvalidUserSessionException'}`,
        ...(retriable && { retriable }),
        ...(exchange.fault?.name === 'fatal' && { retriable: false }),
      });
    }
  }

  private perform(parameters: ReadonlyMap<string, readonly string[]>, { fault, nowMs }: Exchange): Reply {
    if (fault?.name === 'retriable' || fault?.name === 'fatal')
      throw new TransferFailure(fault.message ?? 'The download cannot go on.', fault.name === 'retriable');
    const value = (name: string): string => parameters.get(name)?.[0] ?? '';
    switch (value('method')) {
      case 'startDownloadSession':
        return this.start(parameters, nowMs, fault);
      case 'queue':
        return this.queue(this.find(value('downloadSessionId'), nowMs), parameters.get('ranges') ?? []);
      case 'download': {
        const session = this.find(value('downloadSessionId'), nowMs);
        if (!session.streamIds.includes(value('downloadStreamId')))
          throw new TransferFailure(`Download stream '${value('downloadStreamId')}' does not exist.`);
        return this.download(session, numberOf(value('numberOfChunks')) ?? 1, fault);
      }
      case 'finishDownloadSession':
        this.find(value('downloadSessionId'), nowMs);
        this.sessions.delete(value('downloadSessionId'));
        return nothing;
      default:
        throw new TransferFailure(`Unknown method '${value('method')}'.`);
    }
  }

  private start(parameters: ReadonlyMap<string, readonly string[]>, nowMs: number, fault: Fault | undefined): Reply {
    const userToken = parameters.get('userSessionId')?.[0] ?? '';
    const { person, token } = this.desk.sessions.use(userToken, nowMs);
    const wished = numberOf(parameters.get('wishedNumberOfStreams')?.[0]) ?? 1;
    const streamCount = fault?.name === 'nostreams' ? 0 : Math.min(wished, Math.floor(this.freeStreams(nowMs) / 2));
    const plan = new DownloadPlan();
    const items = this.itemIds(parameters);
    for (const item of fault?.name === 'lostitem' ? items.slice(0, -1) : items)
      plan.add(item, this.desk.registry, person);
    const streamIds = Array.from({ length: streamCount }, () => randomUUID());
    const downloadSessionId = randomUUID();
    const session = { userToken: token, plan, streamIds, queue: [], taken: 0, usedMs: nowMs };
    this.sessions.set(downloadSessionId, session);
    return json({ downloadSessionId, ranges: plan.ranges, streamIds });
  }

  private freeStreams(nowMs: number): number {
    for (const [id, session] of this.sessions) if (nowMs - session.usedMs > idleMs) this.sessions.delete(id);
    const used = [...this.sessions.values()].reduce((sum, { streamIds }) => sum + streamIds.length, 0);
    return Math.max(0, this.desk.settings.streams - used);
  }

  /** The second protocol sends a JSON list; the first splits at commas, whatever they are part of. */
  private itemIds(parameters: ReadonlyMap<string, readonly string[]>): string[] {
    const values = parameters.get('downloadItemIds') ?? [];
    const isSecond = parameters.get('version')?.[0] === '2' && isNewerThan(this.desk.settings.apiVersion, '3.6');
    if (!isSecond) return splitAtCommas(values);
    try {
      // Looked at element by element.
      return listOf(JSON.parse(values[0] ?? '[]') as Input).flatMap((id) => textOf(id) ?? []);
    } catch {
      throw new TransferFailure('The download item ids are no JSON list.');
    }
  }

  private find(id: string, nowMs: number): DownloadSession {
    const session = this.sessions.get(id);
    if (session === undefined) throw new TransferFailure(`Download session '${id}' does not exist or has expired.`);
    session.usedMs = nowMs;
    return session;
  }

  private queue(session: DownloadSession, ranges: readonly string[]): Reply {
    for (const range of splitAtCommas(ranges)) {
      const [, first, last] = /^(\d+):(\d+)$/.exec(range) ?? [];
      if (first === undefined) throw new TransferFailure(`The range '${range}' cannot be read.`);
      for (let sequence = Number(first); sequence <= Number(last); sequence += 1) session.queue.push(sequence);
    }
    return nothing;
  }

  private download(session: DownloadSession, wished: number, fault: Fault | undefined): Reply {
    const pieces: Uint8Array[] = [];
    for (let count = 0; count < Math.min(wished, mostChunksAtOnce); count += 1) {
      const sequence = session.queue[session.taken];
      if (sequence === undefined) break;
      session.taken += 1;
      const chunk = session.plan.chunk(sequence);
      if (chunk === undefined) throw new TransferFailure(`There is no chunk ${sequence}.`);
      if (count > 0 || fault?.name !== 'lostchunk') pieces.push(...chunkFrame(chunk));
    }
    if (fault !== undefined) spoil(pieces, fault);
    return { status: 200, contentType: 'application/octet-stream', body: pieces };
  }
}

const nothing: Reply = { status: 200, contentType: 'application/json', body: '' };

/** The first chunk only; the frame is its own, the payload may be that of the file itself. */
function spoil(pieces: Uint8Array[], { name }: Fault): void {
  const [head, payload, checksum] = pieces;
  if (name === 'badheader' && head !== undefined) head[3] = (head[3] ?? 0) ^ 0x55;
  if (name !== 'badpayload' || payload === undefined || checksum === undefined) return;
  if (payload.length > 0) pieces[1] = payload.map((byte) => byte ^ 0x55);
  else checksum[7] = (checksum[7] ?? 0) ^ 0x55;
}

/** JSON whose values are lists of texts, or the same in the address. */
function readParameters({ text, parameters }: Exchange): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const name of parameters.keys()) values.set(name, parameters.getAll(name));
  if (text === '') return values;
  // Looked at field by field.
  const body = JSON.parse(text) as Input;
  for (const [name, value] of isObject(body) ? Object.entries(body) : [])
    values.set(
      name,
      listOf(value).flatMap((one) => textOf(one) ?? []),
    );
  return values;
}

function splitAtCommas(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',').map((part) => part.trim())).filter((part) => part !== '');
}
