import { join } from 'node:path';
import type { z } from 'zod';
import { AppError, isAppError, toAppError } from '../../../contract/app-error.ts';
import type { AppErrorDataSchema } from '../../../contract/common.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { OpenbisDataSetDetail } from '../../../contract/openbis.ts';
import { ApiFailure, toApiFailure } from '../api-failure.ts';
import { DownloadAnswer } from '../api-schemas.ts';
import { connectionNamed } from '../connection-views.ts';
import { endOfTransfer } from '../job-end.ts';
import { type Desk, type Route, type RouteCall, route } from '../route.ts';

/** Downloading a dataset: route 6 of the protocol. A caller that leaves or asks again changes nothing about the job. */
export const downloadRoute: Route = route({
  method: 'GET',
  paths: ['openbis/dataset/{connection}/{permId}/{downloadPath}', 'openbis/dataset/{connection}/{permId}'],
  summary: 'Downloads a dataset into a folder and answers when it is there',
  answer: DownloadAnswer,
  failures: {
    404: 'There is no such connection or dataset.',
    409: 'Its files are archived, or not on this server.',
    422: 'Downloads into this folder are not allowed.',
    500: 'The data could not be downloaded.',
    502: 'The server cannot be reached; the download goes on later.',
    507: 'The disk is full; the download goes on later.',
  },
  async run(call) {
    const { desk, parameters, connections, signal } = call;
    const [name = '', permId = '', downloadPath = ''] = parameters;
    const connection = connectionNamed(connections, name);
    const folder = await desk.notebooks.downloadFolder(downloadPath);
    const of = { connectionId: connection.id, permId };
    const dataSet = await describe(call, of);
    refuseWithoutFiles(dataSet);
    const { jobId } = await desk.client.call('openbis.download', { ...of, folder }, { signal }).catch((error) => {
      throw downloadFailure(permId, toAppError(error).toData());
    });
    refuseUnfinished(await endOfTransfer(desk, jobId, signal), permId);
    const path = join(folder, permId);
    return {
      ...{ url: connection.url.replace(/\/$/, ''), permId, path },
      dataStore: dataSet.dataStore?.code ?? null,
      location: dataSet.physical?.location ?? null,
      size: dataSet.physical?.sizeBytes ?? null,
      files: await filesOf(desk, of, signal),
      statusText: `Data for DataSet ${permId} was successfully downloaded to: ${path}.`,
      jobId,
    };
  },
});

/** What only a person can have fetched back is no work for a call that waits. */
function refuseWithoutFiles({ permId, kind, physical }: OpenbisDataSetDetail): void {
  if (kind === 'LINK')
    throw new ApiFailure(409, `The dataset ${permId} holds linked data, which is not stored in openBIS.`);
  const status = physical?.status ?? null;
  if (status !== null && status !== 'AVAILABLE' && status !== 'LOCKED')
    throw new ApiFailure(409, `The dataset ${permId} is not available (${status}). Have it fetched back in Quarry.`);
}

interface DataSetName {
  connectionId: string;
  permId: string;
}

async function describe({ desk, signal }: RouteCall<unknown, unknown>, of: DataSetName): Promise<OpenbisDataSetDetail> {
  try {
    const { value } = await desk.client.call('openbis.data-sets.get', { ...of, refresh: true }, { signal });
    return value;
  } catch (error) {
    if (isAppError(error, 'not-found'))
      throw new ApiFailure(404, `No such dataSet found: ${of.permId}`, {}, { cause: error });
    throw error;
  }
}

async function filesOf({ client }: Desk, of: DataSetName, signal: AbortSignal): Promise<string[]> {
  const { value } = await client.call('openbis.data-sets.files', of, { signal });
  return value.filter(({ isFolder }) => !isFolder).map(({ path }) => path);
}

function refuseUnfinished({ id, status, error, question }: Job, permId: string): void {
  if (status === 'succeeded') return;
  if (error !== null) {
    const { status: code, body } = downloadFailure(permId, error);
    throw new ApiFailure(code, body.reason, { jobId: id }, { cause: error });
  }
  const why = question?.text ?? (status === 'paused' ? 'It is paused in Quarry.' : 'It was cancelled in Quarry.');
  throw new ApiFailure(500, failureText(permId, why), { jobId: id });
}

type Reason = Pick<z.output<typeof AppErrorDataSchema>, 'code' | 'message' | 'remedy'>;

/** Failures of the way have statuses of their own; the others tell what was being done. */
function downloadFailure(permId: string, { code, message, remedy }: Reason): ApiFailure {
  const failure = toApiFailure(new AppError(code, message, remedy === undefined ? {} : { remedy }), {
    unsupported: 409,
    'remote-failed': 500,
    'bad-response': 500,
  });
  const { reason } = failure.body;
  return failure.status === 500 ? new ApiFailure(500, failureText(permId, reason)) : failure;
}

function failureText(permId: string, why: string): string {
  return `Data for DataSet ${permId} could not be downloaded: ${why}`;
}
