import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path/posix';
import type { z } from 'zod';
import type { OpenbisClient } from '../clients/openbis/api.ts';
import type { DataSetFile } from '../clients/openbis/model.ts';
import { AppError } from '../contract/app-error.ts';
import type { BytesAnswer, bytesContract } from '../contract/bytes.ts';
import type { Handlers } from '../contract/contract.ts';
import type { OpenbisPreview, OpenbisPreviewContent } from '../contract/openbis-preview.ts';
import { bytesOfFile } from './bytes-of-file.ts';
import { type PreviewFile, PreviewFiles, type PreviewFilesParts } from './openbis-preview-files.ts';
import { readNotebook } from './openbis-preview-notebook.ts';
import { type PictureFacts, pictureFacts, pictureTypes } from './openbis-preview-picture.ts';
import { readText } from './openbis-preview-text.ts';
import type { ServerReads } from './server-reads.ts';

export interface OpenbisPreviewParts extends PreviewFilesParts {
  reads: ServerReads<OpenbisClient>;
}

export interface OpenbisPreviews {
  handlers: Pick<Handlers, 'openbis.files.preview'>;
  /** A picture that a preview has told of. */
  picture(input: FileRequest, signal: AbortSignal): Promise<BytesAnswer>;
  /** Whatever it is. */
  file(input: FileRequest, signal: AbortSignal): Promise<BytesAnswer>;
}

type FileRequest = z.output<(typeof bytesContract)['openbis-file']>;

/** Fetched without being asked. */
const unaskedBytes = 32 * 1024 * 1024;
/** Larger files are downloaded, not looked at. */
const mostBytes = 1024 ** 3;
const textBytes = 256 * 1024;
/** Larger ones are shown as text. */
const notebookBytes = 32 * 1024 * 1024;
/** A picture of a few bytes may unfold to any size in the window. */
const mostPixels = 100_000_000;
const pictureBytes = 64 * 1024 * 1024;

/** Files of datasets as texts, pictures, notebooks or FITS files; what a server gives is data, and nothing of it is run. */
export function createOpenbisPreviews(parts: OpenbisPreviewParts): OpenbisPreviews {
  const files = new PreviewFiles(parts);

  async function listed(connectionId: string, permId: string, path: string, signal: AbortSignal): Promise<DataSetFile> {
    // The name of the request is that of `openbis.data-sets.files`: the page has asked it already.
    const { value } = await parts.reads.read(
      { connectionId, refresh: false, signal },
      `files ${permId}`,
      (client, shared) => client.dataSets.files(permId, { signal: shared }),
    );
    const file = value.find((one) => !one.isFolder && one.path === path);
    if (file !== undefined) return file;
    throw new AppError('not-found', `The dataset ${permId} has no file ${path}.`, { remedy: 'Refresh the dataset.' });
  }

  return {
    handlers: {
      'openbis.files.preview': async ({ connectionId, permId, path, large }, { signal }) => {
        const file = await listed(connectionId, permId, path, signal);
        const { sizeBytes } = file;
        const limitBytes = large ? mostBytes : unaskedBytes;
        if (sizeBytes === null ? !large : sizeBytes > limitBytes) return unfetched(file);
        const fetched = await files.get({ connectionId, permId, file }, signal);
        return previewOf(file, fetched, await contentOf(path, fetched.path));
      },
    },
    async picture({ connectionId, permId, path }, signal) {
      const file = await listed(connectionId, permId, path, signal);
      if (file.sizeBytes === null || file.sizeBytes > pictureBytes) throw noPicture(path);
      const fetched = await files.get({ connectionId, permId, file }, signal);
      const bytes = new Uint8Array(await readFile(fetched.path));
      const facts = pictureFacts(bytes);
      if (facts === undefined || isTooLarge(facts)) throw noPicture(path);
      return { contentType: pictureTypes[facts.format], fileName: basename(path), bytes };
    },
    async file({ connectionId, permId, path }, signal) {
      const file = await listed(connectionId, permId, path, signal);
      if (file.sizeBytes !== null && file.sizeBytes > mostBytes)
        throw new AppError('unsupported', `${path} has more than ${mostBytes / 1024 ** 3} GiB.`, {
          remedy: 'Download it from its dataset instead.',
        });
      const fetched = await files.get({ connectionId, permId, file }, signal);
      const bytes = bytesOfFile(fetched.path, signal);
      return { contentType: 'application/octet-stream', fileName: basename(path), bytes };
    },
  };
}

function unfetched({ path, sizeBytes }: DataSetFile): OpenbisPreview {
  const canBeFetched = sizeBytes === null || sizeBytes <= mostBytes;
  const limitBytes = canBeFetched ? unaskedBytes : mostBytes;
  return { path, sizeBytes, checked: null, asOfUtc: null, content: { kind: 'large', limitBytes, canBeFetched } };
}

function previewOf(
  { path, sizeBytes, crc32 }: DataSetFile,
  { asOfUtc, isSizeKnown }: PreviewFile,
  content: OpenbisPreviewContent,
): OpenbisPreview {
  const checked = !isSizeKnown ? 'nothing' : crc32 === null ? 'size' : 'size and CRC32';
  return { path, sizeBytes, checked, asOfUtc, content };
}

/** What the bytes are decides, not the name; only notebooks are no kind of their own. */
async function contentOf(path: string, localPath: string): Promise<OpenbisPreviewContent> {
  const { head, bytes } = await headOf(localPath);
  if (bytes === 0) return { kind: 'nothing', reason: 'The file is empty.' };
  const picture = pictureFacts(head);
  if (picture !== undefined) return pictureContent(picture, bytes);
  if (Buffer.from(head.subarray(0, 9)).toString('latin1') === 'SIMPLE  =') return { kind: 'fits', localPath };
  if (/\.ipynb$/i.test(path) && bytes <= notebookBytes) {
    const notebook = readNotebook(await readFile(localPath, 'utf8'));
    if (notebook !== undefined) return notebook;
  }
  const isCut = bytes > head.length;
  const text = readText(head, isCut);
  if (text !== undefined) return { kind: 'text', ...text, shownBytes: head.length, isCut };
  return { kind: 'nothing', reason: 'Quarry has no preview for this kind of file; download it to open it elsewhere.' };
}

function pictureContent(picture: PictureFacts, bytes: number): OpenbisPreviewContent {
  if (!isTooLarge(picture) && bytes <= pictureBytes) return { kind: 'picture', ...picture };
  const size = `${picture.width} × ${picture.height} pixels`;
  return { kind: 'nothing', reason: `A ${picture.format} picture of ${size}, which is too large to be shown here.` };
}

function isTooLarge({ width, height }: PictureFacts): boolean {
  return width * height > mostPixels;
}

function noPicture(path: string): AppError {
  return new AppError('unsupported', `${path} is no picture that can be shown.`, { remedy: 'Download it instead.' });
}

async function headOf(path: string): Promise<{ head: Uint8Array; bytes: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(size, textBytes)), 0);
    return { head: buffer.subarray(0, bytesRead), bytes: size };
  } finally {
    await file.close();
  }
}
