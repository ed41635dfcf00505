/** Messages of an encapsulated Arrow stream, and the tail of an Arrow file, as far as one is made out of another. */

interface ArrowMessage {
  /** Whole, with its body. */
  bytes: Uint8Array;
  /** Of its head: mark, length and description. */
  headBytes: number;
}

/** Where a record batch lies in the file. */
export interface RecordBlock {
  offset: number;
  headBytes: number;
  bodyBytes: number;
}

/** Of a message before its description: a mark and a length. */
const prefixBytes = 8;
const blockBytes = 24;
/** Places of entries in the tables of the format. */
const bodyLengthEntry = 3;
const recordBatchesEntry = 3;

/** The schema, and the record batch if there is one. */
export function firstMessages(stream: Uint8Array): ArrowMessage[] {
  const view = viewOf(stream);
  const found: ArrowMessage[] = [];
  let start = 0;
  for (;;) {
    const length = view.getInt32(start + 4, true);
    // The mark of the end.
    if (length === 0) return found;
    const headBytes = prefixBytes + length;
    const bodyAt = entryAt(view, start + prefixBytes, bodyLengthEntry);
    const bodyBytes = bodyAt === null ? 0 : Number(view.getBigInt64(bodyAt, true));
    const end = start + headBytes + bodyBytes;
    found.push({ bytes: stream.subarray(start, end), headBytes });
    start = end;
  }
}

/**
 * What follows the end mark of a file.
 * @param file One with as many record batches, wherever they are.
 */
export function fileTail(file: Uint8Array, blocks: readonly RecordBlock[]): Uint8Array {
  // At the very end: the length of the footer, and the name of the format.
  const lengthAt = file.length - 10;
  const start = lengthAt - viewOf(file).getInt32(lengthAt, true);
  const tail = file.slice(start);
  const view = viewOf(tail);
  const entry = entryAt(view, 0, recordBatchesEntry);
  if (entry === null) return tail;
  const first = entry + view.getUint32(entry, true) + 4;
  for (const [index, { offset, headBytes, bodyBytes }] of blocks.entries()) {
    const at = first + index * blockBytes;
    view.setBigInt64(at, BigInt(offset), true);
    view.setInt32(at + 8, headBytes, true);
    view.setBigInt64(at + 16, BigInt(bodyBytes), true);
  }
  return tail;
}

/** Where an entry of the root table of a flatbuffer lies; null if it has its usual value. */
function entryAt(view: DataView, start: number, entry: number): number | null {
  const root = start + view.getUint32(start, true);
  const layout = root - view.getInt32(root, true);
  const place = 4 + 2 * entry;
  if (place >= view.getUint16(layout, true)) return null;
  const offset = view.getUint16(layout + place, true);
  return offset === 0 ? null : root + offset;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
