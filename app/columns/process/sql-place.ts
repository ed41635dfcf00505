/** Where in a statement something is wrong, in characters from its beginning. */
export interface SqlPlace {
  position: number;
}

/** From a place in the bytes of the statement, in which the database counts. */
export function placeOfByte(statement: string, byte: unknown): SqlPlace | null {
  const place = typeof byte === 'string' || typeof byte === 'number' ? Number(byte) : Number.NaN;
  if (!Number.isSafeInteger(place) || place < 0) return null;
  return { position: Buffer.from(statement).subarray(0, place).toString().length };
}

/** The sentence of an error of the database without its kind, and the place that it draws below. */
export function readSqlError(message: string, statement: string): { text: string; place: SqlPlace | null } {
  const drawn = /\n\nLINE (\d+): (.*)\n( *)\^/.exec(message);
  const text = (drawn === null ? message : message.slice(0, drawn.index)).replace(/^[A-Z][\w ]* Error: /, '');
  return { text: text.trim().slice(0, 1000), place: drawn === null ? null : drawnPlace(drawn, statement) };
}

function drawnPlace([, number = '', shown = '', blanks = '']: readonly string[], statement: string): SqlPlace | null {
  const lines = statement.split('\n');
  const line = lines[Number(number) - 1];
  if (line === undefined) return null;
  const before = lines.slice(0, Number(number) - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const column = blanks.length - `LINE ${number}: `.length;
  // Long lines are shown without their beginning.
  const isCut = shown.startsWith('...') && !line.startsWith('...');
  const hidden = isCut ? line.indexOf(shown.replace(/^\.\.\./, '').replace(/\.\.\.$/, '')) - 3 : 0;
  const inLine = Math.min(Math.max(0, hidden + column), line.length);
  return { position: before + inLine };
}
