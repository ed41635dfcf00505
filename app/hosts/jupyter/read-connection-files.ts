import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileConnection, parseConnectionFile } from './connection-file.ts';
import { connectionFileName } from './connection-names.ts';

export interface FoundConnections {
  /** Each with the file it is from. */
  connections: (FileConnection & { file: string })[];
  warnings: { file: string; message: string }[];
}

/** The connections of all files in these folders. Of equal names the first one counts: the user's own before the system's. */
export function readConnectionFiles(folders: readonly string[]): FoundConnections {
  const found: FoundConnections = { connections: [], warnings: [] };
  for (const folder of folders) {
    const file = join(folder, connectionFileName);
    const text = textOf(file);
    if (text === undefined) continue;
    if (typeof text !== 'string') {
      found.warnings.push({ file, message: `It cannot be read (${text.code}).` });
      continue;
    }
    const { connections, warnings } = parseConnectionFile(text);
    found.warnings.push(...warnings.map((message) => ({ file, message })));
    for (const connection of connections) {
      if (!found.connections.some(({ name }) => name === connection.name))
        found.connections.push({ ...connection, file });
    }
  }
  return found;
}

/** Undefined where there is no file. */
function textOf(file: string): string | { code: string } | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { code: code ?? 'unknown' };
  }
}
