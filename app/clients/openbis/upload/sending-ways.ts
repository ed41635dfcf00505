import { Received } from '../download/chunks.ts';
import type { Wire } from '../wire.ts';
import type { UploadTrace } from './api.ts';
import { isArchived, isSeveral } from './compare-files.ts';
import { sendFiles } from './file-sending.ts';
import { archiveName } from './registering.ts';
import { shareFile } from './share.ts';
import type { ReadSources } from './upload-files.ts';
import { createWorkspace } from './workspace.ts';
import { zipLength, zipPieces } from './zip.ts';

export interface SendParts {
  wire: Wire;
  /** Of the data store. */
  base: string;
  token: string;
  sources: ReadSources;
  /** Code of the data set type. */
  type: string;
  signal: AbortSignal | undefined;
  /** Told of bytes that the server has, at the beginning also of those from an earlier run. */
  onSent(bytes: number): void;
  /** Keeps the trace, which has changed. */
  keep(): Promise<void>;
}

/** Between two traces of an upload under way. */
const traceBytes = 64 * 1024 * 1024;
/** Slices of an archive. */
const sliceBytes = 8 * 1024 * 1024;

/** Sends all files the way that the trace says, and notes in it what the server has. */
export async function sendByItsWay(trace: UploadTrace, parts: SendParts): Promise<void> {
  const { sources, onSent, signal } = parts;
  const { uploadId } = trace;
  switch (trace.way) {
    case 'workspace':
      return sendPieces(trace, parts, isSeveral(sources) ? `${uploadId}/default/` : `${uploadId}/`);
    case 'share':
      // Folders without files cannot be told this way; the comparison at the end names them.
      for (const file of sources.files) {
        await shareFile({ ...parts, uploadId }, file, signal);
        onSent(file.sizeBytes);
      }
      return;
    case 'plug-in':
      return isArchived(sources) ? sendArchive(uploadId, parts) : sendPieces(trace, parts, '');
    default:
      return trace.way satisfies never;
  }
}

async function sendPieces(trace: UploadTrace, parts: SendParts, prefix: string): Promise<void> {
  const { wire, base, token, sources, signal, onSent, keep } = parts;
  const sent = trace.sent.map((known) => {
    const received = new Received();
    for (const { start, end } of known) received.add(start, end - start);
    return received;
  });
  const note = (): void => {
    trace.sent = sent.map((received) => [...received.pieces()]);
  };
  onSent(sent.reduce((sum, received) => sum + received.bytes(), 0));
  let untold = 0;
  await sendFiles({
    ...{ workspace: createWorkspace(wire, base, token), prefix, sources, sent, signal },
    onSent: async (bytes) => {
      onSent(bytes);
      untold += bytes;
      if (untold < traceBytes) return;
      untold = 0;
      note();
      await keep();
    },
  });
  note();
}

async function sendArchive(uploadId: string, parts: SendParts): Promise<void> {
  const { files, emptyFolders } = parts.sources;
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const length = zipLength(files, emptyFolders);
  const workspace = createWorkspace(parts.wire, parts.base, parts.token);
  const name = archiveName(uploadId);
  let start = 0;
  let gathered: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    await workspace.write({ name, start, bytes: Buffer.concat(gathered) }, parts.signal);
    parts.onSent((bytes * totalBytes) / length);
    start += bytes;
    gathered = [];
    bytes = 0;
  };
  for await (const piece of zipPieces(files, emptyFolders)) {
    gathered.push(piece);
    bytes += piece.length;
    if (bytes >= sliceBytes) await flush();
  }
  await flush();
}
