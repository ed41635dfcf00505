import { z } from 'zod';
import { ConnectionId } from './common.ts';
import { job, query } from './entry.ts';

const remote = ['not-found', 'auth-required', 'network', 'timeout', 'remote-failed', 'bad-response'] as const;

const download = z.object({
  connectionId: ConnectionId,
  permId: z.string().trim().min(1, 'Give the permId of a dataset.'),
  folder: z.string().trim().min(1).describe('Absolute; the dataset gets a folder in it, named by its permId'),
  paths: z
    .array(z.string().min(1))
    .default([])
    .describe('Files as the server lists them, or folders for all below them; none: everything'),
  flatten: z.boolean().default(false).describe('Leaves out a leading original/, then a leading DEFAULT/'),
});

export const OpenbisDownloadPlan = z.object({
  /** Absolute; of the dataset. */
  folder: z.string(),
  /** Chosen ones, without folders. */
  files: z.number().int(),
  /** Of files whose size the server tells. */
  bytes: z.number(),
  /** What an earlier download has left there, as its manifest says. */
  here: z.object({ files: z.number().int(), bytes: z.number() }),
  /** On the disk of the folder; null if it cannot be told. */
  freeBytes: z.number().nullable(),
});

const propertyValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
]);

export const OpenbisUploadDraft = z.object({
  connectionId: ConnectionId,
  type: z.string().describe('Code of the dataset type'),
  owner: z.string().describe('Object or collection: identifier, permId, or a code that only one has'),
  parents: z.array(z.string()).default([]).describe('permIds'),
  properties: z
    .record(z.string(), propertyValue)
    .default({})
    .describe('By code in any letter case; empty values are left out'),
  files: z
    .array(
      z.object({
        path: z.string().describe('Absolute path of a file or a folder on this computer'),
        name: z.string().exactOptional().describe('Name in the dataset; default: the last part of the path'),
      }),
    )
    .describe('At least one; files alone or in folders'),
});
export type OpenbisUploadDraft = z.output<typeof OpenbisUploadDraft>;

/** `prop.CODE` names a property. */
const DraftProblemKey = z.union([
  z.enum(['type', 'entityIdentifier', 'parent', 'file']),
  z.templateLiteral(['prop.', z.string()]),
]);

export const openbisTransfersContract = {
  'openbis.download.plan': query({
    title: 'Plan a download',
    description: 'How many files and bytes a download has, what is here already and how much room there is',
    input: download,
    output: OpenbisDownloadPlan,
    errors: [...remote, 'unsupported', 'conflict', 'storage'],
  }),
  'openbis.download': job({
    title: 'Download a dataset',
    description: 'Downloads files of a dataset into a folder, verified; what is here is not fetched again',
    input: download,
    output: z.object({ jobId: z.string() }),
    stale: ['jobs.*', 'transfers.*'],
    errors: ['not-found', 'unsupported'],
  }),
  'openbis.upload.check': query({
    title: 'Check an upload',
    description: 'All that is wrong with a new dataset, at once; nothing of it is sent',
    input: OpenbisUploadDraft,
    output: z.object({
      /** Empty: it can be sent. */
      problems: z.array(z.object({ key: DraftProblemKey, message: z.string() })),
      files: z.number().int(),
      /** More than 5 GiB are better put into a folder that the server watches. */
      bytes: z.number(),
    }),
    errors: remote,
  }),
  'openbis.upload.start': job({
    title: 'Upload a dataset',
    description: 'Uploads files and registers them as a dataset, once; refused with all problems if any is wrong',
    input: OpenbisUploadDraft,
    output: z.object({ jobId: z.string() }),
    stale: ['jobs.*'],
    errors: remote,
  }),
};

/** Result of the job of `openbis.upload.start`. */
export const OpenbisUploadResult = z.object({
  permId: z.string(),
  /** 'found': the answer was lost, and the dataset was found; 'told': a person said which one it is. */
  how: z.enum(['answered', 'found', 'told']),
  /** How its files differ from those that were sent, in words; empty if they are the same. Null: nobody could look. */
  differences: z.array(z.string()).nullable(),
});
export type OpenbisUploadResult = z.infer<typeof OpenbisUploadResult>;
