import { readDescriptor } from './descriptors.ts';
import { type Quantization, type QuantizedTile, unquantize } from './dither.ts';
import { FitsError } from './fits-error.ts';
import { type FitsFile, type Hdu, readData } from './fits-file.ts';
import type { Gunzip } from './fits-source.ts';
import { type BitPix, newPixels, type PixelArray, pixelsOf } from './pixel-array.ts';
import { decodePlio } from './plio.ts';
import { decodeRice } from './rice.ts';
import { binaryColumns, type TableColumn } from './table-columns.ts';
import { placeTile, type Tile, tilesOfPlane } from './tile-layout.ts';

type RiceValues = Uint8Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
type Method = 'RICE_1' | 'GZIP_1' | 'GZIP_2' | 'PLIO_1' | 'NOCOMPRESS';

/** What the header tells of all tiles. */
interface Coding {
  hdu: Hdu;
  method: Method;
  /** Of the image. */
  bits: BitPix;
  tileAxes: number[];
  blockPixels: number;
  /** Of a value in RICE_1. */
  riceBytes: 1 | 2 | 4;
  quantization: Quantization;
  firstSeed: number;
  columns: Map<string, TableColumn>;
  gunzip: Gunzip;
}

/** The table with the tiles, in memory. */
interface TileTable {
  bytes: Uint8Array;
  view: DataView;
  rowBytes: number;
  heap: number;
}

/**
 * Decodes one plane of a tile-compressed image.
 * @throws FitsError if a tile is broken, or the method of compression cannot be read
 */
export async function compressedPlane(file: FitsFile, hdu: Hdu, plane: number, gunzip: Gunzip): Promise<PixelArray> {
  const coding = readCoding(hdu, gunzip);
  const bytes = await readData(file, hdu);
  const rowBytes = hdu.header.count('NAXIS1');
  const rows = hdu.header.count('NAXIS2');
  if (rowBytes * rows > bytes.length)
    throw hdu.header.wrong(`${rows} rows of ${rowBytes} bytes are more than its data.`, 'NAXIS2');
  const heap = hdu.header.number('THEAP') ?? rowBytes * rows;
  const table = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), rowBytes, heap };
  const [width = 0, height = 1] = hdu.axes;
  const target = newPixels(coding.bits, width * height);
  for (const tile of tilesOfPlane(hdu.axes, coding.tileAxes, plane)) {
    if (tile.row >= rows)
      throw hdu.header.wrong(`the table has ${rows} rows, too few for the tiles of the image.`, 'NAXIS2');
    decodeTile(coding, table, tile, plane, target);
  }
  return target;
}

function readCoding(hdu: Hdu, gunzip: Gunzip): Coding {
  const { header, axes } = hdu;
  const bits = header.number('ZBITPIX') ?? 0;
  if (![8, 16, 32, 64, -32, -64].includes(bits))
    throw header.wrong(`ZBITPIX is ${bits}, which no image has.`, 'ZBITPIX');
  const parameters = new Map<string, number>();
  for (let number = 1; header.has(`ZNAME${number}`); number++)
    parameters.set(header.text(`ZNAME${number}`) ?? '', header.number(`ZVAL${number}`) ?? 0);
  const riceBytes = parameters.get('BYTEPIX') ?? 4;
  if (riceBytes !== 1 && riceBytes !== 2 && riceBytes !== 4)
    throw header.wrong(`BYTEPIX is ${riceBytes}; it can be 1, 2 or 4.`, 'ZNAME1');
  return {
    hdu,
    method: methodOf(hdu),
    bits: bits as BitPix,
    tileAxes: axes.map((axis, index) =>
      header.has(`ZTILE${index + 1}`) ? header.count(`ZTILE${index + 1}`, 1) : index === 0 ? axis : 1,
    ),
    blockPixels: Math.max(1, parameters.get('BLOCKSIZE') ?? 32),
    riceBytes,
    quantization: quantizationOf(hdu),
    firstSeed: header.number('ZDITHER0') ?? 1,
    columns: new Map(binaryColumns(hdu).map((column) => [column.name.toUpperCase(), column])),
    gunzip,
  };
}

function methodOf({ header }: Hdu): Method {
  const named = header.text('ZCMPTYPE') ?? '';
  // An old name of the same.
  if (named === 'RICE_1' || named === 'RICE_ONE') return 'RICE_1';
  if (named === 'GZIP_1' || named === 'GZIP_2' || named === 'PLIO_1' || named === 'NOCOMPRESS') return named;
  const { byte, hdu } = header.wrong('', 'ZCMPTYPE');
  throw new FitsError(
    `the image is compressed by ${named === '' ? 'a method without name' : named}; RICE_1, GZIP_1, GZIP_2 and PLIO_1 can be read.`,
    { hdu, byte },
    { isUnsupported: true },
  );
}

/** Files from before the keyword was invented have no dither. */
function quantizationOf({ header }: Hdu): Quantization {
  const named = header.text('ZQUANTIZ');
  return named === 'SUBTRACTIVE_DITHER_1' || named === 'SUBTRACTIVE_DITHER_2' ? named : 'NO_DITHER';
}

function decodeTile(coding: Coding, table: TileTable, tile: Tile, plane: number, target: PixelArray): void {
  const pixels = tile.size.reduce((product, size) => product * size, 1);
  const found = tileBytes(coding, table, tile);
  const place = found.method === 'RICE_1' ? placeFor(coding, tile, pixels, target) : undefined;
  if (place !== undefined) {
    decodeRiceTile(coding, found, tile, place);
    return;
  }
  const isReal = coding.bits < 0;
  const scale = isReal ? numberOf(coding, table, tile, 'ZSCALE') : undefined;
  const values =
    isReal && scale !== undefined && scale !== 0 && found.method !== 'plain-gzip'
      ? unquantizedTile(coding, table, tile, found, pixels, scale)
      : storedTile(coding, found, pixels, coding.bits, tile);
  // All arrays of one image are made by its BITPIX.
  placeTile(values as Float64Array, tile, coding.hdu.axes, plane, target as Float64Array);
}

/** Tiles of whole rows, the usual ones, are decoded right where they belong. */
function placeFor(coding: Coding, tile: Tile, pixels: number, target: PixelArray): RiceValues | undefined {
  if (target instanceof BigInt64Array || target instanceof Float32Array || target instanceof Float64Array)
    return undefined;
  const [width = 0] = coding.hdu.axes;
  const [sizeX = 0, sizeY = 1] = tile.size;
  const isWhole = sizeX === width && pixels === sizeX * sizeY;
  if (!isWhole || target.BYTES_PER_ELEMENT !== coding.riceBytes) return undefined;
  const from = (tile.start[1] ?? 0) * width;
  return target.subarray(from, from + pixels);
}

function decodeRiceTile(coding: Coding, { bytes, from, length }: FoundTile, tile: Tile, values: RiceValues): void {
  if (!decodeRice(bytes, from, length, coding.blockPixels, values))
    throw tileError(coding, tile, 'its RICE_1 data end too early or are spoilt.');
}

interface FoundTile {
  /** 'plain-gzip': values that could not be quantised, in a column of their own. */
  method: Method | 'plain-gzip';
  from: number;
  length: number;
  bytes: Uint8Array;
}

function tileBytes(coding: Coding, table: TileTable, tile: Tile): FoundTile {
  const sources = [
    ['COMPRESSED_DATA', coding.method],
    ['GZIP_COMPRESSED_DATA', 'plain-gzip'],
    ['UNCOMPRESSED_DATA', 'NOCOMPRESS'],
  ] as const;
  for (const [name, method] of sources) {
    const column = coding.columns.get(name);
    if (column?.variable == null) continue;
    const { count, offset } = readDescriptor(
      table.view,
      tile.row * table.rowBytes + column.offset,
      column.variable === 'Q',
    );
    if (count === 0) continue;
    const from = table.heap + offset;
    const length = count * column.elementBytes;
    if (!(from >= 0 && offset >= 0 && from + length <= table.bytes.length))
      throw tileError(coding, tile, `it lies outside of the data: ${length} bytes at ${from}.`);
    return { method, from, length, bytes: table.bytes };
  }
  throw tileError(coding, tile, 'it has no data.');
}

function storedTile(coding: Coding, found: FoundTile, pixels: number, bits: BitPix, tile: Tile): PixelArray {
  const { from, length, bytes, method } = found;
  switch (method) {
    case 'RICE_1': {
      // Its sizes are those of the whole numbers among the pixel arrays.
      const values = newPixels((8 * coding.riceBytes) as 8 | 16 | 32, pixels) as RiceValues;
      decodeRiceTile(coding, found, tile, values);
      return sameType(values, bits);
    }
    case 'PLIO_1': {
      const list = pixelsOf(bytes.subarray(from, from + length), 16) as Int16Array;
      const values = new Int32Array(pixels);
      if (!decodePlio(list, values)) throw tileError(coding, tile, 'its PLIO_1 list is spoilt.');
      return sameType(values, bits);
    }
    default: {
      const size = Math.abs(bits) / 8;
      const plain =
        method === 'NOCOMPRESS' ? bytes.subarray(from, from + length) : inflate(coding, found, tile, pixels);
      if (plain.length < pixels * size)
        throw tileError(coding, tile, `it has ${plain.length} bytes instead of ${pixels * size}.`);
      return pixelsOf(method === 'GZIP_2' ? unshuffle(plain, size) : plain.subarray(0, pixels * size), bits);
    }
  }
}

function sameType(values: RiceValues, bits: BitPix): PixelArray {
  const target = newPixels(bits, 0);
  if (target.constructor === values.constructor) return values;
  const converted = newPixels(bits, values.length);
  if (converted instanceof BigInt64Array) converted.set(Array.from(values, BigInt));
  else converted.set(values);
  return converted;
}

function unquantizedTile(
  coding: Coding,
  table: TileTable,
  tile: Tile,
  found: FoundTile,
  pixels: number,
  scale: number,
): PixelArray {
  const stored = storedTile(coding, found, pixels, 32, tile) as Int32Array;
  const quantized: QuantizedTile = {
    scale,
    zero: numberOf(coding, table, tile, 'ZZERO') ?? 0,
    blank: numberOf(coding, table, tile, 'ZBLANK') ?? coding.hdu.header.number('BLANK'),
    method: coding.quantization,
    seed: coding.firstSeed + tile.row,
  };
  const target = coding.bits === -32 ? new Float32Array(pixels) : new Float64Array(pixels);
  unquantize(stored, quantized, target);
  return target;
}

/** From the column of that name, else from the keyword. */
function numberOf(
  { columns, hdu }: Coding,
  { view, rowBytes }: TileTable,
  tile: Tile,
  name: string,
): number | undefined {
  const column = columns.get(name);
  if (column === undefined) return hdu.header.number(name);
  const at = tile.row * rowBytes + column.offset;
  switch (column.code) {
    case 'D':
      return view.getFloat64(at);
    case 'E':
      return view.getFloat32(at);
    case 'J':
      return view.getInt32(at);
    case 'I':
      return view.getInt16(at);
    default:
      throw hdu.header.wrong(`column ${name} has the form ${column.form}, which is no number.`);
  }
}

function inflate(coding: Coding, { bytes, from, length }: FoundTile, tile: Tile, pixels: number): Uint8Array {
  try {
    return coding.gunzip(bytes.subarray(from, from + length), pixels * 8);
  } catch {
    throw tileError(coding, tile, 'its gzip data are spoilt.');
  }
}

/** GZIP_2 has all first bytes in front, then all second bytes, and so on. */
function unshuffle(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / size);
  const plain = new Uint8Array(count * size);
  for (let byte = 0; byte < size; byte++)
    for (let index = 0; index < count; index++) plain[index * size + byte] = bytes[byte * count + index] as number;
  return plain;
}

function tileError({ hdu }: Coding, tile: Tile, reason: string): FitsError {
  const byte = hdu.dataByte + tile.row * (hdu.header.number('NAXIS1') ?? 0);
  return new FitsError(`tile ${tile.row + 1} of the compressed image cannot be read: ${reason}`, {
    hdu: hdu.index,
    byte,
  });
}
