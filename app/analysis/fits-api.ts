import type { HduSums } from '../domain/fits/checksum.ts';
import type { HduKind } from '../domain/fits/fits-file.ts';
import type { PixelWindow, Survey } from '../domain/fits/survey.ts';
import type { LinearWcs } from '../domain/fits/wcs.ts';

/** What a file could not give, in words with their place, or what it gave. */
export type FitsAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; reason: 'not-found' | 'broken' | 'unsupported' | 'no-such-part'; message: string };

export interface HduFacts {
  index: number;
  kind: HduKind;
  name: string;
  /** Of images all axes, of tables columns and rows. */
  axes: number[];
  /** Pictures of an image. */
  planes: number;
  dataBytes: number;
  compression: string | null;
  unit: string | null;
}

export interface FileFacts {
  bytes: number;
  hdus: HduFacts[];
  warnings: string[];
}

export interface CardFacts {
  name: string;
  /** As people read it; '' if the card has none. */
  value: string;
  kind: 'value' | 'comment' | 'invalid';
  comment: string;
}

export interface ImageFacts {
  width: number;
  height: number;
  unit: string | null;
  /** Null if no pixel has a value. */
  survey: Survey | null;
  wcs: LinearWcs | null;
}

export type FitsCell = string | number | null;

export interface TablePart {
  rows: number;
  columns: { name: string; unit: string | null; form: string }[];
  /** One list per column. */
  cells: FitsCell[][];
}

interface PartOf {
  /** Absolute. */
  path: string;
  hdu: number;
}

interface PlaneOf extends PartOf {
  plane: number;
}

/** What the FITS worker does. Files are named by their paths; the caller has checked that they may be opened. */
export interface FitsApi {
  describe(request: { path: string }): Promise<FitsAnswer<FileFacts>>;
  header(request: PartOf): Promise<FitsAnswer<CardFacts[]>>;
  sums(request: PartOf): Promise<FitsAnswer<HduSums>>;
  image(request: PlaneOf): Promise<FitsAnswer<ImageFacts>>;
  /** See `binPixels`. The window is cut to the picture. */
  tile(request: PlaneOf & PixelWindow & { step: number }): Promise<FitsAnswer<Float32Array>>;
  /** Exact values, row by row from the lowest up; null outside of the picture and for pixels without value. */
  pixels(request: PlaneOf & PixelWindow): Promise<FitsAnswer<FitsCell[]>>;
  table(request: PartOf & { from: number; count: number }): Promise<FitsAnswer<TablePart>>;
}
