import { crc32 } from 'node:zlib';

/** Checksums of one journal: another journal's rows and lines do not fit them. */
export class Sums {
  private readonly seed: number;

  constructor(journalId: string) {
    this.seed = crc32(journalId);
  }

  /** @param before the sum of what goes before, if this is its continuation */
  ofBytes(bytes: Uint8Array, before = this.seed): number {
    return crc32(bytes, before);
  }

  /** The parts are told apart, so that text cannot move from one to the next. */
  ofParts(...parts: readonly (string | number | null)[]): number {
    let sum = this.seed;
    for (const part of parts) sum = crc32(`${part ?? ''}\u0000`, sum);
    return sum;
  }
}
