import { z } from 'zod';
import { isAppError } from '../../../contract/app-error.ts';
import type { OpenbisDataSet, OpenbisDataSetType, OpenbisLink } from '../../../contract/openbis.ts';
import { ApiFailure } from '../api-failure.ts';
import { type DataSetRow, DataSetsAnswer, DataSetTypesAnswer, PagingQuery } from '../api-schemas.ts';
import { connectionNamed } from '../connection-views.ts';
import { type Desk, type Route, route } from '../route.ts';

const typesMaxAgeMs = 10 * 60_000;

export const dataSetTypesRoute: Route = route({
  method: 'GET',
  paths: ['openbis/datasetTypes/{connection}'],
  summary: 'Data set types with their properties and vocabularies; kept for ten minutes',
  query: z.object({ refresh: z.string().exactOptional().describe('1 asks the server') }),
  answer: DataSetTypesAnswer,
  failures: { 404: 'There is no such connection.' },
  async run({ desk: { client }, parameters: [name = ''], query, connections, signal }) {
    const { id } = connectionNamed(connections, name);
    const ask = (refresh: boolean) => client.call('openbis.types.list', { connectionId: id, refresh }, { signal });
    const kept = await ask(query.refresh === '1');
    const isOld = kept.source === 'cache' && Date.now() - Date.parse(kept.asOfUtc) > typesMaxAgeMs;
    const { value } = isOld ? await ask(true) : kept;
    return { dataSetTypes: value.map(typeView) };
  },
});

export const dataSetsRoute: Route = route({
  method: 'GET',
  paths: ['openbis/sample/{connection}/{identifier}'],
  summary: 'Data sets of an object, else of a collection, in pages',
  query: PagingQuery,
  answer: DataSetsAnswer,
  failures: { 400: 'The paging is no number.', 404: 'There is no such connection, object or collection.' },
  async run({ desk, parameters: [name = '', identifier = ''], query, connections, signal }) {
    const { id } = connectionNamed(connections, name);
    const { start_with, count } = query;
    const page = { connectionId: id, refresh: true, from: Number(start_with), count: Number(count) };
    const { items, totalCount } = await search(desk, identifier, page, signal);
    return { dataSets: items.map(rowOf), start_with, count, totalCount, cwd: desk.notebooks.path };
  },
});

interface Page {
  connectionId: string;
  refresh: boolean;
  from: number;
  count: number;
}

interface Hits {
  items: OpenbisDataSet[];
  totalCount: number;
}

/** A collection is asked only if the object has no dataset at all, not where a page is empty. */
async function search({ client }: Desk, identifier: string, page: Page, signal: AbortSignal): Promise<Hits> {
  const of = { connectionId: page.connectionId, reference: identifier, refresh: true };
  const object = await orNothing(client.call('openbis.objects.get', of, { signal }));
  if (object !== undefined) {
    const { value } = await client.call(
      'openbis.data-sets.search',
      { ...page, object: object.value.permId },
      { signal },
    );
    if (value.totalCount > 0) return value;
  }
  const collection = await orNothing(client.call('openbis.collections.get', of, { signal }));
  if (collection !== undefined)
    return (await client.call('openbis.data-sets.search', { ...page, collection: collection.value.permId }, { signal }))
      .value;
  if (object === undefined) throw new ApiFailure(404, `No such Sample or Experiment: ${identifier}`);
  return { items: [], totalCount: 0 };
}

async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isAppError(error, 'not-found')) return undefined;
    throw error;
  }
}

function typeView(type: OpenbisDataSetType): z.infer<typeof DataSetTypesAnswer>['dataSetTypes'][number] {
  return {
    ...{ permId: type.code, code: type.code, description: type.description, metaData: type.metaData },
    ...{ mainDataSetPattern: type.mainFilePattern, mainDataSetPath: type.mainFilePath },
    ...{ disallowDeletion: type.disallowsDeletion, modificationDate: timeText(type.modifiedMs) },
    validationPlugin: type.validationPlugin,
    propertyAssignments: type.properties.map((one) => ({
      ...{ propertyType: one.code, code: one.code, label: one.label, description: one.description },
      ...{ dataType: one.dataType, mandatory: one.isMandatory, ordinal: one.ordinal, section: one.section },
      ...(one.dataType === 'CONTROLLEDVOCABULARY'
        ? { terms: one.terms.map(({ isOfficial, ...term }) => ({ ...term, official: isOfficial })) }
        : {}),
    })),
  };
}

function rowOf({
  permId,
  type,
  name,
  collection,
  object,
  physical,
  registeredMs,
  modifiedMs,
}: OpenbisDataSet): DataSetRow {
  return {
    ...{ permId, type, experiment: nameOf(collection), sample: nameOf(object) },
    ...{ registrationDate: timeText(registeredMs), modificationDate: timeText(modifiedMs) },
    ...{ location: physical?.location ?? null, status: physical?.status ?? null },
    ...{ presentInArchive: physical?.isInArchive ?? null, size: physical?.sizeBytes ?? null, $NAME: name },
  };
}

function nameOf(link: OpenbisLink | null): string | null {
  return link?.identifier ?? link?.code ?? null;
}

/** In the time of this computer, as pyBIS shows it. */
function timeText(ms: number | null): string | null {
  if (ms === null) return null;
  const localMs = ms - new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(localMs).toISOString().slice(0, 19).replace('T', ' ');
}
