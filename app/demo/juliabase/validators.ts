import { createHash } from 'node:crypto';
import type { Exchange } from './exchange.ts';

/** The same for the page and the JSON of a thing, and without `Vary`: a cache between mixes them up. */
export function validators(
  { path, user }: Exchange,
  { lastModifiedMs }: { lastModifiedMs: number },
): Record<string, string> {
  const digest = createHash('sha1').update(`${path} ${user.id} ${lastModifiedMs}`).digest('hex');
  return { etag: `"${digest}"`, 'last-modified': new Date(lastModifiedMs).toUTCString() };
}
