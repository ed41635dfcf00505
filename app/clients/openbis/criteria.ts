import type { Reference } from './identifiers.ts';

/** A plain tree as it goes over the wire; every object has its `@type` and none an `@id` (protocol 2). */
export type Tree = { readonly [key: string]: unknown };

/** Kinds of things that can be searched, as the server calls them. */
export type Kind = 'space' | 'project' | 'experiment' | 'sample' | 'dataset';

export type TextMatch = 'equals' | 'contains' | 'starts' | 'ends' | 'pattern';

const javaNames: Record<Kind, string> = {
  space: 'Space',
  project: 'Project',
  experiment: 'Experiment',
  sample: 'Sample',
  dataset: 'DataSet',
};
const textValues: Record<TextMatch, string> = {
  equals: 'StringEqualToValue',
  contains: 'StringContainsValue',
  starts: 'StringStartsWithValue',
  ends: 'StringEndsWithValue',
  // Wildcards act in this form with `useWildcards` only.
  pattern: 'StringEqualToValue',
};

export function javaName(kind: Kind): string {
  return javaNames[kind];
}

/** Things of a kind for which all (or one) of the conditions hold; without conditions all that the user may see. */
export function criteria(kind: Kind, conditions: readonly Tree[], operator: 'AND' | 'OR' = 'AND'): Tree {
  return {
    '@type': `as.dto.${kind}.search.${javaNames[kind]}SearchCriteria`,
    ...(kind === 'sample' ? { relation: 'SAMPLE' } : {}),
    operator,
    criteria: conditions,
  };
}

/** Of a type with that code. */
export function typeIs(kind: 'experiment' | 'sample' | 'dataset', code: string): Tree {
  const type = `as.dto.${kind}.search.${javaNames[kind]}TypeSearchCriteria`;
  return { '@type': type, operator: 'AND', criteria: [codeIs(code)] };
}

export function tagIs(code: string): Tree {
  return { '@type': 'as.dto.tag.search.TagSearchCriteria', operator: 'AND', criteria: [codeIs(code)] };
}

/** Data sets that have (or are) parents or children for which the conditions hold. */
export function relatedDataSets(relation: 'Parents' | 'Children', conditions: readonly Tree[]): Tree {
  const type = `as.dto.dataset.search.DataSet${relation}SearchCriteria`;
  return { '@type': type, operator: 'AND', criteria: conditions };
}

export function codeIs(code: string): Tree {
  return attribute('CodeSearchCriteria', 'code', text('equals', code));
}

export function codeLike(value: string, match: TextMatch): Tree {
  return { ...attribute('CodeSearchCriteria', 'code', text(match, value)), ...wildcards(match) };
}

export function referenceIs(reference: Reference): Tree {
  const value = text('equals', reference.text);
  switch (reference.by) {
    case 'identifier':
      return attribute('IdentifierSearchCriteria', 'identifier', value);
    case 'permId':
      return attribute('PermIdSearchCriteria', 'perm_id', value);
    case 'code':
      return attribute('CodeSearchCriteria', 'code', value);
    default:
      return reference satisfies never;
  }
}

/** Free text in any field. */
export function anyFieldContains(words: string): Tree {
  return {
    '@type': 'as.dto.common.search.AnyFieldSearchCriteria',
    fieldName: 'any',
    fieldType: 'ANY_FIELD',
    fieldValue: text('contains', words),
  };
}

/** A property; its code in any letter case. */
export function propertyIs(code: string, value: string, match: TextMatch): Tree {
  return {
    '@type': 'as.dto.common.search.StringPropertySearchCriteria',
    fieldName: code.toUpperCase(),
    fieldType: 'PROPERTY',
    fieldValue: text(match, value),
    ...wildcards(match),
  };
}

/** Registered on that day or later. @param day `yyyy-MM-dd` */
export function registeredSince(day: string): Tree {
  return attribute('RegistrationDateSearchCriteria', 'registration_date', {
    '@type': 'as.dto.common.search.DateLaterThanOrEqualToValue',
    value: day,
  });
}

export function statusIs(status: string): Tree {
  return {
    '@type': 'as.dto.dataset.search.PhysicalDataSearchCriteria',
    operator: 'AND',
    criteria: [
      {
        '@type': 'as.dto.dataset.search.StatusSearchCriteria',
        fieldName: 'status',
        fieldType: 'ATTRIBUTE',
        fieldValue: status,
      },
    ],
  };
}

function attribute(type: string, fieldName: string, fieldValue: Tree): Tree {
  return { '@type': `as.dto.common.search.${type}`, fieldName, fieldType: 'ATTRIBUTE', fieldValue };
}

function text(match: TextMatch, value: string): Tree {
  return { '@type': `as.dto.common.search.${textValues[match]}`, value };
}

function wildcards(match: TextMatch): Tree {
  return match === 'pattern' ? { useWildcards: true } : {};
}
