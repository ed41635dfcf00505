import type { EntityType, Experiment, Project, Sample, Space } from '../model/entities.ts';
import { checkedProperties } from '../model/property-values.ts';
import { mayRead } from '../present/read-rights.ts';
import { permId } from '../present/shape.ts';
import { hasCode, requireById } from '../store/find.ts';
import type { Value } from '../wire/dto.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Input, type InputObject, listOf, objectOf, textOf } from '../wire/input.ts';
import { type Desk, type Method, type Methods, requireText, requireWriter, type SignedIn, signedIn } from './desk.ts';
import { changeRelatives } from './relatives.ts';
import { requireType } from './required.ts';
import { tagOf } from './tags.ts';
import { changedField, changedList } from './updates.ts';

/** Making and changing spaces, projects, collections and objects. */
export function entityMethods(desk: Desk): Methods {
  return {
    createSpaces: each(desk, createSpace),
    updateSpaces: each(desk, (update, { registry }) => {
      describe(requireById(registry.spaces, update.spaceId, 'Space'), update);
      return null;
    }),
    createProjects: each(desk, createProject),
    updateProjects: each(desk, (update, { registry }) => {
      describe(requireById(registry.projects, update.projectId, 'Project'), update);
      return null;
    }),
    createExperiments: each(desk, createExperiment),
    updateExperiments: each(desk, updateExperiment),
    createSamples: each(desk, createSample),
    updateSamples: each(desk, updateSample),
  };
}

/** A method for a list; it gives the new ids, or nothing. */
function each(desk: Desk, work: (input: InputObject, call: SignedIn) => Value): Method {
  return signedIn(desk, (params, call) => {
    requireWriter(call.person, 'changes');
    const results = listOf(params[0]).map((one) => work(objectOf(one, 'Parameter'), call));
    return results.every((one) => one === null) ? null : results;
  });
}

/** Letters, digits and a few signs, in capitals. */
function checkedCode(input: Input): string {
  const code = requireText(input, 'Code').toUpperCase();
  if (/^[A-Z0-9_.-]+$/.test(code)) return code;
  throw new UserFailure(`Given code '${code}' contains illegal characters (allowed: A-Z, a-z, 0-9 and _, -, .)`);
}

function registered({
  person,
  nowMs,
}: SignedIn): Pick<Space, 'registrationMs' | 'modificationMs' | 'registrator' | 'modifier'> {
  return { registrationMs: nowMs, modificationMs: nowMs, registrator: person, modifier: person };
}

function createSpace(input: InputObject, call: SignedIn): Value {
  const code = checkedCode(input.code);
  if (call.registry.spaces.some(hasCode(code))) throw new UserFailure(`Space '${code}' already exists.`);
  const description = textOf(input.description) ?? '';
  call.registry.spaces.push({ kind: 'space', code, description, ...registered(call) });
  return permId('as.dto.space.id.SpacePermId', code);
}

function describe(entity: Space | Project, { description }: InputObject): void {
  const changed = changedField(description);
  if (changed !== undefined) entity.description = textOf(changed.value) ?? '';
}

function visible<E extends Space | Project | Experiment | Sample>(all: readonly E[], { person }: SignedIn): E[] {
  return all.filter((one) => mayRead(person, one));
}

function createProject(input: InputObject, call: SignedIn): Value {
  const { registry, nowMs } = call;
  const space = requireById(visible(registry.spaces, call), input.spaceId, 'Space');
  const made: Project = {
    ...{ kind: 'project', permId: registry.newPermId(nowMs), code: checkedCode(input.code), space, leader: null },
    ...{ description: textOf(input.description) ?? '', ...registered(call) },
  };
  refuseTwice(
    registry.projects.some((one) => one.space === space && one.code === made.code),
    made.code,
  );
  registry.projects.push(made);
  return permId('as.dto.project.id.ProjectPermId', made.permId);
}

function refuseTwice(exists: boolean, code: string): void {
  if (exists) throw new UserFailure(`An object with the code '${code}' already exists there.`);
}

function createExperiment(input: InputObject, call: SignedIn): Value {
  const { registry, nowMs } = call;
  if (!input.projectId) throw new UserFailure('Project id cannot be null.');
  const project = requireById(visible(registry.projects, call), input.projectId, 'Project');
  const type = requireType(registry.experimentTypes, input.typeId, 'Experiment type');
  const made: Experiment = {
    ...{ kind: 'experiment', permId: registry.newPermId(nowMs), code: checkedCode(input.code), project, type },
    ...{ properties: checkedProperties(type, input.properties), ...registered(call) },
    tags: listOf(input.tagIds).map((id) => tagOf(id, call)),
  };
  refuseTwice(
    registry.experiments.some((one) => one.project === project && one.code === made.code),
    made.code,
  );
  registry.experiments.push(made);
  return permId('as.dto.experiment.id.ExperimentPermId', made.permId);
}

function updateExperiment(update: InputObject, call: SignedIn): Value {
  const { registry } = call;
  const experiment = requireById(visible(registry.experiments, call), update.experimentId, 'Experiment');
  changeCommon(experiment, update, call);
  const project = changedField(update.projectId);
  if (project !== undefined)
    experiment.project = requireById(visible(registry.projects, call), project.value, 'Project');
  return null;
}

function createSample(input: InputObject, call: SignedIn): Value {
  const { registry, nowMs } = call;
  const type = requireType(registry.sampleTypes, input.typeId, 'Sample type');
  const code = input.autoGeneratedCode === true ? `S${registry.newNumber()}` : checkedCode(input.code);
  const made: Sample = {
    ...{ kind: 'sample', permId: registry.newPermId(nowMs), code, type, ...placeOf(input, call) },
    ...{ components: [], parents: [], children: [], properties: checkedProperties(type, input.properties) },
    ...{ tags: listOf(input.tagIds).map((id) => tagOf(id, call)), ...registered(call) },
  };
  refuseTwice(
    registry.samples.some((one) => isSamePlace(one, made) && one.code === code),
    code,
  );
  changeRelatives(made, asSet(input.parentIds), asSet(input.childIds), (id) => sampleOf(id, call));
  made.container?.components.push(made);
  registry.samples.push(made);
  return permId('as.dto.sample.id.SamplePermId', made.permId);
}

/** New relatives, in the form of an update. */
function asSet(items: Input): Input {
  return { actions: [{ '@type': 'ListUpdateActionSet', items: listOf(items) }] };
}

function sampleOf(id: Input, call: SignedIn): Sample {
  return requireById(visible(call.registry.samples, call), id, 'Sample');
}

/** A collection brings its project along, a project its space. */
function placeOf(input: InputObject, call: SignedIn): Pick<Sample, 'space' | 'project' | 'experiment' | 'container'> {
  const { registry } = call;
  const find = <E extends Space | Project | Experiment>(all: readonly E[], id: Input, what: string): E | null =>
    id === null || id === undefined ? null : requireById(visible(all, call), id, what);
  const experiment = find(registry.experiments, input.experimentId, 'Experiment');
  const project = find(registry.projects, input.projectId, 'Project') ?? experiment?.project ?? null;
  const space = find(registry.spaces, input.spaceId, 'Space') ?? project?.space ?? null;
  const container = input.containerId ? sampleOf(input.containerId, call) : null;
  return { space, project, experiment, container };
}

function isSamePlace(a: Sample, b: Sample): boolean {
  return a.space === b.space && a.project === b.project && a.container === b.container;
}

/** What is absent stays as it is. */
function updateSample(update: InputObject, call: SignedIn): Value {
  const { registry } = call;
  const sample = sampleOf(update.sampleId, call);
  changeCommon(sample, update, call);
  changeRelatives(sample, update.parentIds, update.childIds, (id) => sampleOf(id, call));
  changeField(update.spaceId, registry.spaces, call, (space) => Object.assign(sample, { space }));
  changeField(update.projectId, registry.projects, call, (project) => Object.assign(sample, { project }));
  changeField(update.experimentId, registry.experiments, call, (experiment) => Object.assign(sample, { experiment }));
  return null;
}

function changeField<E extends Space | Project | Experiment>(
  update: Input,
  all: readonly E[],
  call: SignedIn,
  set: (value: E | null) => void,
): void {
  const changed = changedField(update);
  if (changed !== undefined)
    set(changed.value === null ? null : requireById(visible(all, call), changed.value, 'Object'));
}

function changeCommon(entity: { type: EntityType } & (Sample | Experiment), update: InputObject, call: SignedIn): void {
  entity.properties = checkedProperties(entity.type, update.properties, entity.properties);
  entity.tags = changedList(entity.tags, update.tagIds, (id) => tagOf(id, call));
  Object.assign(entity, { modificationMs: call.nowMs, modifier: call.person });
}
