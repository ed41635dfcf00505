import { randomBytes } from 'node:crypto';

import { readMarks } from '../../domain/comment-marks.ts';

export { appendMarks, type CommentsMarks, isMarker, readMarks, stripMarks } from '../../domain/comment-marks.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Whether these are the comments of a record with this marker, or with one that begins so. */
export function bearsMarker(comments: string, marker: string): boolean {
  return readMarks(comments)?.marker.startsWith(marker) === true;
}

/** A fresh random marker: 130 bits as 26 base-32 letters. */
export function createMarker(): string {
  return Array.from(randomBytes(26), (byte) => alphabet.charAt(byte & 31)).join('');
}
