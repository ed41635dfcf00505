export interface TarEntry {
  path: string;
  /** Sign of the kind: 0 file, 1 hard link, 2 link, 3 and 4 devices, 5 folder, 6 pipe; default 0. */
  kind?: string;
  content?: string | Uint8Array;
  /** Target of a link. */
  link?: string;
  /** As the head tells it; default that of the content. */
  size?: number;
  /** Behind the path, for long ones. */
  prefix?: string;
  isSpoilt?: boolean;
}

const block = 512;

/** A tar archive that says what it is told, sensible or not. */
export function tarBytes(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(entryBytes), Buffer.alloc(2 * block)]);
}

function entryBytes(entry: TarEntry): Buffer[] {
  const content = Buffer.from(entry.content ?? '');
  const filler = Buffer.alloc((block - (content.length % block)) % block);
  return [head(entry, entry.size ?? content.length), content, filler];
}

function head({ path, kind = '0', link = '', prefix = '', isSpoilt = false }: TarEntry, size: number): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  bytes.write(path, 0, 100);
  bytes.write(octal(0o644, 7), 100);
  bytes.write(octal(0, 7), 108);
  bytes.write(octal(0, 7), 116);
  bytes.write(octal(size, 11), 124);
  bytes.write(octal(0, 11), 136);
  bytes.write(' '.repeat(8), 148);
  bytes.write(kind, 156);
  bytes.write(link, 157, 100);
  bytes.write('ustar\u000000', 257);
  bytes.write(prefix, 345, 155);
  const sum = bytes.reduce((total, byte) => total + byte, isSpoilt ? 1 : 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}
