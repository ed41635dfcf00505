import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
/** Half of a mark is made of the content alone, the other half of content and path. */
const lettersOfHalf = 13;

/**
 * The mark of what a crawler makes of one content under one path: the same on every computer and after every new
 * beginning, so that what is on the server already is found there. It is the id of the item too.
 */
export function crawlMarker(crawler: string, path: string, sha256: string): string {
  return `${lettersOf([crawler, sha256])}${lettersOf([crawler, path, sha256])}`;
}

/** The beginning of the marks of one content under all paths: a file may have been moved since it was sent. */
export function contentMarkOf(marker: string): string {
  return marker.slice(0, lettersOfHalf);
}

/** Id of an item that changes the record of another one; a content may come back, and is a change again then. */
export function editItemId(itemId: string, sha256: string): string {
  return `${lettersOf(['edit', itemId])}${lettersOf(['edit', itemId, sha256])}`;
}

function lettersOf(facts: readonly string[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(['quarry-crawl', ...facts]))
    .digest();
  // A byte holds more than the five bits of a letter; the rest is not needed.
  return Array.from(digest.subarray(0, lettersOfHalf), (byte) => alphabet[byte & 31]).join('');
}
