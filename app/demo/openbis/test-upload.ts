import { randomUUID } from 'node:crypto';
import type { TestOpenbis } from './test-demo.ts';

/** Sends one part of a file to the session workspace; gives the status and the text of the answer. */
export async function sendPart(
  demo: TestOpenbis,
  parameters: Record<string, string | number>,
  body?: string | Uint8Array<ArrayBuffer>,
): Promise<{ status: number; text: string }> {
  const usual = { id: 1, startByte: 0, endByte: 0, emptyFolder: 'False' };
  const texts = Object.entries({ ...usual, ...parameters }).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const url = `${demo.server.dssUrl}/datastore_server/session_workspace_file_upload?${new URLSearchParams(texts)}`;
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await fetch(url, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, text: await response.text() };
}

/** Uploads whole files below a new upload id. */
export async function sendFiles(demo: TestOpenbis, token: string, files: Record<string, string>): Promise<string> {
  const uploadId = randomUUID();
  for (const [path, text] of Object.entries(files))
    await sendPart(demo, { sessionID: token, filename: `${uploadId}/${path}` }, text);
  return uploadId;
}

export const sampleS1 = { '@type': 'as.dto.sample.id.SampleIdentifier', identifier: '/LAB/PROJ/S1' };

/** What `createUploadedDataSet` takes. */
export function creation(uploadId: string, more: object = {}): object {
  return {
    '@type': 'dss.dto.dataset.create.UploadedDataSetCreation',
    uploadId,
    typeId: { '@type': 'as.dto.entitytype.id.EntityTypePermId', permId: 'RAW_DATA', entityKind: 'DATA_SET' },
    sampleId: sampleS1,
    properties: {},
    parentIds: [],
    ...more,
  };
}

/** Paths of the files of a dataset. */
export async function pathsOf(demo: TestOpenbis, token: string, code: string): Promise<string[]> {
  const { result } = await demo.rpc('listFilesForDataSet', [token, code, '/', true], 'dssV1');
  return result
    .filter((one: { isDirectory: boolean }) => !one.isDirectory)
    .map((one: { pathInDataSet: string }) => one.pathInDataSet)
    .toSorted();
}
