import { randomBytes } from 'node:crypto';

export { appendMarks, type CommentsMarks, isMarker, readMarks, stripMarks } from '../../domain/comment-marks.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** A fresh random marker: 130 bits as 26 base-32 letters. */
export function createMarker(): string {
  return Array.from(randomBytes(26), (byte) => alphabet.charAt(byte & 31)).join('');
}
