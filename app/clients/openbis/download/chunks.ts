/** Of the servers that are known; a server with another size is noticed by the number of its chunks. */
export const chunkBytes = 1024 * 1024;

/** A range of sequence numbers, both ends included. */
export interface SequenceRange {
  first: number;
  last: number;
}

/** Also an empty file has one chunk. */
export function chunkCount(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / chunkBytes));
}

/** `0:9` as the server writes ranges; undefined for anything else. */
export function rangeOf(text: string): SequenceRange | undefined {
  const [, first, last] = /^\s*(\d{1,10})\s*:\s*(\d{1,10})\s*$/.exec(text) ?? [];
  const range = { first: Number(first), last: Number(last) };
  return first === undefined || range.last < range.first ? undefined : range;
}

/** Numbers as ranges the server takes, e.g. `0:4, 7:7`. @param sequences ascending */
export function rangesText(sequences: readonly number[]): string {
  const ranges: SequenceRange[] = [];
  for (const sequence of sequences) {
    const current = ranges.at(-1);
    if (current !== undefined && current.last === sequence - 1) current.last = sequence;
    else ranges.push({ first: sequence, last: sequence });
  }
  return ranges.map(({ first, last }) => `${first}:${last}`).join(', ');
}

/** Which bytes of a file are here: pieces of any size, in any order, also more than once. */
export class Received {
  private known: { start: number; end: number }[] = [];

  /** Ascending, apart from each other. */
  pieces(): readonly { start: number; end: number }[] {
    return this.known;
  }

  add(start: number, length: number): void {
    if (length <= 0) return;
    let merged = { start, end: start + length };
    const others: { start: number; end: number }[] = [];
    for (const piece of this.known) {
      if (piece.end < merged.start || piece.start > merged.end) others.push(piece);
      else merged = { start: Math.min(piece.start, merged.start), end: Math.max(piece.end, merged.end) };
    }
    this.known = [...others, merged].sort((a, b) => a.start - b.start);
  }

  has(start: number, length: number): boolean {
    return length <= 0 || this.known.some((piece) => piece.start <= start && piece.end >= start + length);
  }

  bytes(): number {
    return this.known.reduce((sum, { start, end }) => sum + end - start, 0);
  }
}

/** Sequence numbers of the chunks that are missing of a file whose chunks begin at `first`. */
export function missingSequences(received: Received, sizeBytes: number, first: number): number[] {
  const missing: number[] = [];
  for (let index = 0; index < chunkCount(sizeBytes); index++) {
    const start = index * chunkBytes;
    // Of an empty file nobody knows that it is here.
    const isHere = sizeBytes > 0 && received.has(start, Math.min(chunkBytes, sizeBytes - start));
    if (!isHere) missing.push(first + index);
  }
  return missing;
}
