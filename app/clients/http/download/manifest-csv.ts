import type { FileEntry } from './api.ts';

const columns = [
  'record',
  'segment',
  'file',
  'bytes',
  'sha256',
  'url',
  'state',
  'message',
  'asOf',
] as const satisfies readonly (keyof FileEntry)[];

/** The files of a manifest as comma-separated values with a line of names. */
export function manifestCsv(entries: readonly FileEntry[]): string {
  const lines = entries.map((entry) => columns.map((column) => cell(entry[column])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Text of a server that a spreadsheet would run as a formula gets an apostrophe in front. */
function cell(value: string | number | null): string {
  if (typeof value !== 'string') return `${value ?? ''}`;
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
