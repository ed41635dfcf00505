import type { AppError } from '../../../contract/app-error.ts';
import { fieldsOf, idText, textOf } from '../fields.ts';
import { dataSetId, entityId, entityTypeId } from '../ids.ts';
import type { Office } from '../office.ts';
import { OpenbisError } from '../openbis-error.ts';
import { notUnderstood } from '../reader.ts';
import { dataStoreServer, queryService } from '../wire.ts';
import type { UploadTrace } from './api.ts';
import { isArchived } from './compare-files.ts';
import type { Owner } from './draft-check.ts';
import type { ReadSources } from './upload-files.ts';

/** Everything that a registration says, apart from the files. */
export interface RegistrationDraft {
  type: string;
  owner: Owner;
  parents: readonly string[];
  properties: Readonly<Record<string, string>>;
  sources: ReadSources;
}

export interface RegisterParts {
  office: Office;
  store: { base: string; code: string };
  token: string;
  signal: AbortSignal | undefined;
}

/** Registers what was uploaded; sent once. @returns the permId */
export function register(parts: RegisterParts, draft: RegistrationDraft, trace: UploadTrace): Promise<string> {
  return trace.way === 'plug-in' ? insertByPlugIn(parts, draft, trace) : createUploaded(parts, draft, trace.uploadId);
}

async function createUploaded(parts: RegisterParts, draft: RegistrationDraft, uploadId: string): Promise<string> {
  const { office, store, token, signal } = parts;
  const { name: source } = office.site;
  const owner = entityId(draft.owner.kind, { by: 'permId', text: draft.owner.permId });
  const creation = {
    '@type': 'dss.dto.dataset.create.UploadedDataSetCreation',
    uploadId,
    typeId: entityTypeId(draft.type, 'DATA_SET'),
    ...(draft.owner.kind === 'sample' ? { sampleId: owner } : { experimentId: owner }),
    properties: draft.properties,
    parentIds: draft.parents.map(dataSetId),
  };
  const at = { place: `The registration at ${source}`, source };
  const result = await office.wire.send({
    ...{ base: store.base, service: dataStoreServer, method: 'createUploadedDataSet' },
    ...{ params: [token, creation], at, signal },
  });
  if (result === null) throw rejected(source);
  const permId = idText(result, 'permId');
  if (permId === null) throw notUnderstood(at, 'id of the new data set');
  return permId;
}

/** Without files in folders their names suffice, else the name of the archive (protocol 8.3). */
async function insertByPlugIn(parts: RegisterParts, draft: RegistrationDraft, trace: UploadTrace): Promise<string> {
  const { office, store, token, signal } = parts;
  const { name: source } = office.site;
  const isZip = isArchived(draft.sources);
  const isObject = draft.owner.kind === 'sample';
  const wishes = {
    permId: trace.registration?.permId ?? null,
    method: 'insertDataSet',
    sampleIdentifier: isObject ? draft.owner.identifier : null,
    experimentIdentifier: isObject ? null : draft.owner.identifier,
    dataSetType: draft.type,
    folderName: null,
    fileNames: isZip ? [archiveName(trace.uploadId)] : draft.sources.files.map(({ name }) => name),
    isZipDirectoryUpload: isZip,
    properties: draft.properties,
    parentIdentifiers: draft.parents,
  };
  const at = { place: `The registration at ${source}`, source };
  const result = await office.wire.send({
    ...{ base: office.site.origin, service: queryService, method: 'createReportFromAggregationService' },
    ...{ params: [token, store.code, 'dataset-uploader-api', wishes], at, signal },
  });
  const { rows } = fieldsOf(result);
  const [first] = Array.isArray(rows) ? rows : [];
  const cells = Array.isArray(first) ? first.map((cell) => textOf(fieldsOf(cell).value)) : [];
  if (cells[0] !== 'OK')
    throw new OpenbisError(
      'invalid-input',
      `${at.place} was refused: ${cells[1] ?? 'without a reason'}.`,
      'refused',
      userFailure,
      {
        remedy: 'Change what the message names.',
        source,
      },
    );
  return cells[2] ?? trace.registration?.permId ?? missingId(at);
}

/** What the plug-in refuses was not registered. */
const userFailure = 'UserFailureException';

export function archiveName(uploadId: string): string {
  return `${uploadId}.zip`;
}

function missingId(at: { place: string; source: string }): never {
  throw notUnderstood(at, 'id of the new data set');
}

function rejected(source: string): AppError {
  return new OpenbisError(
    'remote-failed',
    `${source} rejected the data set without saying why.`,
    'refused',
    userFailure,
    {
      remedy: 'A dropbox of the server decides about data sets of this type; ask its administrator.',
      source,
    },
  );
}
