import type { CallOptions, DataSetsArea, TypesArea } from './api.ts';
import { searchPage } from './browse.ts';
import { codeIs, criteria } from './criteria.ts';
import { dataSetDetailOptions, dataSetOptions, dataSetTypeOptions } from './fetch-options.ts';
import { isFields, objectsOf } from './fields.ts';
import { dataSetId, entityTypeId } from './ids.ts';
import type { DataSet, DataSetDetail, DataSetType } from './model.ts';
import type { Office } from './office.ts';
import { OpenbisError } from './openbis-error.ts';
import { dataSetDetailOf, dataSetFileOf, dataSetOf } from './parse-data-sets.ts';
import { TypeReader } from './parse-types.ts';
import { mapValues, notUnderstood } from './reader.ts';
import { dataSetCriteria } from './search-conditions.ts';

/** Data sets and their files. */
export function createDataSets(office: Office): Omit<DataSetsArea, 'download' | 'update'> {
  const { name: source } = office.site;
  const placed = (what: string) => ({ place: `${what} of ${source}`, source });

  async function found(permIds: readonly string[], options: CallOptions | undefined): Promise<DataSet[]> {
    if (permIds.length === 0) return [];
    const what = 'The data sets';
    const answer = await office.objects('getDataSets', [permIds.map(dataSetId), dataSetOptions], what, options);
    return mapValues(answer, placed(what)).map((one) => dataSetOf(one, placed(what)));
  }

  async function get(permId: string, options?: CallOptions): Promise<DataSetDetail> {
    const what = `The data set ${permId}`;
    const answer = await office.objects('getDataSets', [[dataSetId(permId)], dataSetDetailOptions], what, options);
    const [one] = mapValues(answer, placed(what));
    if (one === undefined) throw noDataSet(permId, source);
    return dataSetDetailOf(one, placed(what));
  }

  return {
    search: (query, options = {}) =>
      searchPage(
        office,
        {
          ...{ method: 'searchDataSets', kind: 'dataset', criteria: dataSetCriteria(query), fetch: dataSetOptions },
          ...{ sort: 'REGISTRATION_DATE', what: 'The data sets' },
        },
        options,
        dataSetOf,
      ),
    get,
    found,
    async files(permId, options) {
      const [dataSet] = typeof permId === 'string' ? await found([permId], options) : [permId];
      if (dataSet === undefined) throw noDataSet(String(permId), source);
      const what = `The files of data set ${dataSet.permId}`;
      const { base } = await office.dataStore(dataSet.dataStore, options);
      const search = {
        '@type': 'dss.dto.datasetfile.search.DataSetFileSearchCriteria',
        operator: 'AND',
        criteria: [criteria('dataset', [codeIs(dataSet.permId)], 'OR')],
      };
      const fetch = { '@type': 'dss.dto.datasetfile.fetchoptions.DataSetFileFetchOptions' };
      const answer = await office.storeObjects(base, 'searchFiles', [search, fetch], what, options);
      if (!isFields(answer) || !Array.isArray(answer.objects)) throw notUnderstood(placed(what), 'list of files');
      return objectsOf(answer.objects).flatMap((one) => dataSetFileOf(one, placed(what)) ?? []);
    },
    async unarchive(permIds, options) {
      const how = { '@type': 'as.dto.dataset.unarchive.DataSetUnarchiveOptions' };
      await office.values('unarchiveDataSets', [permIds.map(dataSetId), how], 'The archived data sets', options);
    },
  };
}

/** Types of data sets with all that a form needs. */
export function createTypes(office: Office): TypesArea {
  const { name: source } = office.site;

  return {
    async dataSetTypes(options) {
      const what = 'The data set types';
      const search = { '@type': 'as.dto.dataset.search.DataSetTypeSearchCriteria' };
      const answer = await office.objects('searchDataSetTypes', [search, dataSetTypeOptions], what, options);
      const at = { place: `${what} of ${source}`, source };
      if (!isFields(answer) || !Array.isArray(answer.objects)) throw notUnderstood(at, 'list of types');
      const reader = new TypeReader(at);
      return objectsOf(answer.objects)
        .map((one) => reader.typeOf(one))
        .toSorted((a, b) => (a.code < b.code ? -1 : 1));
    },
    async dataSetType(code, options): Promise<DataSetType | undefined> {
      const what = `The data set type ${code}`;
      const id = entityTypeId(code.trim().toUpperCase(), 'DATA_SET');
      const answer = await office.objects('getDataSetTypes', [[id], dataSetTypeOptions], what, options);
      const at = { place: `${what} of ${source}`, source };
      const [one] = mapValues(answer, at);
      return one === undefined ? undefined : new TypeReader(at).typeOf(one);
    },
  };
}

function noDataSet(permId: string, source: string): OpenbisError {
  return new OpenbisError('not-found', `${source} has no data set ${permId} that you may see.`, 'not-found', null, {
    remedy: 'Check the id, and whether you may see its space.',
    source,
  });
}
