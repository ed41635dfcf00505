const blockBytes = 512 * 1024;
/** As many are kept for later. */
const mostFree = 16;

/**
 * Memory that bytes arrive in. Blocks are used again as soon as all their bytes are given back: fresh ones for each
 * gigabyte would keep the collector of garbage busy for longer than all other work. Bytes that nobody gives back cost
 * that much more and nothing else.
 */
export class BlockPool {
  private readonly free: Buffer[] = [];
  private readonly lent = new WeakMap<ArrayBufferLike, { bytes: number; isFilled: boolean }>();

  take(): Buffer {
    const block = this.free.pop() ?? Buffer.allocUnsafeSlow(blockBytes);
    this.lent.set(block.buffer, { bytes: 0, isFilled: false });
    return block;
  }

  /** A part of a block goes to somebody who may give it back. */
  lend(piece: Uint8Array): void {
    const state = this.lent.get(piece.buffer);
    if (state !== undefined) state.bytes += piece.length;
  }

  giveBack(piece: Uint8Array): void {
    const state = this.lent.get(piece.buffer);
    if (state === undefined) return;
    state.bytes -= piece.length;
    this.freeIfDone(Buffer.from(piece.buffer));
  }

  /** Nothing more will come into the block. */
  fill(block: Buffer): void {
    const state = this.lent.get(block.buffer);
    if (state === undefined) return;
    state.isFilled = true;
    this.freeIfDone(block);
  }

  private freeIfDone(block: Buffer): void {
    const state = this.lent.get(block.buffer);
    if (state === undefined || !state.isFilled || state.bytes > 0) return;
    this.lent.delete(block.buffer);
    if (this.free.length < mostFree) this.free.push(block);
  }
}
