/** Some rows of a table of known length, one bit each. */
export class RowSet {
  readonly length: number;
  private readonly bytes: Uint8Array;

  constructor(length: number) {
    this.length = length;
    this.bytes = new Uint8Array(Math.ceil(length / 8));
  }

  /** @param runs First rows of runs and the rows right behind them, in turns */
  static ofRuns(length: number, runs: Uint32Array): RowSet {
    const rows = new RowSet(length);
    for (let at = 0; at + 1 < runs.length; at += 2) rows.setRange(runs[at] ?? 0, runs[at + 1] ?? 0, true);
    return rows;
  }

  has(row: number): boolean {
    return ((this.bytes[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }

  set(row: number, isIn: boolean): void {
    const bit = 1 << (row & 7);
    const before = this.bytes[row >> 3] ?? 0;
    this.bytes[row >> 3] = isIn ? before | bit : before & ~bit;
  }

  /** @param to not included */
  setRange(from: number, to: number, isIn: boolean): void {
    const [firstWhole, endWhole] = [Math.ceil(from / 8), Math.floor(to / 8)];
    if (firstWhole >= endWhole) {
      for (let row = from; row < to; row++) this.set(row, isIn);
      return;
    }
    for (let row = from; row < firstWhole * 8; row++) this.set(row, isIn);
    this.bytes.fill(isIn ? 0xff : 0, firstWhole, endWhole);
    for (let row = endWhole * 8; row < to; row++) this.set(row, isIn);
  }

  count(): number {
    let count = 0;
    for (let rest of this.bytes) for (; rest !== 0; rest &= rest - 1) count++;
    return count;
  }

  /** The rows from small to large. */
  rows(): Uint32Array {
    const rows = new Uint32Array(this.count());
    let at = 0;
    for (const [place, byte] of this.bytes.entries()) {
      for (let bit = 0; byte >> bit !== 0; bit++) if ((byte & (1 << bit)) !== 0) rows[at++] = place * 8 + bit;
    }
    return rows;
  }

  /** As `ofRuns` takes them; runs neither touch nor overlap. */
  runs(): Uint32Array {
    const runs: number[] = [];
    let isIn = false;
    for (let row = 0; row <= this.length; row++) {
      // Whole bytes alike need no look at their bits.
      const same = isIn ? 0xff : 0;
      while ((row & 7) === 0 && row + 8 <= this.length && this.bytes[row >> 3] === same) row += 8;
      const next = row < this.length && this.has(row);
      if (next !== isIn) runs.push(row);
      isIn = next;
    }
    return Uint32Array.from(runs);
  }
}
