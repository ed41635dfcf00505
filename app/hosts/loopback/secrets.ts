import { randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, fit for headers, cookies and addresses. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** In constant time for texts of equal length; an absent or empty secret equals nothing. */
export function equalSecrets(given: string | undefined, expected: string | undefined): boolean {
  if (given === undefined || expected === undefined || expected === '') return false;
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
