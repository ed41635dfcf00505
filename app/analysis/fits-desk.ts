import { readAsciiRows } from '../domain/fits/ascii-table.ts';
import { readBinaryRows } from '../domain/fits/binary-table.ts';
import { type HduSums, verifySums } from '../domain/fits/checksum.ts';
import { FitsError } from '../domain/fits/fits-error.ts';
import { type FitsFile, type Hdu, openFits } from '../domain/fits/fits-file.ts';
import type { FitsSource, Gunzip } from '../domain/fits/fits-source.ts';
import { type ImagePlane, planesOf, readPlane, valueAt } from '../domain/fits/image.ts';
import { binPixels, type PixelWindow, type StoredNumbers, type Survey, surveyPixels } from '../domain/fits/survey.ts';
import { linearWcs } from '../domain/fits/wcs.ts';
import type {
  CardFacts,
  FileFacts,
  FitsAnswer,
  FitsApi,
  FitsCell,
  HduFacts,
  ImageFacts,
  TablePart,
} from './fits-api.ts';
import { cardFacts, numberCell, tableCell } from './fits-words.ts';

export interface FitsDeskParts {
  /** Opens a file for the time of one piece of work. `key` changes when the file does. Undefined if it is not there. */
  withFile<T>(path: string, work: (source: FitsSource, key: string) => Promise<T>): Promise<T | undefined>;
  gunzip: Gunzip;
}

interface HeldPlane {
  plane: ImagePlane;
  numbers: StoredNumbers;
  survey: Survey | null;
  bytes: number;
}

const mostHeldBytes = 400 * 1024 * 1024;
const mostHeldHeaders = 50;

/** Answers questions about FITS files; the newest decoded pictures stay in memory for zooming and reading. */
export class FitsDesk implements FitsApi {
  private readonly parts: FitsDeskParts;
  private readonly headers = new Map<string, Omit<FitsFile, 'source'>>();
  private readonly planes = new Map<string, HeldPlane>();

  constructor(parts: FitsDeskParts) {
    this.parts = parts;
  }

  describe({ path }: { path: string }): Promise<FitsAnswer<FileFacts>> {
    return this.answer(path, async (file) => ({
      bytes: file.source.size,
      hdus: file.hdus.map(hduFacts),
      warnings: [...file.warnings],
    }));
  }

  header({ path, hdu }: { path: string; hdu: number }): Promise<FitsAnswer<CardFacts[]>> {
    return this.answer(path, async (file) => partOf(file, hdu).header.cards.map(cardFacts));
  }

  sums({ path, hdu }: { path: string; hdu: number }): Promise<FitsAnswer<HduSums>> {
    return this.answer(path, (file) => verifySums(file, partOf(file, hdu)));
  }

  image(request: { path: string; hdu: number; plane: number }): Promise<FitsAnswer<ImageFacts>> {
    return this.answer(request.path, async (file, key) => {
      const { plane, survey } = await this.plane(file, key, request);
      const { width, height, unit = null } = plane;
      return { width, height, unit, survey, wcs: linearWcs(partOf(file, request.hdu).header) };
    });
  }

  tile(
    request: { path: string; hdu: number; plane: number; step: number } & PixelWindow,
  ): Promise<FitsAnswer<Float32Array>> {
    return this.answer(request.path, async (file, key) => {
      const { plane, numbers } = await this.plane(file, key, request);
      return binPixels(numbers, plane.width, cutWindow(request, plane), request.step);
    });
  }

  pixels(request: { path: string; hdu: number; plane: number } & PixelWindow): Promise<FitsAnswer<FitsCell[]>> {
    return this.answer(request.path, async (file, key) => {
      const { plane } = await this.plane(file, key, request);
      const cells: FitsCell[] = [];
      for (let y = request.y; y < request.y + request.height; y++)
        for (let x = request.x; x < request.x + request.width; x++) {
          const isInside = x >= 0 && y >= 0 && x < plane.width && y < plane.height;
          cells.push(isInside ? numberCell(valueAt(plane, x, y)) : null);
        }
      return cells;
    });
  }

  table(request: { path: string; hdu: number; from: number; count: number }): Promise<FitsAnswer<TablePart>> {
    return this.answer(request.path, async (file) => {
      const hdu = partOf(file, request.hdu);
      if (hdu.kind !== 'table' && hdu.kind !== 'ascii-table')
        throw hdu.header.wrong('this HDU is no table.', 'XTENSION');
      const read = hdu.kind === 'table' ? readBinaryRows : readAsciiRows;
      const { columns, cells } = await read(file, hdu, request.from, request.count);
      return { rows: hdu.axes[1] ?? 0, columns, cells: cells.map((column) => column.map(tableCell)) };
    });
  }

  private async plane(file: FitsFile, key: string, { hdu, plane }: { hdu: number; plane: number }): Promise<HeldPlane> {
    const name = `${key} ${hdu} ${plane}`;
    let held = this.planes.get(name);
    if (held === undefined) {
      const read = await readPlane(file, partOf(file, hdu), plane, this.parts.gunzip);
      const numbers = storedNumbers(read);
      held = { plane: read, numbers, survey: surveyPixels(numbers), bytes: read.values.byteLength };
    }
    // The newest in use is the last to go.
    this.planes.delete(name);
    this.planes.set(name, held);
    this.forgetOldest();
    return held;
  }

  private forgetOldest(): void {
    let bytes = [...this.planes.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [name, one] of this.planes) {
      if (bytes <= mostHeldBytes || this.planes.size === 1) return;
      this.planes.delete(name);
      bytes -= one.bytes;
    }
  }

  private async answer<T>(path: string, work: (file: FitsFile, key: string) => Promise<T>): Promise<FitsAnswer<T>> {
    try {
      const value = await this.parts.withFile(path, async (source, key) => ({
        found: await work(await this.open(source, key), key),
      }));
      if (value === undefined) return { ok: false, reason: 'not-found', message: `There is no file ${path}.` };
      return { ok: true, value: value.found };
    } catch (error) {
      if (error instanceof NoSuchPart) return { ok: false, reason: 'no-such-part', message: error.message };
      if (!(error instanceof FitsError)) throw error;
      return { ok: false, reason: error.isUnsupported ? 'unsupported' : 'broken', message: error.message };
    }
  }

  private async open(source: FitsSource, key: string): Promise<FitsFile> {
    const held = this.headers.get(key);
    if (held !== undefined) return { ...held, source };
    const file = await openFits(source);
    const [oldest] = this.headers.keys();
    if (this.headers.size >= mostHeldHeaders && oldest !== undefined) this.headers.delete(oldest);
    this.headers.set(key, { hdus: file.hdus, warnings: file.warnings });
    return file;
  }
}

class NoSuchPart extends Error {}

function partOf(file: FitsFile, index: number): Hdu {
  const hdu = file.hdus[index];
  if (hdu === undefined) throw new NoSuchPart(`The file has no HDU ${index}; its last one is ${file.hdus.length - 1}.`);
  return hdu;
}

function hduFacts(hdu: Hdu): HduFacts {
  const { index, kind, name, header, axes, dataBytes } = hdu;
  const isTable = kind === 'table' || kind === 'ascii-table';
  const isImage = kind === 'image' || kind === 'compressed-image';
  return {
    ...{ index, kind, name, dataBytes },
    axes: isTable ? [header.number('TFIELDS') ?? 0, axes[1] ?? 0] : [...axes],
    planes: isImage && axes.every((axis) => axis > 0) ? planesOf(hdu) : 0,
    compression: kind === 'compressed-image' ? (header.text('ZCMPTYPE') ?? null) : null,
    unit: isImage ? (header.text('BUNIT') ?? null) : null,
  };
}

function storedNumbers({ values, scale, zero, blank }: ImagePlane): StoredNumbers {
  return {
    ...{ scale, zero, blank },
    values: values instanceof BigInt64Array ? Float64Array.from(values, Number) : values,
  };
}

function cutWindow({ x, y, width, height }: PixelWindow, plane: ImagePlane): PixelWindow {
  const [left, low] = [Math.min(x, plane.width), Math.min(y, plane.height)];
  return {
    ...{ x: left, y: low },
    width: Math.min(width, plane.width - left),
    height: Math.min(height, plane.height - low),
  };
}
