import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const letters = 26;

/**
 * The mark of what a crawler makes of one content under one path: the same on every computer and after every new
 * beginning, so that what is on the server already is found there. It is the id of the item too.
 */
export function crawlMarker(crawler: string, path: string, sha256: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(['quarry-crawl', crawler, path, sha256]))
    .digest();
  // A byte holds more than the five bits of a letter; the rest is not needed.
  return Array.from(digest.subarray(0, letters), (byte) => alphabet[byte & 31]).join('');
}
