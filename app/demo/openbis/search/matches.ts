import type { Entity, Properties } from '../model/entities.ts';
import { identifierOf } from '../model/identifiers.ts';
import type { View } from '../present/shape.ts';
import { shapeOf } from '../present/shapes.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Input, type InputObject, isObject, listOf, simpleTypeOf, textOf } from '../wire/input.ts';
import { codeOf, permIdOf } from './attributes.ts';
import { testOf } from './values.ts';

type Match = (entity: Entity) => boolean;

/** Reads a composite criterion; none, or one without `criteria`, fits everything. */
export function matchOf(criteria: Input, view: View): Match {
  if (!isObject(criteria)) return () => true;
  const parts = listOf(criteria.criteria).map((part) => partOf(part, view));
  if (parts.length === 0) return () => true;
  const matches: Match =
    criteria.operator === 'OR'
      ? (entity) => parts.some((part) => part(entity))
      : (entity) => parts.every((part) => part(entity));
  return criteria.negated === true ? (entity) => !matches(entity) : matches;
}

function partOf(part: Input, view: View): Match {
  if (!isObject(part)) throw new UserFailure('Criteria cannot be null.');
  const type = simpleTypeOf(part);
  const value = leaves[type];
  if (value !== undefined) {
    const test = testOf(part.fieldValue, part.useWildcards === true);
    const read = value(part);
    return (entity) => read(entity).some(test);
  }
  const list = listLeaves[type];
  if (list !== undefined) {
    const wanted = new Set(listOf(part.fieldValue ?? part.dataStoreKinds).map((one) => textOf(one)?.toLowerCase()));
    return (entity) => wanted.has(list(entity).toLowerCase());
  }
  return relationMatch(part, type, view);
}

const listLeaves: Readonly<Record<string, (entity: Entity) => string>> = {
  CodesSearchCriteria: codeOf,
  NamesSearchCriteria: codeOf,
  UserIdsSearchCriteria: codeOf,
  DataStoreKindSearchCriteria: (entity) => (codeOf(entity) === 'AFS' ? 'AFS' : 'DSS'),
};

/** What a leaf looks at; several values fit if one does. */
const leaves: Readonly<Record<string, (leaf: InputObject) => (entity: Entity) => readonly string[]>> = {
  CodeSearchCriteria: () => (entity) => [codeOf(entity)],
  NameSearchCriteria: () => (entity) => [codeOf(entity)],
  UserIdSearchCriteria: () => (entity) => [codeOf(entity)],
  PermIdSearchCriteria: () => (entity) => [permIdOf(entity)],
  IdentifierSearchCriteria: () => (entity) => [namesOf(entity)].flat(),
  DescriptionSearchCriteria: () => (entity) => ['description' in entity ? entity.description : ''],
  PersonalAccessTokenSessionNameSearchCriteria: () => (entity) => ['sessionName' in entity ? entity.sessionName : ''],
  LabelSearchCriteria: () => (entity) => ['label' in entity ? entity.label : ''],
  RegistrationDateSearchCriteria: () => (entity) => ['registrationMs' in entity ? String(entity.registrationMs) : ''],
  ModificationDateSearchCriteria: () => (entity) => ['modificationMs' in entity ? String(entity.modificationMs) : ''],
  StatusSearchCriteria: () => (entity) => ['status' in entity ? entity.status : ''],
  StringPropertySearchCriteria: propertyLeaf,
  NumberPropertySearchCriteria: propertyLeaf,
  DatePropertySearchCriteria: propertyLeaf,
  BooleanPropertySearchCriteria: propertyLeaf,
  ControlledVocabularyPropertySearchCriteria: propertyLeaf,
  AnyPropertySearchCriteria: () => (entity) => Object.values(propertiesOf(entity)),
  AnyStringPropertySearchCriteria: () => (entity) => Object.values(propertiesOf(entity)),
  AnyFieldSearchCriteria: () => (entity) => [
    codeOf(entity),
    permIdOf(entity),
    ...namesOf(entity),
    ...Object.values(propertiesOf(entity)),
  ],
};

function propertyLeaf({ fieldName }: InputObject): (entity: Entity) => readonly string[] {
  const code = (textOf(fieldName) ?? '').toUpperCase();
  return (entity) => {
    const value = propertiesOf(entity)[code];
    return value === undefined ? [] : [value];
  };
}

function propertiesOf(entity: Entity): Properties {
  return 'properties' in entity ? entity.properties : {};
}

function namesOf(entity: Entity): string[] {
  return entity.kind === 'sample' || entity.kind === 'experiment' || entity.kind === 'project'
    ? [identifierOf(entity)]
    : [];
}

/** By type of the nested criteria: the relations it may mean, of which an entity has one. */
const relations: Readonly<Record<string, readonly string[]>> = {
  SpaceSearchCriteria: ['space'],
  ProjectSearchCriteria: ['project', 'projects'],
  ExperimentSearchCriteria: ['experiment', 'experiments'],
  SampleSearchCriteria: ['sample', 'samples'],
  DataSetSearchCriteria: ['dataSets'],
  SampleParentsSearchCriteria: ['parents'],
  SampleChildrenSearchCriteria: ['children'],
  SampleContainerSearchCriteria: ['container'],
  DataSetParentsSearchCriteria: ['parents'],
  DataSetChildrenSearchCriteria: ['children'],
  DataSetContainerSearchCriteria: ['containers'],
  DataSetTypeSearchCriteria: ['type'],
  SampleTypeSearchCriteria: ['type'],
  ExperimentTypeSearchCriteria: ['type'],
  EntityTypeSearchCriteria: ['type', 'entityType'],
  TagSearchCriteria: ['tags'],
  PhysicalDataSearchCriteria: ['physicalData'],
  LinkedDataSearchCriteria: ['linkedData'],
  ExternalDmsSearchCriteria: ['externalDms'],
  DataStoreSearchCriteria: ['dataStore'],
  RegistratorSearchCriteria: ['registrator'],
  ModifierSearchCriteria: ['modifier'],
  PersonSearchCriteria: ['owner', 'registrator'],
  VocabularySearchCriteria: ['vocabulary'],
  PropertyAssignmentSearchCriteria: ['propertyAssignments'],
  PropertyTypeSearchCriteria: ['propertyType'],
};

/** A relation fits if one of the entities there does; `No…` fits where there is none. */
function relationMatch(criteria: InputObject, type: string, view: View): Match {
  const isAbsence = /^No[A-Z]/.test(type);
  const names = relations[isAbsence ? type.slice(2) : type];
  if (names === undefined) throw new UserFailure(`Criteria of type ${type} are not supported.`);
  const nested = matchOf(criteria, view);
  return (entity) => {
    // Criteria of a thing within criteria of the same thing are brackets.
    if (type.toLowerCase() === `${entity.kind}SearchCriteria`.toLowerCase()) return nested(entity);
    const shape = shapeOf(entity);
    const relation = names.map((name) => shape.relations[name]).find((one) => one !== undefined);
    if (relation === undefined) throw new UserFailure(`Criteria of type ${type} are not supported here.`);
    const related = relation(entity, view);
    // Only maps of properties are no entities, and no criterion leads to them.
    const others = (related === null ? [] : [related].flat()) as Entity[];
    return isAbsence ? others.length === 0 : others.some(nested);
  };
}
