import type { ReadAnswer, ReadThrough } from '../cache/read-through.ts';
import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import type { Stamped } from '../contract/common.ts';

/** How young a kept answer must be to spare the server a question that nobody asked to be fresh. */
const freshForMs = 60_000;

export interface ReadRequest {
  connectionId: string;
  refresh: boolean;
  signal: AbortSignal;
}

/** Where the outcome of each question is noted, for the dot beside a connection. */
export interface StateNotes {
  noteSuccess(connectionId: string): void;
  noteFailure(connectionId: string, error: unknown): void;
}

/** Reads of one server through the kept answers; services never call a client for reading in another way. */
export class ServerReads<Client = JuliaBaseClient> {
  private readonly reads: ReadThrough;
  private readonly clientOf: (connectionId: string) => Promise<Client>;
  private readonly states: StateNotes;

  constructor(reads: ReadThrough, clientOf: (connectionId: string) => Promise<Client>, states: StateNotes) {
    this.reads = reads;
    this.clientOf = clientOf;
    this.states = states;
  }

  /** @param request names the answer; the same name must always mean the same question. */
  async read<T>(
    { connectionId, refresh, signal }: ReadRequest,
    request: string,
    ask: (client: Client, signal: AbortSignal) => Promise<T>,
  ): Promise<Stamped<T>> {
    const fetch = async (shared: AbortSignal): Promise<T> => {
      try {
        const answer = await ask(await this.clientOf(connectionId), shared);
        this.states.noteSuccess(connectionId);
        return answer;
      } catch (error) {
        this.states.noteFailure(connectionId, error);
        throw error;
      }
    };
    return stamp(await this.reads.read(connectionId, request, fetch, { refresh, freshForMs, signal }));
  }

  /** What is kept of these requests, of any age, without asking the server. */
  async kept<T>(connectionId: string, requests: readonly string[]): Promise<(Stamped<T> | undefined)[]> {
    const answers = await this.reads.kept<T>(connectionId, requests);
    return answers.map((answer) => (answer === undefined ? undefined : stamp(answer)));
  }
}

/** A read answer as callers get it. */
export function stamp<T>(answer: ReadAnswer<T>): Stamped<T> {
  return {
    value: answer.value,
    asOfUtc: new Date(answer.fetchedAtMs).toISOString(),
    source: answer.source,
    staleReason: answer.staleReason?.message ?? null,
  };
}

/** One answer made from several: as old as the oldest, stale for the first reason. */
export function joinStamps<T>(value: T, parts: readonly Omit<Stamped<unknown>, 'value'>[]): Stamped<T> {
  const oldest = parts.map((part) => part.asOfUtc).toSorted()[0] ?? new Date(0).toISOString();
  return {
    value,
    asOfUtc: oldest,
    source: parts.every((part) => part.source === 'server') ? 'server' : 'cache',
    staleReason: parts.find((part) => part.staleReason !== null)?.staleReason ?? null,
  };
}
