import { z } from 'zod';

/**
 * A list whose items are all alike. Stops at the first wrong one: zod's own list collects an issue for each, and a
 * million of them take all memory.
 */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  return z.unknown().transform((value, context) => {
    if (!Array.isArray(value)) return refuse(context, 'Invalid input: expected a list');
    const items: T[] = [];
    for (const [index, one] of value.entries()) {
      const read = item.safeParse(one);
      if (!read.success) return refuse(context, read.error, index);
      items.push(read.data);
    }
    return items;
  });
}

/** A table from any text to items that are all alike; stops at the first wrong one, as `listOf` does. */
export function tableOf<T>(item: z.ZodType<T>): z.ZodType<ReadonlyMap<string, T>> {
  return z.unknown().transform((value, context) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return refuse(context, 'Invalid input: expected a table');
    const table = new Map<string, T>();
    for (const [key, one] of Object.entries(value)) {
      const read = item.safeParse(one);
      if (!read.success) return refuse(context, read.error, key);
      table.set(key, read.data);
    }
    return table;
  });
}

function refuse(context: z.core.$RefinementCtx, reason: string | z.ZodError, at?: string | number): never {
  const issue = typeof reason === 'string' ? undefined : reason.issues[0];
  context.addIssue({
    code: 'custom',
    message: typeof reason === 'string' ? reason : (issue?.message ?? ''),
    path: at === undefined ? [] : [at, ...(issue?.path ?? [])],
  });
  return z.NEVER;
}
