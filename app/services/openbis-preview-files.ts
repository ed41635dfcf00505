import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Downloads, FileEntry } from '../clients/http/download/api.ts';
import { safeName } from '../clients/http/download/safe-names.ts';
import type { OpenbisClient } from '../clients/openbis/api.ts';
import type { DataSetFile } from '../clients/openbis/model.ts';
import { AppError } from '../contract/app-error.ts';
import type { Clock } from '../platform/platform.ts';
import { noteUse } from './recently-used-folders.ts';

export interface PreviewFilesParts {
  /** Disposable; a folder below it for each file. */
  folder: string;
  /** Reads what downloads have noted. */
  downloads: Pick<Downloads, 'look'>;
  clock: Clock;
  clientOf(connectionId: string): Promise<OpenbisClient>;
}

export interface PreviewFileOf {
  connectionId: string;
  permId: string;
  file: DataSetFile;
}

export interface PreviewFile {
  /** On this computer. */
  path: string;
  /** When it came from the server. */
  asOfUtc: string;
  isSizeKnown: boolean;
}

/** Beyond, the files that were not looked at for longest go. */
const mostBytes = 2 * 1024 ** 3;

/** Files of datasets that are looked at: fetched as downloads are, verified, and kept for the next look. */
export class PreviewFiles {
  private readonly parts: PreviewFilesParts;
  /** By folder. */
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(parts: PreviewFilesParts) {
    this.parts = parts;
  }

  /** @throws AppError if it cannot be had */
  async get(of: PreviewFileOf, signal: AbortSignal): Promise<PreviewFile> {
    const name = JSON.stringify([of.connectionId, of.permId, of.file.path]);
    const folder = join(this.parts.folder, createHash('sha256').update(name).digest('hex').slice(0, 24));
    // Somebody else may be fetching it; then it is here without a second transfer.
    while (this.running.has(folder)) await this.running.get(folder);
    signal.throwIfAborted();
    const getting = this.run(folder, of, signal);
    const ended = getting.then(
      () => undefined,
      () => undefined,
    );
    this.running.set(
      folder,
      ended.finally(() => this.running.delete(folder)),
    );
    return getting;
  }

  private async run(folder: string, of: PreviewFileOf, signal: AbortSignal): Promise<PreviewFile> {
    const file = (await this.kept(folder, of)) ?? (await this.fetch(folder, of, signal));
    await noteUse(folder, this.parts.clock.nowMs(), mostBytes);
    return file;
  }

  /** A file of a dataset never changes, so that what was verified once needs no server. */
  private async kept(folder: string, { permId, file }: PreviewFileOf): Promise<PreviewFile | undefined> {
    const inside = join(folder, safeName(permId));
    const entry = (await this.parts.downloads.look(inside)).entry(file.path);
    if (entry?.state !== 'verified' || entry.file === null) return undefined;
    const path = join(inside, entry.file);
    const found = await stat(path).catch(() => undefined);
    return found?.size === entry.bytes ? previewFile(path, entry) : undefined;
  }

  private async fetch(
    folder: string,
    { connectionId, permId, file }: PreviewFileOf,
    signal: AbortSignal,
  ): Promise<PreviewFile> {
    const client = await this.parts.clientOf(connectionId);
    const download = await client.dataSets.download(permId, { folder, paths: [file.path], signal });
    const entry = download.files.find(({ id }) => id === file.path);
    if (entry?.file != null && (entry.state === 'verified' || entry.state === 'size-unconfirmed'))
      return previewFile(join(download.folder, entry.file), entry);
    if (download.outcome !== 'finished') throw download.reason;
    throw new AppError('remote-failed', `${file.path} could not be fetched. ${entry?.message ?? ''}`.trim(), {
      remedy: 'Try again later.',
      source: client.name,
      retryable: true,
    });
  }
}

function previewFile(path: string, { asOf, state }: FileEntry): PreviewFile {
  return { path, asOfUtc: new Date(asOf).toISOString(), isSizeKnown: state === 'verified' };
}
