import { FitsError } from './fits-error.ts';
import { type FitsSource, paddedBytes } from './fits-source.ts';
import { type Header, latin1, readHeader } from './header.ts';

export type HduKind = 'image' | 'compressed-image' | 'table' | 'ascii-table' | 'groups' | 'other';

/** Header and data unit: one part of a FITS file. */
export interface Hdu {
  /** 0 is the primary one. */
  index: number;
  kind: HduKind;
  /** EXTNAME, or '' */
  name: string;
  header: Header;
  /** Of the image, also of a compressed one; of a table its row bytes and rows. First axis first. */
  axes: readonly number[];
  dataByte: number;
  /** Without the filling of the last block. */
  dataBytes: number;
}

export interface FitsFile {
  source: FitsSource;
  hdus: readonly Hdu[];
  /** What is odd about the file although it can be read, in words. */
  warnings: readonly string[];
}

const mostHdus = 10_000;
const mostAxes = 999;

/**
 * Finds all HDUs; reads headers only. A cut file is opened as far as it goes, with a warning.
 * @throws FitsError if not even the primary header can be read
 */
export async function openFits(source: FitsSource): Promise<FitsFile> {
  const start = latin1(await source.read(0, 9));
  if (!start.startsWith('SIMPLE'))
    throw new FitsError('this is no FITS file: it does not begin with SIMPLE.', { hdu: 0, byte: 0 });
  const hdus: Hdu[] = [];
  const warnings: string[] = [];
  for (let byte = 0; byte < source.size && hdus.length < mostHdus; ) {
    const hdu = hdus.length;
    if (hdu > 0 && !latin1(await source.read(byte, 8)).startsWith('XTENSION')) {
      warnings.push(`HDU ${hdu - 1} is the last one; ${source.size - byte} bytes of another kind follow at ${byte}.`);
      break;
    }
    try {
      const found = describeHdu(await readHeader(source, hdu, byte));
      hdus.push(found);
      byte = found.dataByte + paddedBytes(found.dataBytes);
    } catch (error) {
      if (hdu === 0 || !(error instanceof FitsError)) throw error;
      warnings.push(`${error.message} The parts before it are shown.`);
      break;
    }
    if (byte > source.size) {
      const missing = byte - source.size;
      const { dataByte, dataBytes } = hdus[hdu] ?? { dataByte: 0, dataBytes: 0 };
      warnings.push(
        dataByte + dataBytes > source.size
          ? `The file is cut off: ${missing} bytes of HDU ${hdu} are missing behind byte ${source.size}.`
          : `The last block of HDU ${hdu} is not filled up: ${missing} bytes are missing.`,
      );
    }
  }
  for (const { header, index } of hdus)
    if (header.duplicates.length > 0)
      warnings.push(`HDU ${index} has more than one card for ${header.duplicates.join(', ')}; the first one counts.`);
  return { source, hdus, warnings };
}

function describeHdu(header: Header): Hdu {
  const extension = header.text('XTENSION')?.trimEnd();
  const ownAxes = axesOf(header, '');
  const kind = kindOf(header, extension, ownAxes);
  const bits = header.number('BITPIX') ?? 0;
  if (![8, 16, 32, 64, -32, -64].includes(bits))
    throw header.wrong(`BITPIX is ${bits}, which no FITS file has.`, 'BITPIX');
  const dataBytes = dataLength(header, ownAxes, Math.abs(bits) / 8, kind === 'groups');
  return {
    index: header.hdu,
    kind,
    name: header.text('EXTNAME') ?? '',
    header,
    axes: kind === 'compressed-image' ? axesOf(header, 'Z') : ownAxes,
    dataByte: header.byte + header.bytes,
    dataBytes,
  };
}

function kindOf(header: Header, extension: string | undefined, axes: readonly number[]): HduKind {
  if (extension === undefined) return header.value('GROUPS') === true && axes[0] === 0 ? 'groups' : 'image';
  if (extension === 'IMAGE' || extension === 'IUEIMAGE') return 'image';
  if (extension === 'TABLE') return 'ascii-table';
  if (extension !== 'BINTABLE' && extension !== 'A3DTABLE') return 'other';
  return header.value('ZIMAGE') === true ? 'compressed-image' : 'table';
}

function axesOf(header: Header, prefix: '' | 'Z'): number[] {
  const count = header.count(`${prefix}NAXIS`);
  if (count > mostAxes) throw header.wrong(`${count} axes are more than a FITS file can have.`, `${prefix}NAXIS`);
  return Array.from({ length: count }, (_, axis) => header.count(`${prefix}NAXIS${axis + 1}`));
}

/** By 4.4.1 of the standard. */
function dataLength(header: Header, axes: readonly number[], bytesPerValue: number, isGroups: boolean): number {
  if (axes.length === 0) return 0;
  const counted = isGroups ? axes.slice(1) : axes;
  const elements = counted.reduce((product, axis) => product * axis, 1);
  const groups = header.has('GCOUNT') ? header.count('GCOUNT') : 1;
  const extra = header.has('PCOUNT') ? header.count('PCOUNT') : 0;
  const bytes = bytesPerValue * groups * (extra + elements);
  if (!Number.isSafeInteger(bytes)) throw header.wrong('the axes announce more data than any file can hold.', 'NAXIS');
  return bytes;
}

/** The data of an HDU, or a part of them. @throws FitsError if the file ends before */
export async function readData(file: FitsFile, hdu: Hdu, from = 0, length = hdu.dataBytes - from): Promise<Uint8Array> {
  const byte = hdu.dataByte + from;
  const bytes = await file.source.read(byte, length);
  if (bytes.length === length) return bytes;
  throw new FitsError(`the file is cut off: ${length} bytes are wanted here, ${bytes.length} are there.`, {
    hdu: hdu.index,
    byte,
  });
}
