import type { Socket } from 'node:net';

/** What went to one path. */
export interface PathTraffic {
  requests: number;
  /** Bytes of bodies, as far as they were sent. */
  bytes: number;
  /** Connections that were opened for it, not those it shared. */
  connections: number;
}

export interface Traffic {
  requests: number;
  bytes: number;
  connections: number;
  paths: Record<string, PathTraffic>;
}

/** Status 0: the connection was reset. */
export interface LoggedRequest {
  method: string;
  /** With query. */
  path: string;
  status: number;
}

const longestLog = 5000;

export class TrafficCounter {
  private paths = new Map<string, PathTraffic>();
  private log: LoggedRequest[] = [];
  private connections = 0;
  private readonly used = new WeakSet<Socket>();

  connected(): void {
    this.connections += 1;
  }

  /** True for the first request on a connection. */
  requested(path: string, socket: Socket): boolean {
    const isFirst = !this.used.has(socket);
    this.used.add(socket);
    const entry = this.at(path);
    entry.requests += 1;
    if (isFirst) entry.connections += 1;
    return isFirst;
  }

  sent(path: string, bytes: number): void {
    this.at(path).bytes += bytes;
  }

  note(request: LoggedRequest): void {
    this.log.push(request);
    if (this.log.length > longestLog) this.log.shift();
  }

  requests(): LoggedRequest[] {
    return [...this.log];
  }

  summary(): Traffic {
    const paths = Object.fromEntries([...this.paths].map(([path, entry]) => [path, { ...entry }]));
    const sum = (key: 'requests' | 'bytes'): number => Object.values(paths).reduce((total, one) => total + one[key], 0);
    return { requests: sum('requests'), bytes: sum('bytes'), connections: this.connections, paths };
  }

  clear(): void {
    this.paths = new Map();
    this.log = [];
    this.connections = 0;
  }

  private at(path: string): PathTraffic {
    const known = this.paths.get(path);
    if (known !== undefined) return known;
    const entry = { requests: 0, bytes: 0, connections: 0 };
    this.paths.set(path, entry);
    return entry;
  }
}
