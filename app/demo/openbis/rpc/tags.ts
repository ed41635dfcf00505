import type { Tag } from '../model/entities.ts';
import { hasCode, idText } from '../store/find.ts';
import { type Input, objectOf } from '../wire/input.ts';
import type { SignedIn } from './desk.ts';

/** The person's own tag of that code; made where there is none. */
export function tagOf(id: Input, { registry, person, nowMs }: SignedIn): Tag {
  const code = idText(objectOf(id, 'Tag id')).replace(/^.*\//s, '');
  const known = registry.tags.find((tag) => tag.owner === person && hasCode(code)(tag));
  if (known !== undefined) return known;
  const made: Tag = { kind: 'tag', code, owner: person, registrationMs: nowMs };
  registry.tags.push(made);
  return made;
}
