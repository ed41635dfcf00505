import { z } from 'zod';
import type { HostLimits } from '../clients/http/download/api.ts';
import { AppError, type JsonValue } from '../contract/app-error.ts';
import type { DrmsServer } from '../contract/drms.ts';

/** As kept in the store. */
const Kept = z.object({
  bytesPerSecond: z.number().nullable().default(null),
  servers: z
    .record(z.string(), z.object({ connections: z.number().int(), bytesPerSecond: z.number().nullable() }))
    .default({}),
});
type Kept = z.infer<typeof Kept>;

export interface TransferLimitsParts {
  settings: {
    getSetting(key: string): Promise<JsonValue | undefined>;
    putSetting(key: string, value: JsonValue): Promise<void>;
  };
  describe(serverId: string): Promise<Pick<DrmsServer, 'name' | 'origin'>>;
}

const settingKey = 'transfer-limits';
/** Operators of archives ask for one connection and have shut out who took more. */
const usual: HostLimits = { connections: 1, bytesPerSecond: null };

/** As many connections as may be set for a server. */
export function mostConnections(origin: DrmsServer['origin']): number {
  return origin === 'built-in' ? 2 : 4;
}

/** What downloads may ask of servers. Read for each piece, so everything is in memory. */
export class TransferLimits {
  private readonly parts: TransferLimitsParts;
  private readonly serverOfHost = new Map<string, string>();
  private kept: Kept = Kept.parse({});
  private renewing = new AbortController();

  constructor(parts: TransferLimitsParts) {
    this.parts = parts;
  }

  /** Call once, before downloads begin. */
  async load(): Promise<void> {
    this.kept = Kept.parse((await this.parts.settings.getSetting(settingKey)) ?? {});
  }

  /** Files of the server come from this host; it may be another one than yesterday. */
  learn(serverId: string, host: string): void {
    this.serverOfHost.set(host, serverId);
  }

  hostsOf(serverId: string): string[] {
    return [...this.serverOfHost].filter(([, id]) => id === serverId).map(([host]) => host);
  }

  of(serverId: string): HostLimits {
    return this.kept.servers[serverId] ?? usual;
  }

  ofHost(host: string): HostLimits {
    const serverId = this.serverOfHost.get(host);
    return serverId === undefined ? usual : this.of(serverId);
  }

  /** Of all servers together. */
  bytesPerSecond(): number | null {
    return this.kept.bytesPerSecond;
  }

  async setAll(bytesPerSecond: number | null): Promise<void> {
    await this.keep({ ...this.kept, bytesPerSecond });
  }

  /** @throws AppError 'invalid-input' for more connections than the server bears */
  async set(serverId: string, change: Partial<HostLimits>): Promise<void> {
    const { name, origin } = await this.parts.describe(serverId);
    const limits = { ...this.of(serverId), ...change };
    const most = mostConnections(origin);
    if (limits.connections > most)
      throw new AppError('invalid-input', `${name} bears ${most} connections at the same time, not more.`, {
        remedy: 'Choose fewer connections; its operators ask for one.',
      });
    await this.keep({ ...this.kept, servers: { ...this.kept.servers, [serverId]: limits } });
  }

  /** Aborted at the next change. */
  untilChanged(): AbortSignal {
    return this.renewing.signal;
  }

  private async keep(kept: Kept): Promise<void> {
    await this.parts.settings.putSetting(settingKey, kept);
    this.kept = kept;
    this.renewing.abort();
    this.renewing = new AbortController();
  }
}
