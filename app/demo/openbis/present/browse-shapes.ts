import type { Experiment, Person, Project, Sample, Space, Tag } from '../model/entities.ts';
import { identifierOf } from '../model/identifiers.ts';
import { Dto } from '../wire/dto.ts';
import { dates, people, permId, type Shape } from './shape.ts';

export const person: Shape<Person> = {
  type: 'as.dto.person.Person',
  fields: ({ userId, firstName, lastName, registrationMs }) => ({
    permId: permId('as.dto.person.id.PersonPermId', userId),
    userId,
    firstName,
    lastName,
    email: `${userId}@lab.example`,
    registrationDate: registrationMs,
    active: true,
  }),
  relations: { space: () => null, registrator: () => null, roleAssignments: () => [] },
};

export const space: Shape<Space> = {
  type: 'as.dto.space.Space',
  fields: (entity) => ({
    permId: permId('as.dto.space.id.SpacePermId', entity.code),
    code: entity.code,
    description: entity.description,
    ...frozen('', 'ForProjects', 'ForSamples'),
    ...dates(entity),
  }),
  relations: {
    registrator: people.registrator,
    projects: (entity, { registry }) => registry.projects.filter((one) => one.space === entity),
    samples: (entity, { registry }) => registry.samples.filter((one) => one.space === entity),
  },
};

export const project: Shape<Project> = {
  type: 'as.dto.project.Project',
  fields: (entity) => ({
    permId: permId('as.dto.project.id.ProjectPermId', entity.permId),
    identifier: new Dto('as.dto.project.id.ProjectIdentifier', { identifier: identifierOf(entity) }),
    code: entity.code,
    description: entity.description,
    ...frozen('', 'ForExperiments', 'ForSamples'),
    ...dates(entity),
  }),
  relations: {
    ...people,
    space: (entity) => entity.space,
    leader: (entity) => entity.leader,
    experiments: (entity, { registry }) => registry.experiments.filter((one) => one.project === entity),
    samples: (entity, { registry }) => registry.samples.filter((one) => one.project === entity),
    attachments: () => [],
  },
};

export const experiment: Shape<Experiment> = {
  type: 'as.dto.experiment.Experiment',
  fields: (entity) => ({
    permId: permId('as.dto.experiment.id.ExperimentPermId', entity.permId),
    identifier: new Dto('as.dto.experiment.id.ExperimentIdentifier', { identifier: identifierOf(entity) }),
    code: entity.code,
    metaData: {},
    ...frozen('', 'ForDataSets', 'ForSamples'),
    ...dates(entity),
  }),
  relations: {
    ...people,
    type: (entity) => entity.type,
    project: (entity) => entity.project,
    properties: (entity) => entity.properties,
    tags: (entity) => entity.tags,
    samples: (entity, { registry }) => registry.samples.filter((one) => one.experiment === entity),
    dataSets: (entity, { registry }) => registry.dataSets.filter((one) => one.experiment === entity),
    attachments: () => [],
    materialProperties: () => ({}),
    sampleProperties: () => ({}),
  },
};

export const sample: Shape<Sample> = {
  type: 'as.dto.sample.Sample',
  fields: (entity) => ({
    permId: permId('as.dto.sample.id.SamplePermId', entity.permId),
    identifier: new Dto('as.dto.sample.id.SampleIdentifier', { identifier: identifierOf(entity) }),
    code: entity.code,
    metaData: {},
    ...frozen('', 'ForComponents', 'ForChildren', 'ForParents', 'ForDataSets'),
    ...dates(entity),
  }),
  relations: {
    ...people,
    type: (entity) => entity.type,
    space: (entity) => entity.space,
    project: (entity) => entity.project,
    experiment: (entity) => entity.experiment,
    properties: (entity) => entity.properties,
    tags: (entity) => entity.tags,
    parents: (entity) => entity.parents,
    children: (entity) => entity.children,
    container: (entity) => entity.container,
    components: (entity) => entity.components,
    dataSets: (entity, { registry }) => registry.dataSets.filter((one) => one.sample === entity),
    attachments: () => [],
    materialProperties: () => ({}),
    sampleProperties: () => ({}),
    parentsRelationships: () => ({}),
    childrenRelationships: () => ({}),
  },
};

export const tag: Shape<Tag> = {
  type: 'as.dto.tag.Tag',
  fields: ({ code, owner, registrationMs }) => ({
    permId: permId('as.dto.tag.id.TagPermId', `/${owner.userId}/${code}`),
    code,
    description: null,
    private: true,
    registrationDate: registrationMs,
  }),
  relations: {
    owner: ({ owner }) => owner,
    dataSets: (entity, { registry }) => registry.dataSets.filter((one) => one.tags.includes(entity)),
    samples: (entity, { registry }) => registry.samples.filter((one) => one.tags.includes(entity)),
    experiments: (entity, { registry }) => registry.experiments.filter((one) => one.tags.includes(entity)),
  },
};

/** Nothing is ever frozen here. */
export function frozen(...names: string[]): Record<string, boolean> {
  return Object.fromEntries(names.map((name) => [`frozen${name}`, false]));
}
