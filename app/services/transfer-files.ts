import { join } from 'node:path';
import type { FileEntry, FolderFacts, OpenFile } from '../clients/http/download/api.ts';
import type { TransferFile, TransferFileState } from '../contract/transfers.ts';

/** What needs a look comes first. */
const order: readonly TransferFileState[] = [
  'failed',
  'missing',
  'downloading',
  'size-unconfirmed',
  'verified',
  'open',
];

/** Files of some exports as a list: those of the manifest, and those on their way, each once. */
export function transferFiles(
  folder: string,
  keys: readonly string[],
  facts: Pick<FolderFacts, 'entries'>,
  openFiles: readonly OpenFile[],
): TransferFile[] {
  const wanted = new Set(keys);
  const open = openFiles.filter(({ item }) => wanted.has(item.group));
  const onTheWay = new Set(open.map(({ item }) => item.id));
  const noted = keys.flatMap((key) => facts.entries(key)).filter(({ id }) => !onTheWay.has(id));
  return inOrder([...noted.map((entry) => notedFile(folder, entry)), ...open.map(openFile)]);
}

export function inOrder(files: readonly TransferFile[]): TransferFile[] {
  return files.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

export function notedFile(folder: string, entry: FileEntry): TransferFile {
  const { record, segment, file, bytes, sha256, state, message, url, asOf } = entry;
  return {
    ...{ record, segment, bytes, sha256, state, message, url },
    name: file ?? '',
    serverPath: null,
    path: file === null ? null : join(folder, file),
    receivedBytes: file === null ? 0 : (bytes ?? 0),
    asOfUtc: Number.isNaN(Date.parse(asOf)) ? null : new Date(asOf).toISOString(),
  };
}

export function openFile({ item, receivedBytes, totalBytes, isActive }: OpenFile): TransferFile {
  return {
    ...{ record: item.record, segment: item.segment, name: item.name, serverPath: null, path: null },
    ...{ bytes: totalBytes, receivedBytes, sha256: null, message: null, url: item.url, asOfUtc: null },
    state: isActive ? 'downloading' : 'open',
  };
}
