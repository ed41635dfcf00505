import { dirname, resolve } from 'node:path';
import { AppError } from '../../../contract/app-error.ts';
import type { Clock } from '../../../platform/platform.ts';
import type { HttpLimits } from '../limits.ts';
import type { Downloads, HostLimits } from './api.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { createFileSource, type FileSource } from './file-source.ts';
import { OpenFolder } from './folder.ts';
import { HostLane } from './host-lane.ts';
import { Manifest } from './manifest.ts';
import { onDisk } from './storage-error.ts';
import { Throttle } from './throttle.ts';

export interface DownloadsOptions {
  clock: Clock;
  /** Program and version in the `User-Agent` of each request. */
  userAgent: string;
  /** Of a host with its port, asked for each file; default: one connection, any speed. */
  limitsOf?: (host: string) => HostLimits;
  /** Of all hosts together, asked for each piece; null or absent: no limit. */
  bytesPerSecond?: () => number | null;
  /** Instead of `bytesPerSecond`, where others share the rate. */
  throttle?: Pick<Throttle, 'spend'>;
  /** Of one connection; default: connect 15 s, silence 60 s. */
  limits?: Partial<Pick<HttpLimits, 'connectTimeoutMs' | 'idleTimeoutMs'>>;
  disk?: Disk;
  /** For files that are not simply got by their address; it is closed with the downloads. */
  source?: FileSource;
  /** In [0, 1); for the jitter of waits. */
  random?: () => number;
}

const mostConnections = 4;
/** Files that are worked on: more than connections, so that these never wait for the disk. */
const workers = 12;
const usualLimits: HostLimits = { connections: 1, bytesPerSecond: null };

/** Downloads of files into folders; one object serves all of them, so that no host is asked by too many at once. */
export function createDownloads(options: DownloadsOptions): Downloads {
  const { clock, disk = nodeDisk, random = Math.random, limitsOf = () => usualLimits } = options;
  const limits = {
    ...{ connectTimeoutMs: 15_000, idleTimeoutMs: 60_000, ...options.limits },
    ...{ maxBodyBytes: Number.POSITIVE_INFINITY, retries: 0, retryDelayMs: 0 },
  };
  const source = options.source ?? createFileSource(limits, options.userAgent);
  const all = options.throttle ?? new Throttle(clock, options.bytesPerSecond ?? (() => null));
  const lanes = new Map<string, HostLane>();
  const busy = new Set<string>();
  const closing = new AbortController();

  function laneOf(url: string): HostLane {
    const { host } = new URL(url);
    let lane = lanes.get(host);
    if (lane === undefined) {
      const connections = (): number => Math.min(mostConnections, Math.max(1, Math.trunc(limitsOf(host).connections)));
      const own = new Throttle(clock, () => limitsOf(host).bytesPerSecond);
      lane = new HostLane({ clock, connections, random, throttles: [own, all] });
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
          ...{ source, disk, clock, random, lane: laneOf, workers },
          ...{ path, closing: closing.signal, onClose: () => void busy.delete(path) },
        });
      } catch (error) {
        busy.delete(path);
        throw error;
      }
    },
    async look(folder) {
      const facts = await Manifest.look(disk, resolve(folder));
      return {
        entry: (id) => facts.entry(id),
        entries: (group) => facts.entries().filter((entry) => entry.group === group),
        tally: (group) => facts.tally(group),
      };
    },
    freeBytes: (folder) => freeBytesOf(disk, resolve(folder)),
    connectionsInUse: (host) => lanes.get(host)?.inUse ?? 0,
    async close() {
      closing.abort(new AppError('cancelled', 'The download was stopped; what came is kept.'));
      await source.close();
    },
  };
}

/** A folder that is not there yet will lie on the disk of the one above. */
async function freeBytesOf(disk: Disk, path: string): Promise<number | null> {
  try {
    return await disk.freeBytes(path);
  } catch {
    const above = dirname(path);
    return above === path ? null : freeBytesOf(disk, above);
  }
}
