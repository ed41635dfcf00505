import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DownloadFolder, DownloadItem, FetchOptions, FetchOutcome } from '../../http/download/api.ts';
import { onDisk } from '../../http/download/storage-error.ts';
import type { Finishing } from './file-run.ts';
import type { LocalFile } from './local-names.ts';
import { fileAddress } from './session-source.ts';
import type { Place } from './target-folder.ts';

export interface PlainFile {
  local: LocalFile;
  place: Place;
  /** Removes what another way has left of it. */
  discardPart?: () => Promise<void>;
}

/**
 * Fetches whole files, one request each, by the download engine; then checks them and gives them their places.
 * @param base of the data store
 */
export async function fetchPlain(
  files: readonly PlainFile[],
  base: string,
  folder: DownloadFolder,
  finishing: Finishing,
  options: FetchOptions,
): Promise<FetchOutcome> {
  const { permId } = finishing.parts;
  const items = files.map(({ local: { file } }): DownloadItem => {
    const url = fileAddress(base, permId, file.path);
    const expected = file.sizeBytes === null ? {} : { expectedBytes: file.sizeBytes };
    return {
      ...{ id: file.path, group: permId, record: null, segment: null, url, name: waitingName(file.path) },
      ...expected,
    };
  });
  const outcome = await folder.fetch(items, options);
  for (const file of files) await finishing.add(() => settle(file, folder, finishing));
  await finishing.end();
  return outcome;
}

/**
 * Until it is checked a file waits beside the folders of the data set. The ending keeps the engine from judging what
 * is in it: a data set may hold web pages and broken images, and the server has told size and checksum.
 */
function waitingName(path: string): string {
  return `openbis-${createHash('sha256').update(path).digest('hex').slice(0, 24)}.html`;
}

async function settle(
  { local, place, discardPart }: PlainFile,
  folder: DownloadFolder,
  finishing: Finishing,
): Promise<void> {
  const { disk, folder: target, note } = finishing.parts;
  const entry = folder.entry(local.file.path);
  if (entry?.file == null || (entry.state !== 'verified' && entry.state !== 'size-unconfirmed')) return;
  const from = join(folder.path, entry.file);
  const wrong = await target.wrongSum(from, local.file);
  if (wrong !== undefined) {
    await onDisk(from, () => disk.remove(from));
    return note(finishing.entry(local, { message: wrong }));
  }
  await onDisk(place.path, () => disk.rename(from, place.path));
  await target.syncBeside(place.path);
  await note({ ...entry, url: null, file: place.relative });
  await discardPart?.();
}
