import { mayRead } from '../present/read-rights.ts';
import { type Desk, type Methods, signedIn } from '../rpc/desk.ts';
import { findById } from '../store/find.ts';
import { Dto } from '../wire/dto.ts';
import { isObject, listOf, numberOf, objectOf, textOf } from '../wire/input.ts';
import { isAvailable } from './file-list.ts';

/** Where a fast download begins. Paths come back as they were given, with or without the dataset. */
export function fastDownloadMethods(desk: Desk): Methods {
  return {
    createFastDownloadSession: signedIn(desk, ([ids, options], { person, registry, token, fault }) => {
      const files = listOf(ids).flatMap((id) => {
        const { dataSetId, filePath } = objectOf(id, 'File id');
        const dataSet = findById(registry.dataSets, objectOf(dataSetId, 'Data set id'));
        // What cannot be had is left out without a word.
        if (dataSet === undefined || !mayRead(person, dataSet) || !isAvailable(dataSet)) return [];
        const owner = new Dto('as.dto.dataset.id.DataSetPermId', { permId: dataSet.code });
        return [
          new Dto('dss.dto.datasetfile.id.DataSetFilePermId', { dataSetId: owner, filePath: textOf(filePath) ?? '' }),
        ];
      });
      const [store] = registry.dataStores;
      const streams = isObject(options) ? numberOf(options.wishedNumberOfStreams) : undefined;
      return new Dto('dss.dto.datasetfile.fastdownload.FastDownloadSession', {
        downloadUrl: `${store?.downloadUrl ?? ''}/datastore_server/file-transfer`,
        fileTransferUserSessionId: token,
        files: fault?.name === 'lostitem' ? files.slice(0, -1) : files,
        options: new Dto('dss.dto.datasetfile.fastdownload.FastDownloadSessionOptions', {
          wishedNumberOfStreams: streams ?? null,
        }),
      });
    }),
  };
}
