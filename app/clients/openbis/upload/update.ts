import type { DataSetsArea, TypesArea } from '../api.ts';
import { dataSetId } from '../ids.ts';
import type { Office } from '../office.ts';
import { applicationServer } from '../wire.ts';
import { checkChanges } from './draft-check.ts';
import { DraftError } from './draft-error.ts';

export interface UpdateParts {
  office: Office;
  dataSets: Pick<DataSetsArea, 'get'>;
  types: TypesArea;
}

/** Changes of data sets. Sent twice they change nothing more, so that a lost answer does no harm. */
export function createUpdate({ office, dataSets, types }: UpdateParts): DataSetsArea['update'] {
  const { name: source, origin } = office.site;
  return async (permId, { properties, parents }, options = {}) => {
    const { type: code } = await dataSets.get(permId, options);
    const type = properties === undefined || code === null ? undefined : await types.dataSetType(code, options);
    const checked = type === undefined ? undefined : checkChanges(type, properties ?? {});
    if (checked !== undefined && checked.problems.length > 0) throw new DraftError(checked.problems, source);
    const update = {
      '@type': 'as.dto.dataset.update.DataSetUpdate',
      dataSetId: dataSetId(permId),
      ...(checked === undefined ? {} : { properties: checked.sent }),
      ...(parents === undefined ? {} : { parentIds: replacedBy(parents.map(dataSetId)) }),
    };
    const at = { place: `The change of data set ${permId} of ${source}`, source };
    await office.session.run(
      (token) =>
        office.wire.send({
          ...{ base: origin, service: applicationServer, method: 'updateDataSets' },
          ...{ params: [token, [update]], at, signal: options.signal },
        }),
      options,
    );
  };
}

function replacedBy(items: readonly object[]): object {
  return {
    '@type': 'as.dto.common.update.IdListUpdateValue',
    actions: [{ '@type': 'as.dto.common.update.ListUpdateActionSet', items }],
  };
}
