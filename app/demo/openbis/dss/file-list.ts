import type { DataSet, DataSetFile } from '../model/entities.ts';

/** Files, their folders and the root, whose path is empty; a container lists what its components hold. */
export function fileListOf(dataSet: DataSet): DataSetFile[] {
  const parts = dataSet.dataSetKind === 'CONTAINER' ? dataSet.components : [dataSet];
  const lines = new Map<string, DataSetFile>([['', folderLine(dataSet, '')]]);
  const addFolders = (path: string): void => {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const folder = path.slice(0, at);
      if (!lines.has(folder)) lines.set(folder, folderLine(dataSet, folder));
    }
  };
  for (const { content } of parts) {
    for (const folder of content.emptyFolders) addFolders(`${folder}/`);
    for (const { path, bytes, crc32 } of content.files()) {
      addFolders(path);
      // Of two components with the same path the first counts, as it does for downloads.
      if (lines.has(path)) continue;
      const line = { kind: 'dataSetFile' as const, dataSet, path, directory: false, length: bytes.size };
      lines.set(path, { ...line, crc32: crc32() });
    }
  }
  return [...lines.values()];
}

function folderLine(dataSet: DataSet, path: string): DataSetFile {
  return { kind: 'dataSetFile', dataSet, path, directory: true, length: 0, crc32: 0 };
}

/** Its bytes can be read. */
export function isAvailable({ physicalData, dataSetKind }: DataSet): boolean {
  if (dataSetKind === 'CONTAINER') return true;
  return physicalData !== null && (physicalData.status === 'AVAILABLE' || physicalData.status === 'LOCKED');
}
