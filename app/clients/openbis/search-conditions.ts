import type { DataSetQuery, Query } from './api.ts';
import {
  anyFieldContains,
  codeIs,
  codeLike,
  criteria,
  propertyIs,
  referenceIs,
  registeredSince,
  relatedDataSets,
  statusIs,
  type Tree,
  tagIs,
  typeIs,
} from './criteria.ts';
import { objectReferenceOf, referenceOf } from './identifiers.ts';

type SearchedKind = 'experiment' | 'sample' | 'dataset';

/** Conditions that all searches know. */
function commonConditions(kind: SearchedKind, query: Query): Tree[] {
  const conditions: Tree[] = [];
  const words = query.text?.trim().split(/\s+/) ?? [];
  for (const word of words) if (word !== '') conditions.push(anyFieldContains(word));
  if (query.code !== undefined) conditions.push(codeLike(query.code, /[*?]/.test(query.code) ? 'pattern' : 'equals'));
  if (query.type !== undefined) conditions.push(typeIs(kind, query.type));
  for (const { code, value, match } of query.properties ?? [])
    conditions.push(propertyIs(code, value, match ?? 'equals'));
  if (query.tag !== undefined) conditions.push(tagIs(query.tag));
  if (query.registeredSince !== undefined) conditions.push(registeredSince(query.registeredSince));
  return conditions;
}

export function projectCriteria(space: string | undefined): Tree {
  return criteria('project', space === undefined ? [] : [inSpace(space)]);
}

export function collectionCriteria(query: Query): Tree {
  const conditions = commonConditions('experiment', query);
  if (query.project !== undefined) conditions.push(inProject(query.project));
  if (query.space !== undefined) conditions.push(criteria('project', [inSpace(query.space)]));
  return criteria('experiment', conditions);
}

export function objectCriteria(query: Query & { collection?: string }): Tree {
  const conditions = commonConditions('sample', query);
  if (query.project !== undefined) conditions.push(inProject(query.project));
  if (query.space !== undefined) conditions.push(inSpace(query.space));
  if (query.collection !== undefined) conditions.push(inCollection(query.collection));
  return criteria('sample', conditions);
}

/** Data sets lie in projects and spaces by way of their collection only (protocol 6.2). */
export function dataSetCriteria(query: DataSetQuery): Tree {
  const conditions = commonConditions('dataset', query);
  if (query.object !== undefined) conditions.push(criteria('sample', [referenceIs(objectReferenceOf(query.object))]));
  if (query.collection !== undefined) conditions.push(inCollection(query.collection));
  if (query.project !== undefined) conditions.push(criteria('experiment', [inProject(query.project)]));
  if (query.space !== undefined) conditions.push(criteria('experiment', [criteria('project', [inSpace(query.space)])]));
  if (query.status !== undefined) conditions.push(statusIs(query.status));
  if (query.childOf !== undefined) conditions.push(relatedDataSets('Parents', [codeIs(query.childOf)]));
  if (query.parentOf !== undefined) conditions.push(relatedDataSets('Children', [codeIs(query.parentOf)]));
  return criteria('dataset', conditions);
}

function inSpace(code: string): Tree {
  return criteria('space', [codeIs(code)]);
}

function inProject(reference: string): Tree {
  return criteria('project', [referenceIs(referenceOf(reference))]);
}

function inCollection(reference: string): Tree {
  return criteria('experiment', [referenceIs(referenceOf(reference))]);
}
