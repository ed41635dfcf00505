import { pieceBytes } from '../http/write-pieces.ts';

/** Text goes out in latin1, whatever the content type says. */
export function* textPieces(pieces: Iterable<string>): Generator<Uint8Array> {
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < pieceBytes) continue;
    yield Buffer.from(waiting.join(''), 'latin1');
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(waiting.join(''), 'latin1');
}
