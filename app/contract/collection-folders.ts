import { z } from 'zod';
import { job, query } from './entry.ts';

/** What an exported folder says of itself. */
export const CollectionFolder = z.object({
  name: z.string(),
  items: z.number().int(),
  files: z.number().int(),
  bytes: z.number(),
  exportedUtc: z.iso.datetime(),
  quarryVersion: z.string(),
  /** Things of it whose connection or server is not on this computer. */
  withoutPlace: z.number().int(),
});
export type CollectionFolder = z.infer<typeof CollectionFolder>;

const id = z.string().min(1).describe('Id of a collection');
const folder = z
  .string()
  .trim()
  .min(1, 'Give a folder.')
  .describe('Of the computer that runs Quarry; absolute, or below the home folder with ~');
const jobId = z.object({ jobId: z.string() });
const readErrors = ['not-found', 'invalid-input', 'unsupported', 'storage'] as const;

export const collectionFoldersContract = {
  'collections.export': job({
    title: 'Export a collection',
    description:
      'Writes a collection with its data, a README, a manifest and RO-Crate metadata into a folder that is not there yet',
    input: z.object({ id, folder }),
    output: jobId,
    stale: ['jobs.*'],
    errors: ['not-found', 'conflict', 'storage'],
  }),
  'collections.folder': query({
    title: 'Look at an exported collection',
    description: 'What the manifest of an exported folder says; its files are not checked yet',
    input: z.object({ folder }),
    output: CollectionFolder,
    errors: readErrors,
  }),
  'collections.import': job({
    title: 'Import a collection',
    description:
      'Checks every file of an exported folder, then puts its things into a new collection or one that is there',
    input: z.object({ folder, into: id.nullable().default(null).describe('Null: a new collection') }),
    output: jobId,
    stale: ['jobs.*'],
    errors: [...readErrors, 'conflict'],
  }),
};

/** Result of the job of an export. */
export const CollectionExportResult = z.object({
  folder: z.string(),
  files: z.number().int(),
  bytes: z.number(),
  incomplete: z.number().int().describe('Things whose data is missing, or a part of it; the README says why'),
});

/** Result of the job of an import. */
export const CollectionImportResult = z.object({
  collectionId: z.string(),
  name: z.string(),
  added: z.number().int(),
  alreadyThere: z.number().int(),
});
