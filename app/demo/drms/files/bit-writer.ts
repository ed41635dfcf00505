/** Appends bits, highest first, to a buffer that grows. */
export class BitWriter {
  private bytes = new Uint8Array(4096);
  private length = 0;
  private pending = 0;
  private pendingBits = 0;

  /** At most 32 bits at a time. */
  write(value: number, bits: number): void {
    if (bits > 16) {
      this.write(value >>> 16, bits - 16);
      this.write(value & 0xffff, 16);
      return;
    }
    this.pending = (this.pending << bits) | (value & ((1 << bits) - 1));
    this.pendingBits += bits;
    while (this.pendingBits >= 8) {
      this.pendingBits -= 8;
      this.append((this.pending >>> this.pendingBits) & 0xff);
    }
    this.pending &= (1 << this.pendingBits) - 1;
  }

  zeros(count: number): void {
    for (let left = count; left > 0; left -= 16) this.write(0, Math.min(16, left));
  }

  /** Fills the last byte up with `filler` and gives everything. */
  finish(filler: 0 | 1): Uint8Array {
    if (this.pendingBits > 0) {
      const bits = 8 - this.pendingBits;
      this.write(filler === 1 ? (1 << bits) - 1 : 0, bits);
    }
    return this.bytes.slice(0, this.length);
  }

  private append(byte: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length] = byte;
    this.length += 1;
  }
}
