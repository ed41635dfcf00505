/**
 * Bytes that may wait to be taken before the sender is asked to pause, and those at which it may go on. Together with
 * what is gathered and written they are what a kill costs: less than 1 MiB.
 */
const highBytes = 256 * 1024;
const lowBytes = 64 * 1024;

interface Flow {
  pause(): void;
  resume(): void;
}

/**
 * Pieces of a body on their way from the connection to who takes them. Other than a stream of Node it never drops what
 * has arrived when the connection breaks: the error comes after the last piece, so that a resumed file loses no byte.
 */
export class ArrivingBody implements AsyncIterable<Uint8Array> {
  private readonly flow: Flow;
  private pieces: Uint8Array[] = [];
  private bytes = 0;
  private isPaused = false;
  private end: { error: unknown } | 'whole' | undefined;
  private wake: (() => void) | undefined;
  private tellEnded: () => void = () => undefined;
  /** Resolves when nothing more arrives, though what has arrived may not be taken yet. */
  readonly ended: Promise<void> = new Promise((resolve) => {
    this.tellEnded = resolve;
  });

  constructor(flow: Flow) {
    this.flow = flow;
  }

  push(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.bytes += piece.length;
    if (this.bytes >= highBytes && !this.isPaused) {
      this.isPaused = true;
      this.flow.pause();
    }
    this.wake?.();
  }

  finish(): void {
    this.end ??= 'whole';
    this.tellEnded();
    this.wake?.();
  }

  fail(error: unknown): void {
    this.end ??= { error };
    this.tellEnded();
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const taken = this.pieces;
      this.pieces = [];
      for (const piece of taken) {
        this.bytes -= piece.length;
        this.goOn();
        yield piece;
      }
      if (this.pieces.length > 0) continue;
      if (this.end === 'whole') return;
      if (this.end !== undefined) throw this.end.error;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private goOn(): void {
    if (!this.isPaused || this.bytes > lowBytes) return;
    this.isPaused = false;
    this.flow.resume();
  }
}
