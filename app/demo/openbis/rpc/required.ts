import type { EntityType } from '../model/entities.ts';
import { hasCode } from '../store/find.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Input, isObject, textOf } from '../wire/input.ts';

/** The type of a code, or of an id DTO. */
export function requireType(types: readonly EntityType[], id: Input, what: string): EntityType {
  const code = isObject(id) ? textOf(id.permId) : textOf(id);
  if (code === undefined || code === '') throw new UserFailure(`${what} cannot be null.`);
  const found = types.find(hasCode(code));
  if (found === undefined) throw new UserFailure(`${what} '${code}' does not exist.`);
  return found;
}
