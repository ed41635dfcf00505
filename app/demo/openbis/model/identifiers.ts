import type { Experiment, Project, Sample } from './entities.ts';

/** Path-like name of an entity, as the server writes it. */
export function identifierOf(entity: Project | Experiment | Sample): string {
  switch (entity.kind) {
    case 'project':
      return `/${entity.space.code}/${entity.code}`;
    case 'experiment':
      return `${identifierOf(entity.project)}/${entity.code}`;
    case 'sample':
      return sampleIdentifier(entity);
    default:
      return entity satisfies never;
  }
}

function sampleIdentifier({ code, space, project, container }: Sample): string {
  const name = container === null ? code : `${container.code}:${code}`;
  if (project !== null) return `${identifierOf(project)}/${name}`;
  return space === null ? `/${name}` : `/${space.code}/${name}`;
}
