import { javaName, type Kind, type Tree } from './criteria.ts';

/** A page of results; the first has `from` 0. */
export interface Page {
  from: number;
  count: number;
}

export type SortField = 'CODE' | 'IDENTIFIER' | 'PERM_ID' | 'REGISTRATION_DATE' | 'MODIFICATION_DATE' | 'TYPE';

export interface Sorting {
  field: SortField;
  ascending: boolean;
}

const person = options('person', 'Person');
const tags = options('tag', 'Tag');
const properties = options('property', 'Property');
const project = options('project', 'Project', { space: options('space', 'Space') });
const sampleType = options('sample', 'SampleType');
const experimentType = options('experiment', 'ExperimentType');
const described = { properties, tags, registrator: person, modifier: person };

export const spaceOptions: Tree = options('space', 'Space', { registrator: person });
export const projectOptions: Tree = options('project', 'Project', {
  space: options('space', 'Space'),
  leader: person,
  registrator: person,
  modifier: person,
});
export const collectionOptions: Tree = options('experiment', 'Experiment', {
  type: experimentType,
  project,
  ...described,
});

/** @param withProject servers that know no objects of projects refuse to tell them */
export function objectOptions(withProject: boolean): Tree {
  return options('sample', 'Sample', {
    type: sampleType,
    space: options('space', 'Space'),
    ...(withProject ? { project } : {}),
    experiment: options('experiment', 'Experiment', { project }),
    container: options('sample', 'Sample'),
    ...described,
  });
}

/** With the objects around it. */
export function objectDetailOptions(withProject: boolean): Tree {
  const plain = options('sample', 'Sample', { type: sampleType });
  return { ...objectOptions(withProject), parents: plain, children: plain, components: plain };
}

const dataSetRelations = {
  type: options('dataset', 'DataSetType'),
  dataStore: options('datastore', 'DataStore'),
  physicalData: options('dataset', 'PhysicalData'),
  linkedData: options('dataset', 'LinkedData', { externalDms: options('externaldms', 'ExternalDms') }),
  experiment: options('experiment', 'Experiment', { project, type: experimentType }),
  sample: options('sample', 'Sample', { type: sampleType }),
  ...described,
};
const plainDataSet = options('dataset', 'DataSet');

export const dataSetOptions: Tree = options('dataset', 'DataSet', dataSetRelations);
/** With the data sets around it. */
export const dataSetDetailOptions: Tree = options('dataset', 'DataSet', {
  ...dataSetRelations,
  ...{ parents: plainDataSet, children: plainDataSet, containers: plainDataSet, components: plainDataSet },
});

/** All that a form needs, in one answer. */
export const dataSetTypeOptions: Tree = options('dataset', 'DataSetType', {
  propertyAssignments: options('property', 'PropertyAssignment', {
    propertyType: options('property', 'PropertyType', {
      vocabulary: options('vocabulary', 'Vocabulary', { terms: options('vocabulary', 'VocabularyTerm') }),
      materialType: options('material', 'MaterialType'),
      sampleType,
    }),
    plugin: options('plugin', 'Plugin'),
  }),
  validationPlugin: options('plugin', 'Plugin'),
});

export const dataStoreOptions: Tree = options('datastore', 'DataStore');
export const personalTokenOptions: Tree = options('pat', 'PersonalAccessToken', { owner: person });

/** The same options for one page; without sorting pages are not stable, so there always is one. */
export function paged(kind: Kind, fetch: Tree, page: Page, sorting: Sorting): Tree {
  return {
    ...fetch,
    from: page.from,
    count: page.count,
    sort: {
      '@type': `as.dto.${kind}.fetchoptions.${javaName(kind)}SortOptions`,
      sortings: [
        {
          '@type': 'as.dto.common.fetchoptions.Sorting',
          field: sorting.field,
          order: { '@type': 'as.dto.common.fetchoptions.SortOrder', asc: sorting.ascending },
        },
      ],
    },
  };
}

function options(area: string, name: string, relations: Tree = {}): Tree {
  return { '@type': `as.dto.${area}.fetchoptions.${name}FetchOptions`, ...relations };
}
