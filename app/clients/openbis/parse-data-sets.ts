import type { CallPlace } from './envelope.ts';
import { type Fields, fieldsOf, flagOf, idText, isFields, numberOf, objectsOf, textOf } from './fields.ts';
import type {
  ContentCopy,
  DataSet,
  DataSetDetail,
  DataSetFile,
  DataSetKind,
  DataSetStatus,
  DataStore,
  PhysicalData,
} from './model.ts';
import { describedOf, linkOf, linksOf, neededText } from './reader.ts';

const kinds: readonly DataSetKind[] = ['PHYSICAL', 'CONTAINER', 'LINK'];
const statuses: readonly DataSetStatus[] = [
  'AVAILABLE',
  'LOCKED',
  'ARCHIVED',
  'UNARCHIVE_PENDING',
  'ARCHIVE_PENDING',
  'BACKUP_PENDING',
];

export function dataSetOf(one: Fields, at: CallPlace): DataSet {
  const permId = neededText(idText(one.permId, 'permId') ?? textOf(one.code), 'id of a data set', at);
  // Old servers tell the kind with the type.
  const kind = textOf(one.kind) ?? textOf(fieldsOf(one.type).kind);
  return {
    permId,
    kind: kinds.find((known) => known === kind) ?? 'PHYSICAL',
    physical: physicalOf(one.physicalData),
    copies: copiesOf(one.linkedData),
    dataStore: isFields(one.dataStore) ? dataStoreOf(one.dataStore, at) : null,
    collection: linkOf(one.experiment),
    object: linkOf(one.sample),
    ...describedOf(one, textOf(one.code) ?? permId),
  };
}

export function dataSetDetailOf(one: Fields, at: CallPlace): DataSetDetail {
  return {
    ...dataSetOf(one, at),
    parents: linksOf(one.parents),
    children: linksOf(one.children),
    containers: linksOf(one.containers),
    components: linksOf(one.components),
  };
}

export function dataStoreOf(one: Fields, at: CallPlace): DataStore {
  return {
    code: neededText(textOf(one.code), 'code of a data store', at),
    downloadUrl: textOf(one.downloadUrl)?.trim() ?? '',
  };
}

function physicalOf(value: unknown): PhysicalData | null {
  if (!isFields(value)) return null;
  const status = textOf(value.status);
  return {
    status: statuses.find((known) => known === status) ?? null,
    location: textOf(value.location),
    shareId: textOf(value.shareId),
    sizeBytes: numberOf(value.size),
    isInArchive: flagOf(value.presentInArchive) ?? false,
  };
}

function copiesOf(value: unknown): ContentCopy[] {
  return objectsOf(fieldsOf(value).contentCopies).map((copy) => {
    const dms = fieldsOf(copy.externalDms);
    return {
      dms: textOf(dms.label) ?? textOf(dms.code),
      dmsAddress: textOf(dms.address) ?? textOf(dms.urlTemplate),
      externalCode: textOf(copy.externalCode),
      path: textOf(copy.path),
      gitCommitHash: textOf(copy.gitCommitHash),
      gitRepositoryId: textOf(copy.gitRepositoryId),
    };
  });
}

/** One entry of a file list; null for the root, which is in every list. */
export function dataSetFileOf(one: Fields, at: CallPlace): DataSetFile | null {
  const path = textOf(one.path) ?? textOf(fieldsOf(one.permId).filePath);
  if (path === '') return null;
  const type = textOf(one.checksumType);
  const value = textOf(one.checksum);
  const isFolder = flagOf(one.directory) ?? false;
  const crc32 = numberOf(one.checksumCRC32) ?? 0;
  return {
    path: neededText(path, 'path of a file', at),
    isFolder,
    sizeBytes: isFolder ? null : numberOf(one.fileLength),
    // A signed number; 0 also means that nobody has calculated it.
    crc32: isFolder || crc32 === 0 ? null : crc32 >>> 0,
    checksum: type === null || value === null || value === '' ? null : { type, value },
  };
}
