import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type { z } from 'zod';
import type { FitsAnswer, FitsApi } from '../analysis/fits-api.ts';
import type { Downloads } from '../clients/http/download/api.ts';
import { AppError } from '../contract/app-error.ts';
import type { BytesAnswer, bytesContract } from '../contract/bytes.ts';
import type { Handlers } from '../contract/contract.ts';
import type { FitsOpenEvent, FitsOrigin } from '../contract/fits.ts';
import type { Clock } from '../platform/platform.ts';
import type { Remote } from '../rpc/node/worker-client.ts';
import type { LazyWorker } from './compute.ts';
import type { DrmsServers } from './drms-servers.ts';
import { type FetchedFile, FetchedFiles } from './fits/fetched-files.ts';

type FitsHandlers = {
  [Name in keyof Handlers as Name extends `fits.${string}` ? Name : never]: Handlers[Name];
};

export interface FitsServiceParts {
  worker: LazyWorker<FitsApi>;
  servers: DrmsServers;
  downloads: Downloads;
  clock: Clock;
  /** Disposable; for files of records. */
  folder: string;
}

type SegmentOrigin = Extract<FitsOrigin, { kind: 'segment' }>;
type TileRequest = z.output<(typeof bytesContract)['fits-image']>;

interface OpenedFile {
  path: string;
  name: string;
}

export interface FitsService {
  handlers: FitsHandlers;
  /** A part of a picture as numbers. */
  tile(input: TileRequest): Promise<BytesAnswer>;
}

/** More than a window can show; it would only fill the memory. */
const mostTileValues = 2 ** 24;

export function createFits(parts: FitsServiceParts): FitsService {
  const fetched = new FetchedFiles(parts);
  const opened = new Map<string, OpenedFile>();

  function fileOf(fileId: string): OpenedFile {
    const file = opened.get(fileId);
    if (file === undefined) throw new AppError('not-found', 'This file is not open.', { remedy: 'Open it again.' });
    return file;
  }

  async function ask<T>(file: OpenedFile, work: (api: Remote<FitsApi>) => Promise<FitsAnswer<T>>): Promise<T> {
    const answer = await parts.worker.use(work);
    if (answer.ok) return answer.value;
    throw refusal(file.name, answer);
  }

  async function* fetching(
    { serverId, record, segment, path }: SegmentOrigin,
    signal: AbortSignal,
  ): AsyncGenerator<FitsOpenEvent, FetchedFile, void> {
    const client = await parts.servers.client(serverId);
    const running = fetched.fetch({ id: `${serverId} ${path}`, url: client.fileUrl(path), record, segment }, signal);
    for (;;) {
      const step = await running.next();
      if (step.done === true) return step.value;
      yield { kind: 'fetching', ...step.value };
    }
  }

  async function* open(origin: FitsOrigin, signal: AbortSignal): AsyncGenerator<FitsOpenEvent, void, void> {
    const { path, asOfUtc } = origin.kind === 'file' ? await localFile(origin.path) : yield* fetching(origin, signal);
    const file = { path, name: basename(path) };
    const { bytes, hdus, warnings } = await ask(file, (api) => api.describe({ path }));
    const fileId = createHash('sha256').update(path).digest('hex').slice(0, 16);
    opened.set(fileId, file);
    yield { kind: 'opened', file: { ...file, fileId, bytes, origin, asOfUtc, hdus, warnings } };
  }

  /** Calls name an opened file by its id, the worker by its path. */
  async function askAbout<T>(
    fileId: string,
    work: (api: Remote<FitsApi>, path: string) => Promise<FitsAnswer<T>>,
  ): Promise<T> {
    const file = fileOf(fileId);
    return ask(file, (api) => work(api, file.path));
  }

  return {
    handlers: {
      'fits.open': (origin, { signal }) => open(origin, signal),
      'fits.header': ({ fileId, ...part }) => askAbout(fileId, (api, path) => api.header({ ...part, path })),
      'fits.sums': ({ fileId, ...part }) => askAbout(fileId, (api, path) => api.sums({ ...part, path })),
      'fits.image': ({ fileId, ...part }) => askAbout(fileId, (api, path) => api.image({ ...part, path })),
      'fits.pixels': async ({ fileId, ...part }) => ({
        values: await askAbout(fileId, (api, path) => api.pixels({ ...part, path })),
      }),
      'fits.table': ({ fileId, ...part }) => askAbout(fileId, (api, path) => api.table({ ...part, path })),
    },
    async tile(input) {
      if (Math.ceil(input.width / input.step) * Math.ceil(input.height / input.step) > mostTileValues)
        throw new AppError('invalid-input', 'This part of the picture is too large to be drawn in full.', {
          remedy: 'Ask for larger steps.',
        });
      const { fileId, ...part } = input;
      const values = await askAbout(fileId, (api, path) => api.tile({ ...part, path }));
      return {
        contentType: 'application/octet-stream',
        fileName: 'picture.f32',
        bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      };
    },
  };
}

async function localFile(path: string): Promise<FetchedFile> {
  if (!isAbsolute(path))
    throw new AppError('invalid-input', `${path} is no absolute path.`, { remedy: 'Give the whole path.' });
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('not-found', `There is no file ${path}, or it may not be read.`, {
      remedy: 'Check the path; the drive may be gone.',
      cause,
    });
  });
  if (!found.isFile())
    throw new AppError('invalid-input', `${path} is no file.`, { remedy: 'Choose a file, not a folder.' });
  return { path, asOfUtc: found.mtime.toISOString() };
}

const refusals = {
  'not-found': { code: 'not-found', remedy: 'Open it again.' },
  'no-such-part': { code: 'not-found', remedy: 'Choose another part of the file.' },
  broken: { code: 'bad-response', remedy: 'Fetch the file again; if it stays so, tell whoever made it.' },
  unsupported: { code: 'unsupported', remedy: 'Export the record with another compression, or open it elsewhere.' },
} as const;

function refusal(name: string, { reason, message }: Extract<FitsAnswer<unknown>, { ok: false }>): AppError {
  const { code, remedy } = refusals[reason];
  return new AppError(code, `${name}: ${message}`, { remedy });
}
