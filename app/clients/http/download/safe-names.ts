import { createHash } from 'node:crypto';
import { fileNameKey } from '../../../domain/drms/file-names.ts';

const longestBytes = 200;
/** Beside the file while it is fetched. */
export const partEnding = '.part';
export const journalEnding = '.part.log';

// Control characters, what file systems refuse, and signs that turn the direction of text around.
const refused =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*#\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Devices of Windows, also with an extension. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\s*\.|\s*$)/i;
/** Names that downloads need for themselves. */
const ours = /^manifest\.(?:jsonl|(?:json|csv)(?:\.new)?)$|\.part(?:\.log)?$/i;

/**
 * A name from a server as one that every file system takes, and that cannot leave the folder: its last path part,
 * without signs that are refused somewhere or hide what it is. Safe names stay as they are.
 */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const plain = last
    .normalize('NFC')
    .replace(refused, '_')
    .normalize('NFC')
    .replace(/^\s+|[. ]+$/g, '');
  const allowed = plain === '' || plain.startsWith('.') || reserved.test(plain) ? `_${plain}` : plain;
  const short = cut(allowed, longestBytes - 1).replace(/[. ]+$/, '_');
  return ours.test(short) ? `${short}_` : short;
}

export interface WishedName {
  /** Of the file; equal only for the same file. */
  id: string;
  name: string;
}

/**
 * A safe name for each file, no two of them equal, also where letter case or forms of accents do not count. Who comes
 * later and finds the name taken gets a digest of its id before the extension, the same one every time.
 * @param taken names that are not free
 */
export function distinctNames(wished: readonly WishedName[], taken: Iterable<string>): string[] {
  const used = new Set(Array.from(taken, fileNameKey));
  return wished.map(({ id, name }) => {
    const safe = safeName(name);
    let chosen = safe;
    for (let length = 8; used.has(fileNameKey(chosen)); length += 8) chosen = withDigest(safe, id, length);
    used.add(fileNameKey(chosen));
    return chosen;
  });
}

function withDigest(name: string, id: string, length: number): string {
  const extension = extensionOf(name);
  const digest = createHash('sha256').update(id).digest('hex').slice(0, Math.min(length, 64));
  const stem = name.slice(0, name.length - extension.length);
  // A second name for the same id has to differ all the same.
  const more = length > 64 ? `-${length}` : '';
  const end = `-${digest}${more}${extension}`;
  return `${cut(stem, longestBytes - end.length, '')}${end}`;
}

function extensionOf(name: string): string {
  return /(?<=.)(?:\.[A-Za-z0-9]{1,8})$/.exec(name)?.[0] ?? '';
}

/** Cuts whole characters off before the extension until the name fits. */
function cut(name: string, bytes: number, extension = extensionOf(name)): string {
  if (Buffer.byteLength(name) <= bytes) return name;
  const characters = [...name.slice(0, name.length - extension.length)];
  let size = Buffer.byteLength(name);
  while (size > bytes && characters.length > 1) size -= Buffer.byteLength(characters.pop() ?? '');
  return characters.join('') + extension;
}
