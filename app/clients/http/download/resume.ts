/** What of a file is on this disk already, and which file on the server it belongs to. */
export interface Held {
  /** Bytes from the beginning of the file. */
  bytes: number;
  /** Of the whole file; null if the server never told it. */
  total: number | null;
  etag: string | null;
  lastModified: string | null;
}

export interface RangeHead {
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
}

export type Decision =
  /** The body goes on where the part ends. */
  | { action: 'append'; total: number }
  /** The body is the whole file; what is held is worth nothing. */
  | { action: 'start-over'; total: number | null }
  /** All is held already. */
  | { action: 'complete' }
  /** The answer does not fit what was asked: forget the part and ask for the whole file. */
  | { action: 'discard'; reason: string }
  /** No file. */
  | { action: 'refused' };

/**
 * `Range` and `If-Range` for the rest of a file; nothing if there is no part, or nothing that vouches for it.
 * @param checksumKnown a checksum of the whole file will decide at the end
 */
export function rangeHeaders(held: Held, checksumKnown: boolean): Record<string, string> {
  const validator = validatorOf(held);
  if (held.bytes === 0 || (validator === null && !checksumKnown)) return {};
  return { range: `bytes=${held.bytes}-`, ...(validator === null ? {} : { 'if-range': validator }) };
}

/** A strong ETag, else the exact Last-Modified; null: nothing proves that the part and the rest are of one file. */
function validatorOf({ etag, lastModified }: Held): string | null {
  return etag !== null && /^"[^"]*"$/.test(etag) ? etag : lastModified;
}

/** What to do with an answer. @param asked whether a range was asked for */
export function decide(head: RangeHead, held: Held, asked: boolean): Decision {
  const { status, headers } = head;
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (status === 200) {
    if (encoding !== 'identity' && encoding !== '')
      return {
        action: 'discard',
        reason: `The server packed the file (${encoding.slice(0, 40)}) although it must not.`,
      };
    return { action: 'start-over', total: lengthOf(headers['content-length']) };
  }
  if (status === 206 && asked) return decidePartial(headers, held, encoding);
  if (status === 416 && asked) {
    const total = /^bytes \*\/(\d+)$/.exec(headers['content-range']?.trim() ?? '')?.[1];
    return total !== undefined && Number(total) === held.bytes
      ? { action: 'complete' }
      : { action: 'discard', reason: 'The part is longer than the file of the server.' };
  }
  if (status === 206)
    return { action: 'discard', reason: 'The server sent a part although the whole file was asked for.' };
  return { action: 'refused' };
}

function decidePartial(headers: RangeHead['headers'], held: Held, encoding: string): Decision {
  const [, start, end, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range']?.trim() ?? '') ?? [];
  const mismatch = (what: string): Decision => ({
    action: 'discard',
    reason: `The server sent ${what} than was asked for.`,
  });
  if (encoding !== 'identity' && encoding !== '') return mismatch('another encoding');
  if (start === undefined || Number(start) !== held.bytes) return mismatch('another part');
  if (Number(end) + 1 !== Number(total)) return mismatch('a shorter part');
  if (held.total !== null && Number(total) !== held.total) return mismatch('a part of a file of another size');
  const length = lengthOf(headers['content-length']);
  if (length !== null && length !== Number(total) - held.bytes) return mismatch('a part of another length');
  if (isOther(held.etag, headers.etag)) return mismatch('a part of another file');
  return { action: 'append', total: Number(total) };
}

function isOther(held: string | null, told: string | undefined): boolean {
  return held !== null && told !== undefined && held !== told;
}

export function lengthOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header.trim()) ? Number(header) : null;
}
