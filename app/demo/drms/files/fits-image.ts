import { gzipSync } from 'node:zlib';
import type { Compression, Segment } from '../series/model.ts';
import { type Card, dataBlocks } from './fits-cards.ts';
import { checkedUnit } from './fits-checksum.ts';
import { type Picture, pixelData } from './pixels.ts';
import { riceEncode } from './rice.ts';

/** A whole FITS file with one image; `cards` describe it. */
export function imageFile(
  picture: Picture,
  segment: Segment,
  compression: Compression,
  cards: readonly Card[],
): Uint8Array {
  const described = [...scaleCards(picture, segment), ...cards];
  if (compression === 'none') {
    const primary = [{ name: 'SIMPLE', value: true }, ...sizeCards('', picture), ...described];
    return checkedUnit(primary, dataBlocks(pixelData(picture)));
  }
  return Buffer.concat([checkedUnit(emptyPrimary, new Uint8Array()), compressedUnit(picture, compression, described)]);
}

export const emptyPrimary: readonly Card[] = [
  { name: 'SIMPLE', value: true },
  { name: 'BITPIX', value: 8 },
  { name: 'NAXIS', value: 0 },
  { name: 'EXTEND', value: true },
];

function sizeCards(prefix: '' | 'Z', { width, height, values, bytesPerPixel }: Picture): Card[] {
  return [
    { name: `${prefix}BITPIX`, value: (values instanceof Float32Array ? -1 : 1) * bytesPerPixel * 8 },
    { name: `${prefix}NAXIS`, value: 2 },
    { name: `${prefix}NAXIS1`, value: width },
    { name: `${prefix}NAXIS2`, value: height },
  ];
}

function scaleCards({ blank }: Picture, { bscale, bzero, units }: Segment): Card[] {
  const unit: Card[] = units === 'none' ? [] : [{ name: 'BUNIT', value: units }];
  if (blank === undefined) return unit;
  return [
    { name: 'BLANK', value: blank },
    { name: 'BZERO', value: bzero, isReal: true },
    { name: 'BSCALE', value: bscale, isReal: true },
    ...unit,
  ];
}

const descriptorBytes = 8;

/** Row by row into the heap of a table. */
function compressedUnit(
  picture: Picture,
  compression: Exclude<Compression, 'none'>,
  cards: readonly Card[],
): Uint8Array {
  const { width, height } = picture;
  const tiles = Array.from({ length: height }, (_, row) => encodeTile(picture, row, compression));
  const descriptors = Buffer.alloc(height * descriptorBytes);
  let offset = 0;
  for (const [row, tile] of tiles.entries()) {
    descriptors.writeInt32BE(tile.length, row * descriptorBytes);
    descriptors.writeInt32BE(offset, row * descriptorBytes + 4);
    offset += tile.length;
  }
  const longest = Math.max(...tiles.map((tile) => tile.length));
  const header: Card[] = [
    { name: 'XTENSION', value: 'BINTABLE' },
    { name: 'BITPIX', value: 8 },
    { name: 'NAXIS', value: 2 },
    { name: 'NAXIS1', value: descriptorBytes },
    { name: 'NAXIS2', value: height },
    { name: 'PCOUNT', value: offset },
    { name: 'GCOUNT', value: 1 },
    { name: 'TFIELDS', value: 1 },
    { name: 'TTYPE1', value: 'COMPRESSED_DATA' },
    { name: 'TFORM1', value: `1PB(${longest})` },
    { name: 'ZIMAGE', value: true },
    ...sizeCards('Z', picture),
    { name: 'ZTILE1', value: width },
    { name: 'ZTILE2', value: 1 },
    ...methodCards(picture, compression),
    ...cards,
  ];
  return checkedUnit(header, dataBlocks(Buffer.concat([descriptors, ...tiles])));
}

function methodCards({ bytesPerPixel }: Picture, compression: Exclude<Compression, 'none'>): Card[] {
  if (compression !== 'rice') return [{ name: 'ZCMPTYPE', value: compression === 'gzip1' ? 'GZIP_1' : 'GZIP_2' }];
  return [
    { name: 'ZCMPTYPE', value: 'RICE_1' },
    { name: 'ZNAME1', value: 'BLOCKSIZE' },
    { name: 'ZVAL1', value: 32 },
    { name: 'ZNAME2', value: 'BYTEPIX' },
    { name: 'ZVAL2', value: bytesPerPixel },
  ];
}

function encodeTile(picture: Picture, row: number, compression: Exclude<Compression, 'none'>): Uint8Array {
  const { width, values, bytesPerPixel } = picture;
  const [first, end] = [row * width, (row + 1) * width];
  if (compression === 'rice') return riceEncode(values.subarray(first, end), bytesPerPixel);
  const data = pixelData(picture, first, end);
  return gzipSync(compression === 'gzip1' ? data : shuffle(data, bytesPerPixel));
}

/** All first bytes, then all second bytes, and so on. */
function shuffle(data: Buffer, bytesPerPixel: number): Buffer {
  const pixels = data.length / bytesPerPixel;
  const shuffled = Buffer.alloc(data.length);
  for (let pixel = 0; pixel < pixels; pixel += 1)
    for (let byte = 0; byte < bytesPerPixel; byte += 1)
      shuffled[byte * pixels + pixel] = data[pixel * bytesPerPixel + byte] ?? 0;
  return shuffled;
}
