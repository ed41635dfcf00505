export type TextEncodingName = 'utf-8' | 'utf-16' | 'latin-1';

export interface EncodedText {
  /** UTF-8 or Latin-1 bytes without byte order mark. */
  bytes: Uint8Array;
  encoding: TextEncodingName;
  decode(start: number, end: number): string;
}

/** Finds the encoding; UTF-16 is turned into UTF-8 so that readers see one byte per digit. Undefined for binary data. */
export function openText(raw: Uint8Array): EncodedText | undefined {
  if (raw.length >= 2 && ((raw[0] === 0xff && raw[1] === 0xfe) || (raw[0] === 0xfe && raw[1] === 0xff))) {
    const text = new TextDecoder(raw[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(raw);
    const bytes = new TextEncoder().encode(text);
    return { bytes, encoding: 'utf-16', decode: (start, end) => new TextDecoder().decode(bytes.subarray(start, end)) };
  }
  const bytes = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? raw.subarray(3) : raw;
  const head = bytes.subarray(0, 512);
  // A text may hold a damaged block later on; its beginning may not.
  if (head.includes(0) || countControls(head) > head.length / 50) return undefined;
  const encoding = isUtf8(bytes.subarray(0, 1 << 20)) ? 'utf-8' : 'latin-1';
  const label = encoding === 'utf-8' ? 'utf-8' : 'windows-1252';
  return { bytes, encoding, decode: (start, end) => new TextDecoder(label).decode(bytes.subarray(start, end)) };
}

function countControls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32)) count += 1;
  return count;
}

function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const following =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1;
    if (following < 0) return false;
    for (let next = 1; next <= following; next++) {
      if (at + next >= bytes.length) return true;
      if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return false;
    }
    at += following + 1;
  }
  return true;
}
