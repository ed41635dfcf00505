import type { NamedFault } from '../http/fault-list.ts';

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

export type FaultName = (typeof faultNames)[number];
export type Fault = NamedFault<FaultName>;
