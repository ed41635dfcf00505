import type { Entity } from '../model/entities.ts';
import { identifierOf } from '../model/identifiers.ts';
import { codeOf, permIdOf } from '../search/attributes.ts';
import { NotFound, UserFailure } from '../wire/failures.ts';
import { type Input, type InputObject, isObject, simpleTypeOf, textOf } from '../wire/input.ts';

/** Finds what an id DTO names, in any letter case. */
export function findById<E extends Entity>(entities: readonly E[], id: InputObject): E | undefined {
  const wanted = idText(id).toUpperCase();
  const path = textOf(id.identifier);
  if (path !== undefined) {
    const slashed = wanted.startsWith('/') ? wanted : `/${wanted}`;
    return entities.find((one) => hasIdentifier(one) && identifierOf(one) === slashed);
  }
  const owner = textOf(id.vocabularyCode)?.toUpperCase();
  return entities.find(
    (one) =>
      (permIdOf(one).toUpperCase() === wanted || ('techId' in one && String(one.techId) === wanted)) &&
      (owner === undefined || (one.kind === 'vocabularyTerm' && one.vocabulary.code === owner)),
  );
}

/** As `findById`, but what is not there is an error. */
export function requireById<E extends Entity>(entities: readonly E[], id: Input, what: string): E {
  if (!isObject(id)) throw new UserFailure(`${what} id cannot be null.`);
  const found = findById(entities, id);
  if (found === undefined) throw new NotFound(simpleTypeOf(id), idText(id));
  return found;
}

/** As the client wrote it. */
export function idText({ permId, identifier, code, techId }: InputObject): string {
  const text = textOf(identifier) ?? textOf(permId) ?? textOf(code) ?? textOf(techId);
  if (text === undefined) throw new UserFailure('Id cannot be null.');
  return text;
}

function hasIdentifier(entity: Entity): entity is Entity & { kind: 'project' | 'experiment' | 'sample' } {
  return entity.kind === 'project' || entity.kind === 'experiment' || entity.kind === 'sample';
}

export function hasCode(code: string): (entity: Entity) => boolean {
  const wanted = code.trim().toUpperCase();
  return (entity) => codeOf(entity).toUpperCase() === wanted;
}
