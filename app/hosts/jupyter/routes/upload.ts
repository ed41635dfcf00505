import { stat } from 'node:fs/promises';
import type { z } from 'zod';
import { AppError, toAppError } from '../../../contract/app-error.ts';
import type { Job } from '../../../contract/jobs.ts';
import { type OpenbisUploadDraft, OpenbisUploadResult } from '../../../contract/openbis-transfers.ts';
import { ApiFailure, sentences, toApiFailure } from '../api-failure.ts';
import { NewDataSet, UploadAnswer } from '../api-schemas.ts';
import { connectionNamed } from '../connection-views.ts';
import { endOfTransfer } from '../job-end.ts';
import type { NotebookFolder } from '../notebook-folder.ts';
import { type Route, route } from '../route.ts';

type Problem = { key: string; message: string };

/** Registering a dataset with files of the notebook folder: route 7 of the protocol. */
export const uploadRoute: Route = route({
  method: 'POST',
  paths: ['openbis/dataset/{connection}'],
  summary: 'Uploads files and registers them as a dataset, once',
  body: NewDataSet,
  answer: UploadAnswer,
  listsErrors: true,
  failures: {
    404: 'There is no such connection.',
    422: 'Something is wrong with the dataset; all errors at once, and nothing was sent.',
    500: 'It could not be registered.',
    502: 'The server cannot be reached; the upload goes on later.',
  },
  async run({ desk, parameters: [name = ''], body, connections, signal }) {
    const { id } = connectionNamed(connections, name);
    const { files, problems } = await filesOf(desk.notebooks, body.files ?? []);
    const draft: OpenbisUploadDraft = {
      ...{ connectionId: id, type: body.type, owner: body.entityIdentifier, files },
      ...{ parents: body.parents ?? [], properties: body.props ?? {} },
    };
    const checked = await desk.client.call('openbis.upload.check', draft, { signal });
    // That none is left says nothing new where some were refused.
    const others = problems.length === 0 ? checked.problems : checked.problems.filter(({ key }) => key !== 'file');
    refuseWrong([...problems, ...others]);
    const jobId = await desk.uploads.start(draft);
    const job = await endOfTransfer(desk, jobId, signal);
    if (['succeeded', 'failed', 'cancelled'].includes(job.status)) desk.uploads.forget(draft);
    const { permId } = resultOf(job);
    const statusText = `Data set was successfully registered with permId: ${permId}`;
    return { status: 200 as const, statusText, permId, jobId };
  },
});

async function filesOf(
  notebooks: NotebookFolder,
  names: readonly string[],
): Promise<{ files: { path: string }[]; problems: Problem[] }> {
  const files: { path: string }[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    try {
      files.push({ path: await existing(notebooks, name) });
    } catch (error) {
      problems.push({ key: 'file', message: sentences(toAppError(error)) });
    }
  }
  return { files, problems };
}

/** Some front-ends encode the names once more. */
async function existing(notebooks: NotebookFolder, name: string): Promise<string> {
  for (const spelling of new Set([name, decoded(name)])) {
    const path = await notebooks.inside(spelling);
    if (await isThere(path)) return path;
  }
  throw new AppError('not-found', `${name} is not in the notebook folder.`, { remedy: 'Save it first.' });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** One key per element, as front-ends expect it. */
function refuseWrong(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const errors = problems.map(({ key, message }) => ({ [key]: message }));
  const count = problems.length === 1 ? 'One thing is' : `${problems.length} things are`;
  throw new ApiFailure(422, `${count} wrong with the dataset; nothing was sent.`, { errors });
}

function resultOf({ id, status, error, question, result }: Job): z.infer<typeof OpenbisUploadResult> {
  if (status === 'succeeded') return OpenbisUploadResult.parse(result);
  if (error !== null) {
    const appError = AppError.fromData(JSON.parse(JSON.stringify(error)));
    const { status: code, body } = toApiFailure(appError, { 'remote-failed': 502, conflict: 500 });
    throw new ApiFailure(code, body.reason, { errors: [{ save: body.reason }], jobId: id }, { cause: error });
  }
  const why = question?.text ?? (status === 'paused' ? 'It is paused in Quarry.' : 'It was cancelled in Quarry.');
  const reason = `The dataset could not be registered: ${why}`;
  throw new ApiFailure(500, reason, { errors: [{ save: reason }], jobId: id });
}
