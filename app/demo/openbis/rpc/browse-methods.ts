import type { Entity, EntityType, Person } from '../model/entities.ts';
import { Presenter } from '../present/presenter.ts';
import { mayRead } from '../present/read-rights.ts';
import type { View } from '../present/shape.ts';
import { entityKindOf } from '../present/type-shapes.ts';
import { arrange } from '../search/arrange.ts';
import { matchOf } from '../search/matches.ts';
import { findById, idText } from '../store/find.ts';
import type { Registry } from '../store/registry.ts';
import { Dto, type Value } from '../wire/dto.ts';
import { type Input, isObject, listOf, textOf } from '../wire/input.ts';
import { type Desk, type Method, type Methods, signedIn } from './desk.ts';

/** By the plural in the names of the methods `search…` and `get…`. */
const collections: Readonly<Record<string, (registry: Registry, person: Person) => readonly Entity[]>> = {
  Spaces: ({ spaces }) => spaces,
  Projects: ({ projects }) => projects,
  Experiments: ({ experiments }) => experiments,
  Samples: ({ samples }) => samples,
  DataSets: ({ dataSets }) => dataSets,
  DataSetTypes: ({ dataSetTypes }) => dataSetTypes,
  SampleTypes: ({ sampleTypes }) => sampleTypes,
  ExperimentTypes: ({ experimentTypes }) => experimentTypes,
  MaterialTypes: () => [],
  PropertyTypes: ({ propertyTypes }) => propertyTypes,
  Vocabularies: ({ vocabularies }) => vocabularies,
  VocabularyTerms: ({ vocabularies }) => vocabularies.flatMap(({ terms }) => terms),
  DataStores: ({ dataStores }) => dataStores,
  Persons: ({ persons }) => persons,
  Plugins: ({ plugins }) => plugins,
  Tags: ({ tags }, person) => tags.filter(({ owner }) => owner === person),
  ExternalDataManagementSystems: ({ externalDms }) => externalDms,
  Deletions: ({ deletions }) => deletions,
  SemanticAnnotations: () => [],
  AuthorizationGroups: () => [],
  RoleAssignments: () => [],
};

/** `search…` and `get…` of everything that can be looked at. */
export function browseMethods(desk: Desk): Methods {
  const methods = Object.entries(collections).flatMap(([plural, all]): [string, Method][] => [
    [`search${plural}`, searchMethod(desk, all)],
    [`get${plural}`, getMethod(desk, all)],
  ]);
  return Object.fromEntries(methods);
}

type Collection = (registry: Registry, person: Person) => readonly Entity[];

function searchMethod(desk: Desk, all: Collection): Method {
  const turns = { taken: 0 };
  return signedIn(desk, ([criteria, options], view) => {
    const fits = matchOf(criteria, view);
    const found = all(desk.registry, view.person).filter((one) => mayRead(view.person, one) && fits(one));
    const ordered = desk.settings.unstableOrder && !isSorted(options) ? rotate(found, turns) : found;
    return searchResult(ordered, options, view, desk.settings.dedupe);
  });
}

/** `totalCount` knows nothing of pages. */
export function searchResult(found: readonly Entity[], options: Input, view: View, dedupe: boolean): Value {
  const presenter = new Presenter(view, dedupe);
  return new Dto('as.dto.common.search.SearchResult', {
    objects: arrange(found, options).map((one) => presenter.present(one, options)),
    totalCount: found.length,
  });
}

function isSorted(options: Input): boolean {
  return isObject(options) && isObject(options.sort);
}

/** As a database may, which orders only when it is told to. */
function rotate(found: readonly Entity[], turns: { taken: number }): readonly Entity[] {
  turns.taken += 1;
  const by = (turns.taken * 7) % Math.max(1, found.length);
  return [...found.slice(by), ...found.slice(0, by)];
}

/** Answers by the texts of the request; what is missing or invisible is absent. */
function getMethod(desk: Desk, all: Collection): Method {
  return signedIn(desk, ([ids, options], view) => {
    const presenter = new Presenter(view, desk.settings.dedupe);
    const entities = all(desk.registry, view.person);
    const answer: Record<string, Value> = {};
    for (const id of listOf(ids)) {
      if (!isObject(id)) continue;
      const found = findById(entities, id);
      if (found === undefined || !mayRead(view.person, found)) continue;
      const entityKind = textOf(id.entityKind);
      if (entityKind !== undefined && isType(found) && entityKindOf(found) !== entityKind) continue;
      answer[keyOf(found, idText(id), entityKind)] = presenter.present(found, options);
    }
    return answer;
  });
}

function isType(entity: Entity): entity is EntityType {
  return entity.kind === 'dataSetType' || entity.kind === 'sampleType' || entity.kind === 'experimentType';
}

function keyOf(found: Entity, text: string, entityKind: string | undefined): string {
  if (found.kind === 'vocabularyTerm') return `${text} (${found.vocabulary.code})`;
  return entityKind !== undefined && isType(found) ? `${text} (${entityKind})` : text;
}
