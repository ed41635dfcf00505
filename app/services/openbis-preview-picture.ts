/** Pictures that a browser draws itself, told by their first bytes, never by their names. */
export interface PictureFacts {
  format: 'PNG' | 'JPEG' | 'GIF' | 'WebP';
  width: number;
  height: number;
}

export const pictureTypes = { PNG: 'image/png', JPEG: 'image/jpeg', GIF: 'image/gif', WebP: 'image/webp' } as const;

/** @param head the first bytes of a file; undefined if they begin no picture, or if its size is not among them */
export function pictureFacts(head: Uint8Array): PictureFacts | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const found = pngSize(view) ?? gifSize(view) ?? webpSize(view) ?? jpegSize(view);
  return found !== undefined && found.width > 0 && found.height > 0 ? found : undefined;
}

function textAt(view: DataView, start: number, length: number): string {
  if (view.byteLength < start + length) return '';
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + start, length));
}

function pngSize(view: DataView): PictureFacts | undefined {
  if (textAt(view, 0, 8) !== '\x89PNG\r\n\x1a\n' || textAt(view, 12, 4) !== 'IHDR' || view.byteLength < 24)
    return undefined;
  return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) };
}

function gifSize(view: DataView): PictureFacts | undefined {
  if (!/^GIF8[79]a$/.test(textAt(view, 0, 6)) || view.byteLength < 10) return undefined;
  return { format: 'GIF', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function webpSize(view: DataView): PictureFacts | undefined {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP' || view.byteLength < 30) return undefined;
  switch (textAt(view, 12, 4)) {
    case 'VP8X':
      return { format: 'WebP', width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { format: 'WebP', width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { format: 'WebP', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
}

/** The size stands in the first frame header, behind segments of any length. */
function jpegSize(view: DataView): PictureFacts | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { format: 'JPEG', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const length = view.getUint16(at + 2);
    // A filling byte before a marker stands alone.
    at += marker === 0xff ? 1 : 2 + Math.max(2, length);
  }
  return undefined;
}

/** Start of a frame of any coding; the three others of the row are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
