import { createHmac, type KeyObject } from 'node:crypto';

/** The columns that a reader sees; the last use only decides what gives way first. */
export interface DigestedRow {
  site: string;
  request: string;
  body: Uint8Array;
  fetchedAtMs: number;
  validator: string | null;
  parserVersion: number;
}

/**
 * Digest over a row. The key belongs to one cache file, so that whole rows of another file (a WAL that was
 * copied beside ours) are foreign too.
 */
export function rowDigest(key: KeyObject, { body, ...row }: DigestedRow): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([row.site, row.request, row.fetchedAtMs, row.validator, row.parserVersion]))
    .update(body)
    .digest()
    .subarray(0, 16);
}
