export const faultNames = [
  /** Raw control characters within a text. */
  'ctl',
  /** A bare `"` within a text. */
  'quote',
  /** `show_series` fails with an unquoted message. */
  'unquoted',
  /** `show_series` forgets its beginning. */
  'headless',
  /** Bytes above 0x7F within a text. */
  'latin1',
  /** `status` (500) with a page; `headers` such as `Retry-After`. */
  'http500',
  /** 200 with a page. */
  'html200',
  /** 200 with nothing. */
  'empty',
  /** The answer ends after `offset` bytes (default: in the middle), properly closed. */
  'cut',
  /** Reset instead of an answer. */
  'reset',
  /** No answer until the client leaves. */
  'hang',
  /** The answer comes after `delayMs`. */
  'slow',
  /** The answer carries `bytes` (300 MB) more than it should. */
  'huge',
  /** Arrays of `rs_list` lack their last value. */
  'short',
  /** `exp_request` fails with a message about its hash. */
  'hash',
  /** `exp_status` does not know the id yet. */
  'notyet',
  /** The export ends with a warning instead of files. */
  'nofits',
  /** The last file of the export is gone. */
  'nodatafile',
  /** Processing steps are silently left out. */
  'noproc',
  /** The connection ends after `offset` bytes (default: half) of the body. */
  'drop',
  /** Every connection is reset at once. */
  'down',
  /** A file comes whole although a range was asked for. */
  'norange',
  /** A range that begins at the start of the file, whatever was asked for. */
  'falserange',
  /** The file has other bytes and another ETag. */
  'changed',
  /** The file ends early, and its Content-Length agrees. */
  'truncated',
  /** The file comes with a Content-Encoding nobody asked for. */
  'gzip',
] as const;

export interface Fault {
  name: (typeof faultNames)[number];
  /** Regular expression on the address behind the root, with query, as it was sent; absent: every request. */
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
}

export class FaultList {
  private faults: { fault: Fault; left: number; seen: number }[] = [];

  set(faults: readonly Fault[]): void {
    for (const fault of faults) check(fault);
    this.faults = faults.map((fault) => ({ fault, left: fault.count ?? 1, seen: 0 }));
  }

  /** The first fault that fits; it is used up by one. */
  take(path: string): Fault | undefined {
    for (const entry of this.faults) {
      if (entry.left === 0 || !new RegExp(entry.fault.path ?? '').test(path)) continue;
      entry.seen += 1;
      if (entry.seen % (entry.fault.every ?? 1) !== 0) continue;
      entry.left -= 1;
      return entry.fault;
    }
    return undefined;
  }
}

/** `drop;offset=1000`: a fault for one request, as its header gives it. */
export function readFaultHeader(header: string): Fault {
  const [name = '', ...settings] = header.split(';').map((part) => part.trim());
  const numbers = settings.map((setting) => {
    const [key = '', value] = setting.split('=');
    return [key, Number(value)] as const;
  });
  // Names and keys are checked right here.
  const fault = { name, ...Object.fromEntries(numbers) } as Fault;
  check(fault);
  return fault;
}

const keys = new Set(['name', 'path', 'count', 'every', 'offset', 'delayMs', 'bytes', 'status', 'headers']);

/** A fault that is misspelt would never strike, and its test would prove nothing. */
function check(fault: Fault): void {
  if (!faultNames.includes(fault.name))
    throw new Error(`The fault "${fault.name}" is unknown. Known: ${faultNames.join(', ')}.`);
  const unknown = Object.keys(fault).find((key) => !keys.has(key));
  if (unknown !== undefined) throw new Error(`A fault has no "${unknown}".`);
  new RegExp(fault.path ?? '');
}
