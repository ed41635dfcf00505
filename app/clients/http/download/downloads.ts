import { resolve } from 'node:path';
import { AppError } from '../../../contract/app-error.ts';
import type { Clock } from '../../../platform/platform.ts';
import type { HttpLimits } from '../limits.ts';
import type { Downloads } from './api.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { createFileSource } from './file-source.ts';
import { OpenFolder } from './folder.ts';
import { HostLane } from './host-lane.ts';
import { onDisk } from './storage-error.ts';

export interface DownloadsOptions {
  clock: Clock;
  /** Program and version in the `User-Agent` of each request. */
  userAgent: string;
  /** Requests to one host at the same time, 1 to 4; default 1, which operators ask for. */
  connections?: number;
  /** Of one connection; default: connect 15 s, silence 60 s. */
  limits?: Partial<Pick<HttpLimits, 'connectTimeoutMs' | 'idleTimeoutMs'>>;
  disk?: Disk;
  /** In [0, 1); for the jitter of waits. */
  random?: () => number;
}

const mostConnections = 4;
/** Files that are synced and named while others are on their way. */
const finishing = 8;

/** Downloads of files into folders; one object serves all of them, so that no host is asked by too many at once. */
export function createDownloads(options: DownloadsOptions): Downloads {
  const { clock, disk = nodeDisk, random = Math.random } = options;
  const connections = Math.min(mostConnections, Math.max(1, Math.trunc(options.connections ?? 1)));
  const limits: HttpLimits = {
    ...{ connectTimeoutMs: 15_000, idleTimeoutMs: 60_000, ...options.limits },
    ...{ maxBodyBytes: Number.POSITIVE_INFINITY, connections, retries: 0, retryDelayMs: 0 },
  };
  const source = createFileSource(limits, options.userAgent);
  const lanes = new Map<string, HostLane>();
  const busy = new Set<string>();
  const closing = new AbortController();

  function laneOf(url: string): HostLane {
    const { host } = new URL(url);
    let lane = lanes.get(host);
    if (lane === undefined) {
      lane = new HostLane(clock, connections, random);
      lanes.set(host, lane);
    }
    return lane;
  }

  return {
    async open(folder, { mustExist = false } = {}) {
      const path = resolve(folder);
      if (busy.has(path))
        throw new AppError('conflict', `Another download works in ${path}.`, {
          remedy: 'Wait for it, or choose another folder.',
          retryable: true,
        });
      busy.add(path);
      try {
        if (!mustExist) await onDisk(path, () => disk.makeFolder(path));
        return await OpenFolder.open({
          ...{ source, disk, clock, random, lane: laneOf, workers: connections + finishing },
          ...{ path, closing: closing.signal, onClose: () => void busy.delete(path) },
        });
      } catch (error) {
        busy.delete(path);
        throw error;
      }
    },
    async close() {
      closing.abort(new AppError('cancelled', 'The download was stopped; what came is kept.'));
      await source.close();
    },
  };
}
