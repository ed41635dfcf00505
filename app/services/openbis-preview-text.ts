export interface ReadText {
  text: string;
  encoding: string;
}

/** Marks that some programs set before their text. */
const marks = [
  { encoding: 'utf-8', name: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', name: 'UTF-16 (little-endian)', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', name: 'UTF-16 (big-endian)', bytes: [0xfe, 0xff] },
];

/**
 * The text that the first bytes of a file are, with the encoding it was read by; undefined if they are no text.
 * @param isCut the last character may be incomplete
 */
export function readText(bytes: Uint8Array, isCut: boolean): ReadText | undefined {
  const marked = marks.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte));
  if (marked !== undefined) {
    const text = decoded(bytes, marked.encoding, isCut);
    return text === undefined ? undefined : { text, encoding: marked.name };
  }
  if (bytes.includes(0)) return undefined;
  const text = decoded(bytes, 'utf-8', isCut);
  if (text !== undefined) return isReadable(text) ? { text, encoding: 'UTF-8' } : undefined;
  // Instruments of Western Europe write it; every byte is some sign in it, so only the look of the text can tell.
  const western = new TextDecoder('windows-1252').decode(bytes);
  return isReadable(western) ? { text: western, encoding: 'Windows-1252, as far as can be told' } : undefined;
}

function decoded(bytes: Uint8Array, encoding: string, isCut: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return undefined;
  }
}

/** Texts hold tabs, line breaks and page breaks, and hardly any other control character. */
function isReadable(text: string): boolean {
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1b) || (code >= 0x7f && code < 0xa0)) controls++;
  }
  return controls <= text.length / 200;
}
