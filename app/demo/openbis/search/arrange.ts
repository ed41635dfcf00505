import type { Entity } from '../model/entities.ts';
import { identifierOf } from '../model/identifiers.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Input, type InputObject, isObject, listOf, numberOf, textOf } from '../wire/input.ts';
import { codeOf, permIdOf } from './attributes.ts';

/** Sorts and cuts a page as fetch options say. */
export function arrange<E extends Entity>(found: readonly E[], options: Input): readonly E[] {
  if (!isObject(options)) return found;
  const sorted = sort(found, options.sort);
  const from = numberOf(options.from) ?? 0;
  const count = numberOf(options.count) ?? sorted.length;
  return from === 0 && count >= sorted.length ? sorted : sorted.slice(from, from + count);
}

function sort<E extends Entity>(found: readonly E[], sort: Input): readonly E[] {
  const sortings = isObject(sort) ? listOf(sort.sortings).filter(isObject) : [];
  if (sortings.length === 0) return found;
  const orders = sortings.map(orderOf);
  return found.toSorted((a, b) => orders.map((order) => order(a, b)).find((result) => result !== 0) ?? 0);
}

function orderOf({ field, order }: InputObject): (a: Entity, b: Entity) => number {
  const key = keys[textOf(field) ?? ''];
  if (key === undefined) throw new UserFailure(`Sorting by ${textOf(field) ?? 'nothing'} is not supported.`);
  const sign = isObject(order) && order.asc === false ? -1 : 1;
  return (a, b) => sign * compare(key(a), key(b));
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // Code points, as databases sort.
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

const keys: Readonly<Record<string, (entity: Entity) => string | number>> = {
  CODE: codeOf,
  PERM_ID: permIdOf,
  IDENTIFIER: (entity) => ('permId' in entity && entity.kind !== 'accessToken' ? identifierOf(entity) : codeOf(entity)),
  REGISTRATION_DATE: (entity) => ('registrationMs' in entity ? entity.registrationMs : 0),
  MODIFICATION_DATE: (entity) => ('modificationMs' in entity ? entity.modificationMs : 0),
  TYPE: (entity) => ('type' in entity ? entity.type.code : ''),
};
