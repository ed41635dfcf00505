import { UserFailure } from './failures.ts';

/** Parsed JSON of a request. */
export type Input = null | string | number | boolean | undefined | readonly Input[] | InputObject;
export interface InputObject {
  readonly [key: string]: Input;
}

export function isObject(input: Input): input is InputObject {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

export function objectOf(input: Input, what: string): InputObject {
  if (!isObject(input)) throw new UserFailure(`${what} cannot be null.`);
  return input;
}

/** Lists may come as a bare object; null is an empty one. */
export function listOf(input: Input): readonly Input[] {
  if (input === null || input === undefined) return [];
  // Array.isArray does not narrow a readonly array.
  return Array.isArray(input) ? (input as readonly Input[]) : [input];
}

export function textOf(input: Input): string | undefined {
  return typeof input === 'string' ? input : typeof input === 'number' ? String(input) : undefined;
}

/** Numbers also come as texts. */
export function numberOf(input: Input): number | undefined {
  if (typeof input === 'number') return input;
  if (typeof input !== 'string' || input.trim() === '') return undefined;
  const number = Number(input);
  return Number.isFinite(number) ? number : undefined;
}

/** Last part of an `@type`: `as.dto.space.id.SpacePermId` is a `SpacePermId`. */
export function simpleTypeOf(input: InputObject): string {
  return (textOf(input['@type']) ?? '').replace(/^.*\./, '');
}
