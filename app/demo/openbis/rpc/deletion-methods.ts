import type { DataSet, Deletion, Experiment, Sample } from '../model/entities.ts';
import { mayRead } from '../present/read-rights.ts';
import { requireById } from '../store/find.ts';
import type { Registry } from '../store/registry.ts';
import { Dto } from '../wire/dto.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Input, isObject, listOf, numberOf, textOf } from '../wire/input.ts';
import { type Desk, type Method, type Methods, requireWriter, type SignedIn, signedIn } from './desk.ts';

type Deletable = DataSet | Sample | Experiment;

/** Datasets, objects and collections go to the trash first, projects and spaces go at once. */
export function deletionMethods(desk: Desk): Methods {
  return {
    deleteDataSets: trashMethod(desk, ({ dataSets }) => dataSets),
    deleteSamples: trashMethod(desk, ({ samples }) => samples),
    deleteExperiments: trashMethod(desk, ({ experiments }) => experiments),
    deleteProjects: emptyMethod(
      desk,
      ({ projects }) => projects,
      'Project',
      ({ experiments, samples }, project) => [...experiments, ...samples].some((one) => one.project === project),
    ),
    deleteSpaces: emptyMethod(
      desk,
      ({ spaces }) => spaces,
      'Space',
      ({ projects, samples }, space) => [...projects, ...samples].some((one) => one.space === space),
    ),
    confirmDeletions: signedIn(desk, ([ids], call) => {
      for (const deletion of takeDeletions(ids, call)) for (const entity of deletion.deleted) forget(entity);
      return null;
    }),
    revertDeletions: signedIn(desk, ([ids], call) => {
      for (const { deleted } of takeDeletions(ids, call)) for (const entity of deleted) putBack(desk.registry, entity);
      return null;
    }),
  };
}

function trashMethod(desk: Desk, all: (registry: Registry) => Deletable[]): Method {
  return signedIn(desk, ([ids, options], { person, registry, nowMs }) => {
    requireWriter(person, 'deletions');
    const list = all(registry);
    const visible = list.filter((one) => mayRead(person, one));
    const deleted = listOf(ids).map((id) => requireById(visible, id, 'Object'));
    const reason = isObject(options) ? (textOf(options.reason) ?? '') : '';
    if (reason === '') throw new UserFailure('Deletion reason cannot be null or empty.');
    for (const entity of deleted) list.splice(list.indexOf(entity), 1);
    const techId = registry.newNumber();
    registry.deletions.push({ kind: 'deletion', techId, reason, deleted, registrationMs: nowMs });
    return new Dto('as.dto.deletion.id.DeletionTechId', { techId, id: techId });
  });
}

function emptyMethod<E extends Registry['projects'][number] | Registry['spaces'][number]>(
  desk: Desk,
  all: (registry: Registry) => E[],
  what: string,
  isUsed: (registry: Registry, entity: E) => boolean,
): Method {
  return signedIn(desk, ([ids], { person, registry }) => {
    requireWriter(person, 'deletions');
    const list = all(registry);
    for (const id of listOf(ids)) {
      const entity = requireById(list, id, what);
      if (isUsed(registry, entity)) throw new UserFailure(`${what} '${entity.code}' is being used.`);
      list.splice(list.indexOf(entity), 1);
    }
    return null;
  });
}

/** Takes them out of the trash. */
function takeDeletions(ids: Input, { person, registry }: SignedIn): Deletion[] {
  requireWriter(person, 'deletions');
  return listOf(ids).map((id) => {
    const techId = isObject(id) ? (numberOf(id.techId) ?? numberOf(id.id)) : numberOf(id);
    const found = registry.deletions.find((one) => one.techId === techId);
    if (found === undefined) throw new UserFailure(`Deletion '${techId}' does not exist.`);
    registry.deletions.splice(registry.deletions.indexOf(found), 1);
    return found;
  });
}

/** Others lose it as a relative. */
function forget(entity: Deletable): void {
  if (entity.kind === 'experiment') return;
  for (const parent of [...entity.parents]) remove(parent.children, entity);
  for (const child of [...entity.children]) remove(child.parents, entity);
  if (entity.kind === 'dataSet') for (const container of entity.containers) remove(container.components, entity);
}

function remove(list: unknown[], entity: unknown): void {
  const at = list.indexOf(entity);
  if (at >= 0) list.splice(at, 1);
}

function putBack(registry: Registry, entity: Deletable): void {
  switch (entity.kind) {
    case 'dataSet':
      registry.dataSets.push(entity);
      break;
    case 'sample':
      registry.samples.push(entity);
      break;
    case 'experiment':
      registry.experiments.push(entity);
      break;
    default:
      entity satisfies never;
  }
}
