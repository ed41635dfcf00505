import { HttpSyntaxError } from './answer-head.ts';

const longestLine = 4096;

/** Takes the chunks of a body apart (RFC 9112, 7.1). Trailing fields are passed over. */
export class ChunkedBody {
  private readonly onPiece: (piece: Uint8Array) => void;
  private state: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size';
  private line = '';
  private left = 0;

  constructor(onPiece: (piece: Uint8Array) => void) {
    this.onPiece = onPiece;
  }

  get isDone(): boolean {
    return this.state === 'done';
  }

  /** @returns how many of the bytes belong to the body */
  push(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length && this.state !== 'done')
      at = this.state === 'data' ? this.data(bytes, at) : this.character(bytes[at] ?? 0, at);
    return at;
  }

  private data(bytes: Uint8Array, at: number): number {
    const end = Math.min(bytes.length, at + this.left);
    this.onPiece(bytes.subarray(at, end));
    this.left -= end - at;
    if (this.left === 0) this.state = 'data-end';
    return end;
  }

  private character(byte: number, at: number): number {
    this.line += String.fromCharCode(byte);
    if (this.line.length > longestLine) throw new HttpSyntaxError('A line between chunks has no end.');
    if (this.line.endsWith('\r\n')) this.endLine(this.line.slice(0, -2));
    return at + 1;
  }

  private endLine(line: string): void {
    this.line = '';
    if (this.state === 'trailer') {
      if (line === '') this.state = 'done';
      return;
    }
    if (this.state === 'data-end') {
      if (line !== '') throw new HttpSyntaxError('A chunk is longer than it said.');
      this.state = 'size';
      return;
    }
    const size = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw new HttpSyntaxError('The size of a chunk is no number.');
    this.left = Number.parseInt(size, 16);
    this.state = this.left === 0 ? 'trailer' : 'data';
  }
}
