import type {
  ContentCopy,
  DataSet,
  DataSetFile,
  DataStore,
  ExternalDms,
  LinkedData,
  PhysicalData,
} from '../model/entities.ts';
import { Dto } from '../wire/dto.ts';
import { frozen } from './browse-shapes.ts';
import { dates, people, permId, type Shape } from './shape.ts';

export const dataSet: Shape<DataSet> = {
  type: 'as.dto.dataset.DataSet',
  fields: (entity) => ({
    permId: permId('as.dto.dataset.id.DataSetPermId', entity.code),
    code: entity.code,
    kind: entity.dataSetKind,
    measured: true,
    postRegistered: true,
    dataProducer: null,
    dataProductionDate: null,
    accessDate: entity.modificationMs,
    metaData: {},
    ...frozen('', 'ForChildren', 'ForParents', 'ForComponents', 'ForContainers'),
    ...dates(entity),
  }),
  relations: {
    ...people,
    type: (entity) => entity.type,
    dataStore: (entity) => entity.dataStore,
    physicalData: (entity) => entity.physicalData,
    linkedData: (entity) => entity.linkedData,
    experiment: (entity) => entity.experiment,
    sample: (entity) => entity.sample,
    properties: (entity) => entity.properties,
    parents: (entity) => entity.parents,
    children: (entity) => entity.children,
    containers: (entity) => entity.containers,
    components: (entity) => entity.components,
    tags: (entity) => entity.tags,
    materialProperties: () => ({}),
    sampleProperties: () => ({}),
  },
};

export const physicalData: Shape<PhysicalData> = {
  type: 'as.dto.dataset.PhysicalData',
  fields: ({ shareId, location, size, status, presentInArchive, confirmedMs }, { nowMs }) => {
    const confirmed = nowMs >= confirmedMs;
    return {
      shareId,
      location,
      // Nobody has counted the bytes before the storage is confirmed.
      size: confirmed ? size : null,
      complete: confirmed ? 'YES' : 'UNKNOWN',
      status,
      presentInArchive,
      storageConfirmation: confirmed,
      speedHint: -50,
      archivingRequested: false,
    };
  },
  relations: {
    storageFormat: () => null,
    fileFormatType: () => null,
    locatorType: () => null,
  },
};

export const linkedData: Shape<LinkedData> = {
  type: 'as.dto.dataset.LinkedData',
  fields: ({ externalCode }) => ({ externalCode }),
  relations: {
    externalDms: ({ externalDms: dms }) => dms,
    // Come with the linked data, asked for or not.
    contentCopies: ({ contentCopies }) => contentCopies,
  },
};

export const contentCopy: Shape<ContentCopy> = {
  type: 'as.dto.dataset.ContentCopy',
  fields: ({ id, path, gitCommitHash, gitRepositoryId }) => ({
    id: permId('as.dto.dataset.id.ContentCopyPermId', id),
    externalCode: null,
    path,
    gitCommitHash,
    gitRepositoryId,
  }),
  relations: { externalDms: ({ externalDms: dms }) => dms },
};

export const externalDms: Shape<ExternalDms> = {
  type: 'as.dto.externaldms.ExternalDms',
  fields: ({ code, label, address }) => ({
    permId: permId('as.dto.externaldms.id.ExternalDmsPermId', code),
    code,
    label,
    address,
    addressType: 'FILE_SYSTEM',
    urlTemplate: null,
    openbis: false,
  }),
  relations: {},
};

export const dataStore: Shape<DataStore> = {
  type: 'as.dto.datastore.DataStore',
  fields: ({ code, downloadUrl, registrationMs }) => ({
    permId: permId('as.dto.datastore.id.DataStorePermId', code),
    code,
    downloadUrl,
    remoteUrl: downloadUrl,
    registrationDate: registrationMs,
    modificationDate: registrationMs,
  }),
  relations: {},
};

/** The ids of a dataset in a file list are one and the same object. */
const fileOwners = new WeakMap<DataSet, Dto>();

function ownerOf(owner: DataSet): Dto {
  const known = fileOwners.get(owner);
  if (known !== undefined) return known;
  const id = permId('as.dto.dataset.id.DataSetPermId', owner.code);
  fileOwners.set(owner, id);
  return id;
}

export const dataSetFile: Shape<DataSetFile> = {
  type: 'dss.dto.datasetfile.DataSetFile',
  fields: ({ dataSet: owner, path, directory, length, crc32 }) => ({
    permId: new Dto('dss.dto.datasetfile.id.DataSetFilePermId', { filePath: path, dataSetId: ownerOf(owner) }),
    dataSetPermId: ownerOf(owner),
    path,
    directory,
    fileLength: directory ? 0 : length,
    // Signed, as Java counts.
    checksumCRC32: crc32 | 0,
    checksum: null,
    checksumType: null,
  }),
  relations: { dataStore: ({ dataSet: owner }) => owner.dataStore },
};
