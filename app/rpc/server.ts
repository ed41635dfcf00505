import { ORPCError, os, withEventMeta } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { z } from 'zod';
import { AppError, toAppError } from '../contract/app-error.ts';
import type { Entry, EntryMap, HandlersOf } from '../contract/entry.ts';
import { asOrpcPort, type Transport } from './transport.ts';

export interface RouterOptions {
  /** Parse what handlers answer too; in tests and development. */
  checkOutput: boolean;
  /** Called after an entry has run that makes answers stale. */
  onStale?: (names: readonly string[]) => void;
  /** Called with each failure, before it is sent. */
  onError?: (name: string, error: AppError) => void;
}

type AnyHandler = (input: unknown, context: { signal: AbortSignal; lastEventId?: string }) => unknown;

export interface Router {
  /** Answers the calls that come over `transport` until it closes. */
  serve(transport: Transport): void;
}

/** Joins a contract with its handlers; what carries it stays behind this function and `createClient`. */
export function createRouter<M extends EntryMap>(contract: M, handlers: HandlersOf<M>, options: RouterOptions): Router {
  const procedures = Object.fromEntries(
    Object.entries(contract).map(([name, entry]) => {
      // The mapped type has proved that each entry has its handler.
      const handler = (handlers as Record<string, AnyHandler>)[name] as AnyHandler;
      return [name, os.handler((call) => run(name, entry, handler, call, options))];
    }),
  );
  const rpc = new RPCHandler(procedures);
  return {
    serve: (transport) => rpc.upgrade(asOrpcPort(transport) as Parameters<typeof rpc.upgrade>[0], { context: {} }),
  };
}

interface Call {
  input: unknown;
  signal?: AbortSignal | undefined;
  lastEventId?: string | undefined;
}

async function run(
  name: string,
  entry: Entry,
  handler: AnyHandler,
  call: Call,
  options: RouterOptions,
): Promise<unknown> {
  const fail = (error: unknown): ORPCError<string, unknown> => {
    const appError = toAppError(error);
    options.onError?.(name, appError);
    return new ORPCError('QUARRY', { message: appError.message, data: appError.toData() });
  };
  try {
    const input = parseInput(entry, call.input);
    const signal = call.signal ?? new AbortController().signal;
    const context = { signal, ...(call.lastEventId === undefined ? {} : { lastEventId: call.lastEventId }) };
    const parse = (value: unknown): unknown => (options.checkOutput ? entry.output.parse(value) : value);
    if (entry.kind === 'stream') return relay(handler(input, context) as AsyncIterable<unknown>, parse, fail);
    const output = parse(await handler(input, context));
    if (entry.stale.length > 0) options.onStale?.(entry.stale);
    return output;
  } catch (error) {
    throw fail(error);
  }
}

async function* relay(
  events: AsyncIterable<unknown>,
  parse: (value: unknown) => unknown,
  fail: (error: unknown) => Error,
): AsyncGenerator<unknown, void, void> {
  try {
    for await (const event of events) {
      const value = parse(event) as object;
      yield 'sequence' in value ? withEventMeta(value, { id: String(value.sequence) }) : value;
    }
  } catch (error) {
    throw fail(error);
  }
}

function parseInput(entry: Entry, input: unknown): unknown {
  const parsed = entry.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error, entry.title);
}

/** The first problem in words, all of them with their places in `details`. */
export function invalidInput(error: z.ZodError, where: string): AppError {
  const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = issues[0];
  const place = first === undefined || first.path === '' ? '' : `${first.path}: `;
  return new AppError('invalid-input', `${where}: ${place}${first?.message ?? z.prettifyError(error)}`, {
    details: { issues },
  });
}
