import type { Entity } from '../model/entities.ts';

/** Empty for what has no code. */
export function codeOf(entity: Entity): string {
  if ('code' in entity) return entity.code;
  switch (entity.kind) {
    case 'person':
      return entity.userId;
    case 'plugin':
      return entity.name;
    case 'propertyAssignment':
      return entity.propertyType.code;
    default:
      return '';
  }
}

export function permIdOf(entity: Entity): string {
  if (entity.kind === 'tag') return `/${entity.owner.userId}/${entity.code}`;
  return 'permId' in entity ? entity.permId : codeOf(entity);
}
