import { z } from 'zod';
import { tableFileFacts, tableFileFormats } from '../domain/table-files/formats.ts';

export const TableFileFormat = z.enum(tableFileFormats);
export type TableFileFormat = z.infer<typeof TableFileFormat>;

/** By the ending of a file's name; null if it names none. */
export function formatOfFileName(name: string): TableFileFormat | null {
  const lower = name.toLowerCase();
  return (
    tableFileFormats.find((format) => tableFileFacts[format].endings.some((ending) => lower.endsWith(ending))) ?? null
  );
}
