import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { type Command, Option } from 'commander';
import { AppError } from '../../contract/app-error.ts';
import type { BytesAnswer } from '../../contract/bytes.ts';
import { formatOfFileName, TableFileFormat } from '../../contract/table-file.ts';
import { writeWhole } from '../../platform/node/write-whole.ts';
import type { Terminal } from './terminal.ts';

/** All but JSON, which has an option of its own in every command. */
const flags: readonly TableFileFormat[] = TableFileFormat.options.filter((format) => format !== 'json');

export type FileOptions = Partial<Record<TableFileFormat, boolean>> & { out?: string };

export function addFileOptions(command: Command): Command {
  for (const format of flags) command.addOption(new Option(`--${format}`, `the whole table as ${titles[format]}`));
  return command.option('--out <file>', 'write to this file; its ending names the format if no option does');
}

const titles: Readonly<Record<TableFileFormat, string>> = {
  csv: 'comma-separated values',
  parquet: 'Parquet, with units in its metadata',
  arrow: 'Arrow (Feather 2), with units in its metadata',
  json: 'JSON with units',
  votable: 'VOTable',
  ecsv: 'ECSV',
};

/**
 * The format of the file that is wanted; null for an answer of another kind: a table to look at, or one line of JSON.
 * @throws AppError 'invalid-input' for several formats, or an ending that names none.
 */
export function fileFormat(options: FileOptions): TableFileFormat | null {
  const chosen = flags.filter((format) => options[format] === true);
  if (options.json === true && (options.out !== undefined || chosen.length > 0)) chosen.push('json');
  const [format, second] = chosen;
  if (second !== undefined)
    throw new AppError('invalid-input', `A file cannot be ${format} and ${second} at once.`, {
      remedy: 'Choose one format.',
    });
  if (format !== undefined || options.out === undefined) return format ?? null;
  const named = formatOfFileName(options.out);
  if (named !== null) return named;
  throw new AppError('invalid-input', `The ending of ${options.out} names no format.`, {
    remedy: 'Let the file end in .csv, .parquet, .arrow, .json, .vot or .ecsv, or give a format as well.',
  });
}

/** To the file that was named, or to stdout. */
export async function writeTable(terminal: Terminal, answer: BytesAnswer, out: string | undefined): Promise<void> {
  if (out === undefined) {
    const isText = /^text\/|json|xml/.test(answer.contentType);
    if (isText || !isatty(1)) return terminal.bytes(answer.bytes);
    throw new AppError('invalid-input', 'This format is not for a terminal.', { remedy: 'Name a file with --out.' });
  }
  const path = resolve(out);
  await writeWhole(path, answer.bytes);
  terminal.talk(`Written: ${path}`);
}
