import { crc32, deflateSync } from 'node:zlib';

const keyword = 'quarry';

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

export function embedInSvg(svg: string, provenance: string): string {
  const text = provenance.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return svg.replace(/^(<svg[^>]*>)/, `$1<metadata id="quarry">${text}</metadata>`);
}
