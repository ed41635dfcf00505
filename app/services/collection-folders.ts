import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import { z } from 'zod';
import { filesOf, type Manifest } from '../collections/manifest.ts';
import { exportedItem, importedItems, type PlacesHere } from '../collections/manifest-items.ts';
import { checkFiles, readManifest } from '../collections/read-folder.ts';
import { checkTarget, type FolderSummary, writeFolder } from '../collections/write-folder.ts';
import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import { placeOf } from '../domain/collections/things.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import { done, type JobContext, type JobKind } from '../jobs/job-kind.ts';
import type { CollectionData } from './collection-data.ts';
import type { CollectionPlaces } from './collection-places.ts';
import type { Collections } from './collections.ts';

type FolderHandlers = Pick<Handlers, 'collections.export' | 'collections.folder' | 'collections.import'>;

export interface CollectionFoldersParts {
  collections: Collections;
  places: CollectionPlaces;
  data: CollectionData;
  jobs: Pick<JobEngine, 'register' | 'enqueue'>;
  quarryVersion: string;
  /** Tells the windows that collections have changed. */
  onChange(): void;
}

const ExportInput = z.object({ id: z.string(), folder: z.string() });
/** Tells a folder that this very job has finished from any other. */
const ExportState = z.object({ exportedUtc: z.string() });
const ImportInput = z.object({ folder: z.string(), into: z.string().nullable() });

type ExportContext = JobContext<z.infer<typeof ExportInput>, z.infer<typeof ExportState>>;
type ImportContext = JobContext<z.infer<typeof ImportInput>, Record<string, never>>;

/** Collections as folders that others can read, and back; both as jobs. */
export function createCollectionFolders(parts: CollectionFoldersParts): FolderHandlers {
  const { collections, jobs } = parts;
  jobs.register(exportKind(parts));
  jobs.register(importKind(parts));
  return {
    'collections.export': async ({ id, folder: given }) => {
      const folder = absolute(given);
      const { collection } = await collections.state(id);
      await checkTarget(folder);
      const jobId = await jobs.enqueue('collections.export', { id, folder }, `Export collection ${collection.name}`);
      return { jobId };
    },
    'collections.folder': async ({ folder }) => {
      const manifest = await readManifest(absolute(folder));
      const { idOf } = await placesHere(parts.places);
      const files = filesOf(manifest);
      return {
        ...{ name: manifest.collection.name, items: manifest.items.length, files: files.length },
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        ...{ exportedUtc: manifest.exportedUtc, quarryVersion: manifest.quarryVersion },
        withoutPlace: manifest.items.filter(
          ({ thing, origin }) => placeOf(thing).kind !== 'computer' && idOf(origin) === undefined,
        ).length,
      };
    },
    'collections.import': async ({ folder: given, into }) => {
      const folder = absolute(given);
      const { collection } = await readManifest(folder);
      // Told now what could only fail later.
      if (into !== null) await collections.state(into);
      const jobId = await jobs.enqueue('collections.import', { folder, into }, `Import collection ${collection.name}`);
      return { jobId };
    },
  };
}

function exportKind(parts: CollectionFoldersParts): JobKind<z.infer<typeof ExportInput>, z.infer<typeof ExportState>> {
  return {
    ...{ kind: 'collections.export', inputSchema: ExportInput, checkpointSchema: ExportState, canPause: false },
    async run(context) {
      const { folder } = context.input;
      const exportedUtc = context.checkpoint?.exportedUtc ?? new Date(context.clock.nowMs()).toISOString();
      const before = context.checkpoint === null ? null : await writtenBefore(folder, exportedUtc);
      if (before !== null) return done({ folder, ...before });
      await context.saveCheckpoint({ exportedUtc });
      return done({ folder, ...(await writeCollection(parts, context, exportedUtc)) });
    },
  };
}

/** The process may have ended after the folder had its name. */
async function writtenBefore(folder: string, exportedUtc: string): Promise<FolderSummary | null> {
  const manifest = await readManifest(folder).catch(() => null);
  if (manifest?.exportedUtc !== exportedUtc) return null;
  const files = manifest.items.flatMap((item) => item.files);
  return {
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    incomplete: manifest.items.filter(({ problem }) => problem !== null).length,
  };
}

async function writeCollection(
  { collections, data, quarryVersion }: CollectionFoldersParts,
  { input, jobId, signal, progress }: ExportContext,
  exportedUtc: string,
): Promise<FolderSummary> {
  const { collection, items } = await collections.state(input.id);
  const { name, notes, tags, colour, createdMs } = collection;
  return writeFolder({
    ...{ folder: input.folder, aside: `${input.folder}.${jobId}.part`, quarryVersion, exportedUtc, signal },
    // A colour that this Quarry does not know is written as it is, and read as none.
    collection: {
      ...{ name, notes, tags, createdUtc: new Date(createdMs).toISOString() },
      colour: colour as Manifest['collection']['colour'],
    },
    items: items.map(exportedItem),
    read: ({ thing }, reading) => data.files(thing, reading),
    onProgress: (at, total) => progress({ phase: 'Writing things', done: at, total, unit: 'things' }),
  });
}

function importKind(parts: CollectionFoldersParts): JobKind<z.infer<typeof ImportInput>, Record<string, never>> {
  return {
    kind: 'collections.import',
    inputSchema: ImportInput,
    checkpointSchema: z.object({}),
    canPause: false,
    async run(context) {
      const answer = await importFolder(parts, context);
      parts.onChange();
      return done(answer);
    },
  };
}

async function importFolder(
  { collections, places }: CollectionFoldersParts,
  { input: { folder, into }, jobId, signal, progress }: ImportContext,
): Promise<{ collectionId: string; name: string; added: number; alreadyThere: number }> {
  const manifest = await readManifest(folder);
  await checkFiles(folder, manifest, {
    signal,
    onProgress: ({ doneBytes, totalBytes }) =>
      progress({ phase: 'Checking files', done: doneBytes, total: totalBytes, unit: 'bytes' }),
  });
  const items = importedItems(manifest, await placesHere(places));
  const { name, notes, tags, colour } = manifest.collection;
  if (into === null)
    return { collectionId: jobId, ...(await collections.importNew(jobId, { name, notes, tags, colour }, items)) };
  const heading = `From ${name}, exported ${manifest.exportedUtc.slice(0, 10)}`;
  return { collectionId: into, ...(await collections.merge(into, { heading, notes, tags, items })) };
}

async function placesHere(places: CollectionPlaces): Promise<PlacesHere> {
  const [originOf, idOf] = await Promise.all([places.origins(), places.idsHere()]);
  return { originOf, idOf };
}

function absolute(folder: string): string {
  const path = folder === '~' || folder.startsWith('~/') ? join(homedir(), folder.slice(1)) : folder;
  if (isAbsolute(path)) return normalize(path).replace(/(?<=.)[/\\]$/, '');
  throw new AppError('invalid-input', `${folder} is no absolute path.`, {
    remedy: 'Give the whole path of the folder.',
  });
}
