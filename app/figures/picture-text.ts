/** A picture holds what Quarry wrote into it, but not as it was written. */
export class DamagedPictureError extends Error {
  override readonly name = 'DamagedPictureError';
}

export type PictureKind = 'png' | 'svg' | 'pdf';

/** More than any provenance; a picture that unpacks to more is a bomb. */
const mostBytes = 4_000_000;

/** By the first bytes; the ending of a name tells nothing. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const head = latin1(bytes.subarray(0, 1024));
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'png';
  if (head.startsWith('%PDF-')) return 'pdf';
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(
    head.replace(/^\u00ef\u00bb\u00bf/, ''),
  )
    ? 'svg'
    : undefined;
}

/** The text that Quarry wrote into a picture; undefined if there is none. */
export async function readPictureText(kind: PictureKind, bytes: Uint8Array): Promise<string | undefined> {
  switch (kind) {
    case 'png':
      return fromPng(bytes);
    case 'svg':
      return fromSvg(new TextDecoder().decode(bytes));
    default:
      return fromPdf(latin1(bytes));
  }
}

/** Whether a picture has its end; a transfer that broke off leaves the beginning. */
export function hasEnd(kind: PictureKind, bytes: Uint8Array): boolean {
  const tail = latin1(bytes.subarray(-1024));
  return tail.includes({ png: 'IEND', svg: '</svg>', pdf: '%%EOF' }[kind]);
}

async function fromPng(bytes: Uint8Array): Promise<string | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = latin1(bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'iTXt' && latin1(data.subarray(0, 7)) === 'quarry\0') {
      if (at + 12 + length > bytes.length) throw new DamagedPictureError('the file ends within it');
      // Its packing has a sum of its own.
      return new TextDecoder().decode(await inflate(data.subarray(11)));
    }
    at += length + 12;
  }
  return undefined;
}

function fromSvg(svg: string): string | undefined {
  const text = /<metadata id="quarry">([^<]*)<\/metadata>/.exec(svg)?.[1];
  return text?.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

/** The keywords of the document, an object of their own: a string in brackets, UTF-16 where it is not ASCII. */
function fromPdf(text: string): string | undefined {
  const number = /\/Keywords (\d{1,9}) 0 R/.exec(text)?.[1];
  const head = `\n${number} 0 obj\n(`;
  const start = number === undefined ? -1 : text.lastIndexOf(head);
  if (start < 0) return undefined;
  let raw = '';
  for (let at = start + head.length; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === ')') return decodePdf(raw);
    if (sign === '\\') {
      at++;
      raw += escapes[text[at] ?? ''] ?? text[at] ?? '';
    } else raw += sign;
  }
  throw new DamagedPictureError('the file ends within it');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function decodePdf(raw: string): string {
  if (!raw.startsWith('\u00fe\u00ff')) return raw;
  let text = '';
  for (let at = 2; at + 1 < raw.length; at += 2)
    text += String.fromCharCode(raw.charCodeAt(at) * 256 + raw.charCodeAt(at + 1));
  return text;
}

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const reader = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) break;
      pieces.push(value);
      length += value.length;
      if (length > mostBytes) throw new DamagedPictureError('it is too long');
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error instanceof DamagedPictureError ? error : new DamagedPictureError('it cannot be unpacked');
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
