import { z } from 'zod';
import type { JsonTree, JsonTreeValue } from '../domain/json-tree.ts';
import { errorCodes } from './app-error.ts';

/** Of searches that screens also ask on their own. */
export const isAside = z
  .boolean()
  .default(false)
  .describe('Asked while somebody types, by nobody in particular: the history of questions leaves it out');

export const ConnectionId = z.string().min(1).describe('Id of a connection of this data folder');

/** An answer of a server with the time at which the server gave it. */
export function stamped<T extends z.ZodType>(value: T) {
  return z.object({
    value,
    asOfUtc: z.iso.datetime().describe('When the server gave this answer, ISO 8601 UTC'),
    source: z.enum(['server', 'cache']),
    staleReason: z.string().nullable().describe('Why a kept answer is shown although a fresh one was asked for'),
  });
}

export interface Stamped<T> {
  value: T;
  asOfUtc: string;
  source: 'server' | 'cache';
  staleReason: string | null;
}

export const JsonTreeValueSchema: z.ZodType<JsonTreeValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    JsonTreeSchema,
    z.object({ kind: z.literal('list'), items: z.array(JsonTreeValueSchema) }),
  ]),
);
export const JsonTreeSchema: z.ZodType<JsonTree> = z.lazy(() =>
  z.object({ kind: z.literal('object'), entries: z.array(z.object({ key: z.string(), value: JsonTreeValueSchema })) }),
);

export const AppErrorDataSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  remedy: z.string().exactOptional(),
  source: z.string().exactOptional(),
  retryable: z.boolean(),
  details: z.record(z.string(), z.json()).exactOptional(),
});

export const Nothing = z.object({});

type WithoutDefault<T> = T extends z.ZodDefault<infer Inner> ? Inner : T;

/** Any of the fields. Those that are not given stay away: `partial()` alone would put their defaults in. */
export function changeOf<Shape extends Record<string, z.ZodType>>(
  whole: z.ZodObject<Shape>,
): z.ZodObject<{ [Key in keyof Shape]: z.ZodOptional<WithoutDefault<Shape[Key]>> }> {
  const fields = Object.entries<z.ZodType>(whole.shape).map(([key, field]) => [
    key,
    z.optional(field instanceof z.ZodDefault ? field.unwrap() : field),
  ]);
  // The entries are those of the shape, as the type above says.
  return z.object(Object.fromEntries(fields)) as ReturnType<typeof changeOf<Shape>>;
}
