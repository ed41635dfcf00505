import { crc32, deflateSync, inflateSync } from 'node:zlib';

const keyword = 'quarry';
const signatureLength = 8;

/** Puts a text chunk (iTXt, UTF-8, compressed) before the end of a PNG. */
export function embedInPng(png: Uint8Array, provenance: string): Uint8Array {
  const header = Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.from([0, 1, 0, 0, 0])]);
  const data = Buffer.concat([Buffer.from('iTXt', 'latin1'), header, deflateSync(Buffer.from(provenance, 'utf8'))]);
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4, 0);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  const end = png.length - 12;
  return new Uint8Array(Buffer.concat([png.subarray(0, end), chunk, png.subarray(end)]));
}

export function readFromPng(png: Uint8Array): string | undefined {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  for (let at = signatureLength; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'iTXt' && data.subarray(0, keyword.length + 1).equals(Buffer.from(`${keyword}\0`, 'latin1'))) {
      return inflateSync(data.subarray(keyword.length + 5)).toString('utf8');
    }
    at += length + 12;
  }
  return undefined;
}

export function embedInSvg(svg: string, provenance: string): string {
  const text = provenance.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return svg.replace(/^(<svg[^>]*>)/, `$1<metadata id="quarry">${text}</metadata>`);
}

export function readFromSvg(svg: string): string | undefined {
  const text = /<metadata id="quarry">([^<]*)<\/metadata>/.exec(svg)?.[1];
  return text?.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
