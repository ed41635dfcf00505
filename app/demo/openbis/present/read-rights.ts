import type { Entity, Person, Space } from '../model/entities.ts';

/** What lies in a space is visible to those who see the space, everything else to all. */
export function mayRead(person: Person, entity: Entity): boolean {
  const space = spaceOf(entity);
  return space === null || person.spaces === 'all' || person.spaces.includes(space.code);
}

export function spaceOf(entity: Entity): Space | null {
  switch (entity.kind) {
    case 'space':
      return entity;
    case 'project':
      return entity.space;
    case 'experiment':
      return entity.project.space;
    case 'sample':
      return entity.space;
    case 'dataSet':
      return entity.sample?.space ?? entity.experiment?.project.space ?? null;
    default:
      return null;
  }
}
