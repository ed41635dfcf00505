import { AppError } from '../../contract/app-error.ts';
import type {
  BrowseAreas,
  CallOptions,
  CollectionsArea,
  ObjectsArea,
  Paging,
  ProjectsArea,
  SpacesArea,
} from './api.ts';
import { codeIs, criteria, type Kind, type Tree } from './criteria.ts';
import type { CallPlace } from './envelope.ts';
import {
  collectionOptions,
  objectDetailOptions,
  objectOptions,
  paged,
  projectOptions,
  type SortField,
  spaceOptions,
} from './fetch-options.ts';
import type { Fields } from './fields.ts';
import { objectReferenceOf, type Reference, referenceOf } from './identifiers.ts';
import { entityId } from './ids.ts';
import type { Result } from './model.ts';
import type { Office } from './office.ts';
import { collectionOf, objectDetailOf, objectOf, projectOf, spaceOf } from './parse-entities.ts';
import { mapValues, resultPage } from './reader.ts';
import { collectionCriteria, objectCriteria, projectCriteria } from './search-conditions.ts';

const usualCount = 100;

/** One page of a search, sorted, so that pages fit together. */
export async function searchPage<T>(
  office: Office,
  search: { method: string; kind: Kind; criteria: Tree; fetch: Tree; sort: SortField; what: string },
  { from = 0, count = usualCount, sort, ascending, signal }: Paging & CallOptions,
  read: (one: Fields, at: CallPlace) => T,
): Promise<Result<T>> {
  const field = sort ?? search.sort;
  const sorting = { field, ascending: ascending ?? !field.endsWith('_DATE') };
  const params = [search.criteria, paged(search.kind, search.fetch, { from, count }, sorting)];
  const options = signal === undefined ? {} : { signal };
  const answer = await office.objects(search.method, params, search.what, options);
  const at = { place: `${search.what} of ${office.site.name}`, source: office.site.name };
  return resultPage(answer, from, at, (one) => read(one, at));
}

/** Spaces, projects, collections and objects: what stands in the tree. */
export function createBrowse(office: Office): BrowseAreas {
  const { name: source } = office.site;

  /** The one thing that a reference names; a bare code must be the only one of its kind. */
  async function one<T>(
    kind: FoundKind,
    reference: Reference,
    fetch: Tree,
    read: (found: Fields, at: CallPlace) => T,
    byCode: (code: string) => Promise<Result<{ permId: string }>>,
    options: CallOptions | undefined,
  ): Promise<T | undefined> {
    const what = `${words[kind]} ${reference.text}`;
    const named = reference.by === 'code' ? onlyOne(what, await byCode(reference.text), source) : reference;
    const id = named === undefined ? null : entityId(kind, named);
    if (id === null) return undefined;
    const answer = await office.objects(methods[kind], [[id], fetch], what, options);
    const at = { place: `${what} of ${source}`, source };
    const [found] = mapValues(answer, at);
    return found === undefined ? undefined : read(found, at);
  }

  const spaces: SpacesArea = {
    list: (options = {}) =>
      searchPage(
        office,
        {
          ...{ method: 'searchSpaces', kind: 'space', criteria: criteria('space', []), fetch: spaceOptions },
          ...{ sort: 'CODE', what: 'The spaces' },
        },
        options,
        spaceOf,
      ),
  };

  const projectsOfCode = (code: string, options: Paging & CallOptions) =>
    searchPage(
      office,
      {
        ...{ method: 'searchProjects', kind: 'project', criteria: criteria('project', [codeIs(code)]) },
        ...{ fetch: projectOptions, sort: 'IDENTIFIER', what: 'The projects' },
      },
      options,
      projectOf,
    );

  const projects: ProjectsArea = {
    list: ({ space, ...options } = {}) =>
      searchPage(
        office,
        {
          ...{ method: 'searchProjects', kind: 'project', criteria: projectCriteria(space), fetch: projectOptions },
          ...{ sort: 'IDENTIFIER', what: 'The projects' },
        },
        options,
        projectOf,
      ),
    find: (reference, options) =>
      one(
        'project',
        referenceOf(reference),
        projectOptions,
        projectOf,
        (code) => projectsOfCode(code, { ...options, count: 2 }),
        options,
      ),
  };

  const collections: CollectionsArea = {
    search: (query, options = {}) =>
      searchPage(
        office,
        {
          ...{ method: 'searchExperiments', kind: 'experiment', criteria: collectionCriteria(query) },
          ...{ fetch: collectionOptions, sort: 'IDENTIFIER', what: 'The collections' },
        },
        options,
        collectionOf,
      ),
    find: (reference, options) =>
      one(
        'experiment',
        referenceOf(reference),
        collectionOptions,
        collectionOf,
        (code) => collections.search({ code }, { ...options, count: 2 }),
        options,
      ),
  };

  const objects: ObjectsArea = {
    async search(query, options = {}) {
      const { hasProjectObjects } = await office.facts(signalOf(options));
      return searchPage(
        office,
        {
          ...{ method: 'searchSamples', kind: 'sample', criteria: objectCriteria(query) },
          ...{ fetch: objectOptions(hasProjectObjects), sort: 'IDENTIFIER', what: 'The objects' },
        },
        options,
        objectOf,
      );
    },
    async find(reference, options) {
      const { hasProjectObjects } = await office.facts(options);
      return one(
        'sample',
        objectReferenceOf(reference),
        objectDetailOptions(hasProjectObjects),
        objectDetailOf,
        (code) => objects.search({ code }, { ...options, count: 2 }),
        options,
      );
    },
  };

  return { spaces, projects, collections, objects };
}

type FoundKind = 'sample' | 'experiment' | 'project';

const words: Record<FoundKind, string> = {
  sample: 'The object',
  experiment: 'The collection',
  project: 'The project',
};
const methods: Record<FoundKind, string> = {
  sample: 'getSamples',
  experiment: 'getExperiments',
  project: 'getProjects',
};

function onlyOne(
  what: string,
  { items, totalCount }: Result<{ permId: string }>,
  source: string,
): Reference | undefined {
  if (totalCount > 1)
    throw new AppError(
      'invalid-input',
      `${what} is not the only one of that code in ${source}: there are ${totalCount}.`,
      {
        remedy: 'Give its identifier, such as /SPACE/PROJECT/CODE.',
        source,
      },
    );
  const [first] = items;
  return first === undefined ? undefined : { by: 'permId', text: first.permId };
}

function signalOf({ signal }: CallOptions): CallOptions {
  return signal === undefined ? {} : { signal };
}
