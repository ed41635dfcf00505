import { z } from 'zod';
import { ConnectionId } from './common.ts';
import { query } from './entry.ts';

/** What stands below a code cell. */
const NotebookOutput = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['text', 'error', 'markdown']), text: z.string(), isCut: z.boolean() }),
  /** `base64` has no line breaks. */
  z.object({ kind: z.literal('picture'), type: z.enum(['image/png', 'image/jpeg', 'image/gif']), base64: z.string() }),
  /** Of a kind that is not shown: HTML, widgets, pictures that are too large. */
  z.object({ kind: z.literal('left-out'), what: z.string() }),
]);
export type NotebookOutput = z.infer<typeof NotebookOutput>;

export const NotebookCell = z.object({
  kind: z.enum(['markdown', 'code', 'raw']),
  source: z.string(),
  /** Number in brackets; null if the cell was never run. */
  run: z.number().int().nullable(),
  outputs: z.array(NotebookOutput),
});
export type NotebookCell = z.infer<typeof NotebookCell>;

export const OpenbisPreviewContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    encoding: z.string(),
    /** Of the file, from its start. */
    shownBytes: z.number().int(),
    isCut: z.boolean(),
  }),
  /** Its bytes come by `openbis-picture`. */
  z.object({
    kind: z.literal('picture'),
    format: z.enum(['PNG', 'JPEG', 'GIF', 'WebP']),
    width: z.number().int(),
    height: z.number().int(),
  }),
  /** `localPath`: of the fetched file, for `fits.open`. */
  z.object({ kind: z.literal('fits'), localPath: z.string() }),
  z.object({
    kind: z.literal('notebook'),
    /** Language and version, as the notebook says. */
    language: z.string().nullable(),
    cells: z.array(NotebookCell),
    /** Of the notebook; `cells` may hold only the first ones. */
    cellCount: z.number().int(),
  }),
  /** Nothing was fetched: larger than what is fetched unasked, or of a size that nobody knows. */
  z.object({ kind: z.literal('large'), limitBytes: z.number().int(), canBeFetched: z.boolean() }),
  /** Nothing to be shown, with the reason as a sentence. */
  z.object({ kind: z.literal('nothing'), reason: z.string() }),
]);
export type OpenbisPreviewContent = z.infer<typeof OpenbisPreviewContent>;

export const OpenbisPreview = z.object({
  path: z.string(),
  sizeBytes: z.number().nullable(),
  /** What of the fetched file was compared with what the server says; null if nothing was fetched. */
  checked: z.enum(['size and CRC32', 'size', 'nothing']).nullable(),
  /** When the file came from the server; null if nothing was fetched. */
  asOfUtc: z.iso.datetime().nullable(),
  content: OpenbisPreviewContent,
});
export type OpenbisPreview = z.infer<typeof OpenbisPreview>;

export const openbisPreviewContract = {
  'openbis.files.preview': query({
    title: 'Preview a file of a dataset',
    description: 'Text, picture, FITS file or notebook of a dataset, fetched and checked once; nothing in it is run',
    input: z.object({
      connectionId: ConnectionId,
      permId: z.string().trim().min(1),
      path: z.string().min(1).describe('As the server lists it'),
      large: z.boolean().default(false).describe('Also if it is larger than what is fetched unasked'),
    }),
    output: OpenbisPreview,
    errors: ['not-found', 'auth-required', 'network', 'timeout', 'remote-failed', 'unsupported', 'conflict', 'storage'],
  }),
};
