export const faultNames = [
  /** The session of the request ends just before it; access tokens stay. */
  'expire',
  /** `status` (502) with a page; `headers` such as `Retry-After`. */
  'http',
  /** 200 with the page of somebody else's login. */
  'html200',
  /** 200 with nothing. */
  'empty',
  /** An application error with `message`. */
  'error',
  /** The answer ends after `offset` bytes (default: in the middle), properly closed. */
  'cut',
  /** The connection ends after `offset` bytes (default: in the middle) of the answer. */
  'drop',
  /** Reset instead of an answer; of an upload, `offset` bytes (0) have been stored. */
  'reset',
  /** All is done, then reset instead of an answer. */
  'lostanswer',
  /** Reset at once; what was asked for is done after `delayMs`. */
  'latecommit',
  /** No answer until the client leaves. */
  'hang',
  /** The answer comes after `delayMs`. */
  'slow',
  /** A dropbox refuses the new dataset: its id is null. */
  'rejected',
  /** An upload tells that it wrote `bytes` (1) less than it was sent. */
  'short',
  /** File lists: other checksums than those of the files. */
  'wrongcrc',
  /** File lists: no checksums. */
  'nocrc',
  /** Plain downloads: the end is missing, and the length agrees; `bytes` (1) too few. */
  'truncated',
  /** Fast download: the last item is missing from what may be fetched. */
  'lostitem',
  /** Fast download: no streams. */
  'nostreams',
  /** Fast download: the next chunk is lost on the way. */
  'lostchunk',
  /** Fast download: the next chunk has other bytes than its checksum says. */
  'badpayload',
  /** Fast download: the head of the next chunk has other bytes than its checksum says. */
  'badheader',
  /** Fast download: fails, but another try may help. */
  'retriable',
  /** Fast download: fails for good. */
  'fatal',
] as const;

export interface Fault {
  name: (typeof faultNames)[number];
  /** Regular expression on the address behind the root and, behind `#`, the method; absent: every request. */
  path?: string;
  /** How many times it strikes; default once. */
  count?: number;
  /** Strikes at each n-th request that fits; default each. */
  every?: number;
  offset?: number;
  delayMs?: number;
  bytes?: number;
  status?: number;
  headers?: Record<string, string>;
  message?: string;
}

export class FaultList {
  private faults: { fault: Fault; pattern: RegExp; left: number; seen: number }[] = [];

  set(faults: readonly Fault[]): void {
    for (const fault of faults) check(fault);
    this.faults = faults.map((fault) => ({
      ...{ fault, left: fault.count ?? 1, seen: 0 },
      pattern: new RegExp(fault.path ?? ''),
    }));
  }

  /** The first fault that fits; it is used up by one. */
  take(address: string): Fault | undefined {
    for (const entry of this.faults) {
      if (entry.left === 0 || !entry.pattern.test(address)) continue;
      entry.seen += 1;
      if (entry.seen % (entry.fault.every ?? 1) !== 0) continue;
      entry.left -= 1;
      return entry.fault;
    }
    return undefined;
  }
}

const keys = new Set(['name', 'path', 'count', 'every', 'offset', 'delayMs', 'bytes', 'status', 'headers', 'message']);

/** A fault that is misspelt would never strike, and its test would prove nothing. */
function check(fault: Fault): void {
  if (!faultNames.includes(fault.name))
    throw new Error(`The fault "${fault.name}" is unknown. Known: ${faultNames.join(', ')}.`);
  const unknown = Object.keys(fault).find((key) => !keys.has(key));
  if (unknown !== undefined) throw new Error(`A fault has no "${unknown}".`);
}
