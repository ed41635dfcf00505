import type { Desk, Methods, SignedIn } from '../rpc/desk.ts';
import { requireText, requireWriter, signedIn } from '../rpc/desk.ts';
import { readAll } from '../store/formula-bytes.ts';
import { registerDataSet, uploadedContent } from '../store/register.ts';
import type { UploadedEntry, Workspaces } from '../store/workspaces.ts';
import { Dto, type Value } from '../wire/dto.ts';
import { Failure, UserFailure } from '../wire/failures.ts';
import { type InputObject, listOf, objectOf, textOf } from '../wire/input.ts';
import { readCreation } from './register-methods.ts';
import { checkedPath } from './upload-path.ts';
import { readZip } from './zip.ts';

/** The plug-in that registers datasets on servers without a method for it. */
export function pluginMethods(desk: Desk, workspaces: Workspaces): Methods {
  return {
    createReportFromAggregationService: signedIn(desk, ([store, key, input], call) => {
      const dataStore = desk.registry.dataStores.find(({ code }) => code === textOf(store));
      if (dataStore === undefined) throw new UserFailure(`Data store '${textOf(store)}' does not exist.`);
      if (desk.settings.dataStoreDown) throw new UserFailure(`Data store server '${dataStore.code}' is not running.`);
      if (textOf(key) !== 'dataset-uploader-api')
        throw new UserFailure(`Aggregation service '${textOf(key)}' does not exist.`);
      return report(() => insertDataSet(desk, workspaces, objectOf(input, 'Parameters'), call));
    }),
  };
}

/** What fails is told in the table, not as an error. */
function report(work: () => string): Value {
  const row = (cells: readonly string[]): Value => cells.map((value) => new Dto('TableRow', { value }));
  const table = (cells: readonly string[]): Value => ({ header: [], rows: [row(cells)] });
  try {
    return table(['OK', '', work()]);
  } catch (error) {
    if (error instanceof Failure) return table(['ERROR', error.message]);
    throw error;
  }
}

function insertDataSet(desk: Desk, workspaces: Workspaces, input: InputObject, call: SignedIn): string {
  if (textOf(input.method) !== 'insertDataSet') throw new UserFailure(`Unknown method '${textOf(input.method)}'.`);
  requireWriter(call.person, 'insertDataSet');
  const identifier = (type: string, path: string | undefined): InputObject | null =>
    path === undefined ? null : { '@type': type, identifier: path };
  const creation = {
    typeId: requireText(input.dataSetType, 'Data set type'),
    sampleId: identifier('SampleIdentifier', textOf(input.sampleIdentifier)),
    experimentId: identifier('ExperimentIdentifier', textOf(input.experimentIdentifier)),
    parentIds: listOf(input.parentIdentifiers).map((id) => ({ '@type': 'DataSetPermId', permId: id })),
    properties: input.properties,
  };
  const entries = takeFiles(workspaces, input, call);
  // One file stands alone, everything else in a folder that nobody asked for.
  const isAlone = entries.length === 1 && input.isZipDirectoryUpload !== true;
  return registerDataSet(desk.registry, {
    ...readCreation(desk, creation, call),
    ...{ kind: 'PHYSICAL', code: textOf(input.permId) ?? null, components: [] },
    content: uploadedContent(entries, isAlone ? '' : 'DEFAULT/'),
    confirmedMs: call.nowMs + desk.settings.confirmationMs,
  }).code;
}

function takeFiles(workspaces: Workspaces, input: InputObject, { session }: SignedIn): UploadedEntry[] {
  const { files } = workspaces.of(session.token);
  const taken = listOf(input.fileNames).map((name) => {
    const path = checkedPath(textOf(name) ?? '', 'File name');
    const entry = files.get(path);
    if (entry === undefined) throw new UserFailure(`File '${path}' does not exist in the session workspace.`);
    return { path: path.replace(/^.*\//s, ''), blob: entry.blob };
  });
  if (taken.length === 0) throw new UserFailure('Please upload at least one file.');
  return input.isZipDirectoryUpload === true ? taken.flatMap((entry) => unpack(workspaces, entry)) : taken;
}

function unpack(workspaces: Workspaces, { blob }: UploadedEntry): UploadedEntry[] {
  if (blob === null) return [];
  return readZip(Buffer.from(readAll(blob, 0, blob.size))).map(({ name, bytes }) => {
    const path = checkedPath(name, 'Name in the archive');
    if (name.endsWith('/')) return { path, blob: null };
    const unpacked = workspaces.blobs.create();
    unpacked.write(bytes, 0);
    return { path, blob: unpacked };
  });
}
