import { AppError } from '../../contract/app-error.ts';
import type { CallPlace } from './envelope.ts';
import { type Fields, fieldsOf, idText, isFields, numberOf, objectsOf, textOf } from './fields.ts';
import type { Link, Properties, PropertyValue, Recorded, Result } from './model.ts';

/** The answer holds something else than what was asked for. */
export function notUnderstood({ place, source }: CallPlace, what: string): AppError {
  return new AppError('bad-response', `${place}: the server told no ${what}.`, {
    remedy: 'Check whether the address is that of an openBIS server whose version Quarry knows.',
    source,
  });
}

export function neededText(value: string | null, what: string, at: CallPlace): string {
  if (value === null || value === '') throw notUnderstood(at, what);
  return value;
}

/** A search result as a page of what `read` makes of its objects. */
export function resultPage<T>(answer: unknown, from: number, at: CallPlace, read: (one: Fields) => T): Result<T> {
  if (!isFields(answer) || !Array.isArray(answer.objects)) throw notUnderstood(at, 'list of results');
  const items = objectsOf(answer.objects).map(read);
  const least = items.length === 0 ? 0 : from + items.length;
  return { items, from, totalCount: Math.max(numberOf(answer.totalCount) ?? 0, least) };
}

/** The values of the map that `get…` methods answer with; what is missing or invisible is absent. */
export function mapValues(answer: unknown, at: CallPlace): Fields[] {
  if (!isFields(answer)) throw notUnderstood(at, 'map of results');
  return Object.values(answer).filter(isFields);
}

export function recordedOf(one: Fields): Recorded {
  return {
    registrator: personName(one.registrator),
    registeredMs: numberOf(one.registrationDate),
    modifier: personName(one.modifier),
    modifiedMs: numberOf(one.modificationDate),
  };
}

export function personName(value: unknown): string | null {
  const person = fieldsOf(value);
  return textOf(person.userId) ?? idText(person.permId, 'permId');
}

export function codeOf(value: unknown): string | null {
  return textOf(fieldsOf(value).code);
}

export function identifierOf(value: unknown): string | null {
  return idText(fieldsOf(value).identifier, 'identifier');
}

/** Another thing by its names; null if there is none, or if it has no id. */
export function linkOf(value: unknown): Link | null {
  if (!isFields(value)) return null;
  const permId = idText(value.permId, 'permId');
  if (permId === null) return null;
  return { permId, identifier: identifierOf(value), code: textOf(value.code), type: codeOf(value.type) };
}

export function linksOf(value: unknown): Link[] {
  return objectsOf(value).flatMap((one) => linkOf(one) ?? []);
}

/** By upper-case code, without what JavaScript would take for something else. */
export function propertiesOf(value: unknown): Properties {
  const properties: Record<string, PropertyValue> = {};
  for (const [code, told] of Object.entries(fieldsOf(value))) properties[code.toUpperCase()] = propertyValueOf(told);
  return properties;
}

function propertyValueOf(told: unknown): PropertyValue {
  if (Array.isArray(told)) return told.map(propertyValueOf);
  if (typeof told === 'string' || typeof told === 'number' || typeof told === 'boolean') return told;
  // Newer servers send an object of another kind as a whole.
  return isFields(told) ? (identifierOf(told) ?? idText(told.permId, 'permId') ?? textOf(told.code)) : null;
}

/** What objects, collections and data sets have in common. */
export function describedOf(one: Fields, code: string) {
  const properties = propertiesOf(one.properties);
  const name = properties.$NAME;
  return {
    code,
    type: codeOf(one.type),
    name: typeof name === 'string' && name !== '' ? name : null,
    properties,
    tags: objectsOf(one.tags).flatMap((tag) => textOf(tag.code) ?? []),
    ...recordedOf(one),
  };
}
