import { recordParts } from './series-name.ts';
import { findKeyword, type SeriesStructure } from './series-structure.ts';

/**
 * The template of file names that an export asks the server for.
 *
 * @returns `null` if the structure of the series is not known: then the server's own names are taken.
 */
export function exportNameTemplate(structure: SeriesStructure | undefined): string | null {
  if (!structure) return null;
  const series = structure.name.toLowerCase();
  if (structure.primekeys.length === 0) return `${series}.{recnum:%lld}.{segment}`;
  const keys = structure.primekeys.map((key) => (isTimeKey(structure, key) ? `{${key}:A}` : `{${key}}`));
  return `${series}.${keys.join('.')}.{segment}`;
}

const keptExtensions = new Set(['.fits', '.txt', '.jpg', '.mpg', '.mp4', '.tar']);

/**
 * Name of a downloaded file made of the name of its record, for files that the server did not name for us.
 *
 * @param serverName Its extension is kept if it is one of fits, txt, jpg, mpg, mp4, tar; others are dropped, as the
 *   Python client does.
 * @returns `null` if the server's name has to do: the record has another form, another number of values than the
 *   series has prime keys, or the series is not known. The name may hold signs that file systems refuse: see
 *   `safeFileName`.
 */
export function localFileName(
  record: string,
  serverName: string,
  structure: SeriesStructure | undefined,
): string | null {
  const parts = recordParts(record);
  if (!parts || !structure || parts.values.length !== structure.primekeys.length) return null;
  const values = parts.values.map((value, index) =>
    isTimeKey(structure, structure.primekeys[index] ?? '') ? value.replace(/[.:-]/g, '') : value,
  );
  const extension = /\.[^./]*$/.exec(serverName)?.[0] ?? '';
  const stem = [parts.series.toLowerCase(), ...values, ...parts.segments].filter((part) => part !== '').join('.');
  return keptExtensions.has(extension) ? stem + extension : stem;
}

function isTimeKey(structure: SeriesStructure, key: string): boolean {
  return findKeyword(structure, key)?.type === 'time';
}

const reservedNames = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;
const longestName = 255;

/**
 * The name with everything changed that a file system of Windows, macOS or Linux would refuse or understand otherwise:
 * the signs `# : / \ * ? " < > |` and control characters become `_`, reserved device names get a leading `_`, dots and
 * blanks at the end go, and names of more than 255 bytes are cut before their extension.
 */
export function safeFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  const plain = name.replace(/[#:/\\*?"<>|\u0000-\u001f\u007f]/g, '_').replace(/[. ]+$/, '');
  const allowed = reservedNames.test(plain) || plain === '' ? `_${plain}` : plain;
  return cutToLength(allowed);
}

function cutToLength(name: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(name).length <= longestName) return name;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const characters = [...name.slice(0, name.length - extension.length)];
  while (encoder.encode(characters.join('') + extension).length > longestName) characters.pop();
  return characters.join('') + extension;
}

/** What two names must differ in to be two files everywhere: letter case and forms of accents do not count. */
export function fileNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/**
 * Groups of positions that would be one file, each with two or more positions.
 *
 * @param names In the order of the rows.
 */
export function collidingNames(names: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, name] of names.entries()) {
    const key = fileNameKey(name);
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * Gives each file a name of its own: what is taken gets `.1`, `.2`, … at its end.
 *
 * @param taken Names that exist already.
 */
export function distinctFileNames(names: readonly string[], taken: Iterable<string> = []): string[] {
  const used = new Set(Array.from(taken, fileNameKey));
  const lastNumber = new Map<string, number>();
  return names.map((name) => {
    const key = fileNameKey(name);
    let number = lastNumber.get(key) ?? 0;
    let candidate = number === 0 ? name : `${name}.${number}`;
    while (used.has(fileNameKey(candidate))) {
      number += 1;
      candidate = `${name}.${number}`;
    }
    lastNumber.set(key, number);
    used.add(fileNameKey(candidate));
    return candidate;
  });
}
