import { AppError } from '../../contract/app-error.ts';

interface Kind {
  pattern: RegExp;
  error(cause: string): AppError;
}

/** The database names its failures in the text alone. */
const kinds: readonly Kind[] = [
  {
    pattern: /^(INTERRUPT Error|Interrupted)/i,
    error: () => new AppError('cancelled', 'The work on the table was cancelled.'),
  },
  {
    pattern: /No space left on device|disk (is )?full|max_temp_directory_size/i,
    error: (cause) =>
      new AppError('storage', 'There is not enough room on the disk of the data folder.', {
        remedy: 'Free some space, or clear kept answers in the settings.',
        details: { cause },
      }),
  },
  {
    pattern: /^Out of Memory Error/,
    error: (cause) =>
      new AppError('storage', 'This needs more memory than the column engine may take.', {
        remedy: 'Filter the table first, or ask for fewer columns.',
        details: { cause },
      }),
  },
  {
    pattern: /^IO Error|^Invalid Input Error: (No magic bytes|File .* too small)/,
    error: (cause) =>
      new AppError('storage', 'A file of the column folder could not be read or written.', {
        remedy: 'Look whether the data folder can be reached; then ask the server again.',
        details: { cause },
      }),
  },
];

/** @returns undefined for a failure that is none of the database's own. */
export function failureOfDatabase(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = error.message.slice(0, 500);
  return kinds.find(({ pattern }) => pattern.test(error.message))?.error(cause);
}
