import type { z } from 'zod';
import type { ErrorCode } from './app-error.ts';

/** `job` starts a row of the job engine and answers with its id; its work goes on by itself. */
export type EntryKind = 'query' | 'command' | 'job' | 'stream';

export interface EntryWords {
  title: string;
  description: string;
  /** Error codes that callers should expect besides `internal`, `cancelled` and `invalid-input`. */
  errors?: readonly ErrorCode[];
}

export interface Entry<
  K extends EntryKind = EntryKind,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> extends EntryWords {
  kind: K;
  effect: 'read' | 'write';
  input: I;
  /** For a stream: the schema of one event. */
  output: O;
  /** Names of queries whose answers may have changed once this entry has run; `juliabase.*` names an area. */
  stale: readonly string[];
}

interface Definition<I extends z.ZodType, O extends z.ZodType> extends EntryWords {
  input: I;
  output: O;
  stale?: readonly string[];
}

function define<K extends EntryKind, I extends z.ZodType, O extends z.ZodType>(
  kind: K,
  effect: Entry['effect'],
  definition: Definition<I, O>,
): Entry<K, I, O> {
  return { stale: [], ...definition, kind, effect };
}

/** Reads; may be called any number of times. */
export function query<I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Entry<'query', I, O> {
  return define('query', 'read', definition);
}

/** Changes something and is finished when it answers. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  definition: Definition<I, O>,
): Entry<'command', I, O> {
  return define('command', 'write', definition);
}

/** Queues a job and answers with its id. */
export function job<I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Entry<'job', I, O> {
  return define('job', 'write', definition);
}

/** Sends events until its work is done or the caller leaves. */
export function stream<I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Entry<'stream', I, O> {
  return define('stream', 'read', definition);
}

export type EntryMap = Record<string, Entry>;
export type InputOf<E> = E extends Entry<EntryKind, infer I, z.ZodType> ? z.input<I> : never;
/** The input after defaults and transforms, as a handler gets it. */
export type ParsedInputOf<E> = E extends Entry<EntryKind, infer I, z.ZodType> ? z.output<I> : never;
export type OutputOf<E> = E extends Entry<EntryKind, z.ZodType, infer O> ? z.output<O> : never;

/** What a handler may use besides its input. */
export interface CallContext {
  signal: AbortSignal;
  /** For a stream that is resumed: `sequence` of the last event the caller has seen. */
  lastEventId?: string;
}

export type HandlerOf<E> = E extends { kind: 'stream' }
  ? (input: ParsedInputOf<E>, context: CallContext) => AsyncIterable<OutputOf<E>>
  : (input: ParsedInputOf<E>, context: CallContext) => Promise<OutputOf<E>>;

/** One handler per entry: a missing or extra one does not compile. */
export type HandlersOf<M extends EntryMap> = { [Name in keyof M]: HandlerOf<M[Name]> };
