import { checkFault, type NamedFault } from '../http/fault-list.ts';

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

export type FaultName = (typeof faultNames)[number];
export type Fault = NamedFault<FaultName>;

/** `drop;offset=1000`: a fault for one request, as its header gives it. */
export function readFaultHeader(header: string): Fault {
  const [name = '', ...settings] = header.split(';').map((part) => part.trim());
  const numbers = settings.map((setting) => {
    const [key = '', value] = setting.split('=');
    return [key, Number(value)] as const;
  });
  // Names and keys are checked right here.
  const fault = { name, ...Object.fromEntries(numbers) } as Fault;
  checkFault(fault, faultNames);
  return fault;
}
