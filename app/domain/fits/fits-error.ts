/** What is wrong with a FITS file, and where. `hdu` counts from 0, the primary one; `byte` is a place in the file. */
export class FitsError extends Error {
  override readonly name = 'FitsError';
  readonly hdu: number;
  readonly byte: number;
  /** The file is in order, but uses what cannot be read here. */
  readonly isUnsupported: boolean;

  constructor(reason: string, place: { hdu: number; byte: number }, options: { isUnsupported?: boolean } = {}) {
    super(`HDU ${place.hdu}, byte ${place.byte}: ${reason}`);
    this.hdu = place.hdu;
    this.byte = place.byte;
    this.isUnsupported = options.isUnsupported ?? false;
  }
}
