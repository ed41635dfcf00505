import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DrmsClient, DrmsOptions } from '../clients/drms/api.ts';
import { ServerConfig } from '../clients/drms/server-config.ts';
import { configForBase, createServerRegistry } from '../clients/drms/server-registry.ts';
import { AppError, type JsonValue } from '../contract/app-error.ts';
import type { DrmsServer, DrmsServerDraft, RemovedServer } from '../contract/drms.ts';

/** As kept in the store: own servers, and the address for exports of any server. */
const Kept = z.object({
  own: z
    .array(z.object({ id: z.string(), name: z.string(), cgiUrl: z.string(), downloadUrl: z.string().nullable() }))
    .default([]),
  emails: z.record(z.string(), z.string()).default({}),
});
type Kept = z.infer<typeof Kept>;
type OwnServer = Kept['own'][number];

export interface DrmsServersParts {
  settings: {
    getSetting(key: string): Promise<JsonValue | undefined>;
    putSetting(key: string, value: JsonValue): Promise<void>;
  };
  createClient(options: Pick<DrmsOptions, 'server' | 'email'>): Promise<DrmsClient>;
}

const settingKey = 'drms-servers';
export const demoServerId = 'demo';
const operations = ['series', 'info', 'query', 'email', 'export'] as const;

interface Known {
  id: string;
  origin: DrmsServer['origin'];
  config: ServerConfig;
}

/** The registry of DRMS servers, with one client for each that was asked. They need no login, so they are no connections. */
export class DrmsServers {
  private readonly parts: DrmsServersParts;
  private readonly clients = new Map<string, DrmsClient>();
  private demoUrl: string | null = null;

  constructor(parts: DrmsServersParts) {
    this.parts = parts;
  }

  /** The demo listens on another port at each start. */
  async setDemo(url: string | null): Promise<void> {
    this.demoUrl = url;
    await this.drop(demoServerId);
  }

  async list(): Promise<DrmsServer[]> {
    const kept = await this.kept();
    return this.known(kept).map((known) => describe(known, kept));
  }

  async describe(serverId: string): Promise<DrmsServer> {
    const kept = await this.kept();
    return describe(this.find(serverId, kept), kept);
  }

  /** For files that leave Quarry; the id of one that is not known any more. The demo has another address each time. */
  async nameOf(serverId: string): Promise<string> {
    const kept = await this.kept();
    const server = this.known(kept).find(({ id }) => id === serverId);
    if (server === undefined) return serverId;
    const { name, url, origin } = describe(server, kept);
    return origin === 'demo' ? 'Quarry demo' : `${name}, ${url}`;
  }

  async add(draft: DrmsServerDraft): Promise<DrmsServer> {
    const id = randomUUID();
    await this.restore({ ...draft, id, email: null });
    return this.describe(id);
  }

  /** @returns What brings it back. */
  async remove(serverId: string): Promise<RemovedServer> {
    const kept = await this.kept();
    const { origin, config } = this.find(serverId, kept);
    const own = kept.own.find(({ id }) => id === serverId);
    if (origin !== 'own' || own === undefined)
      throw new AppError('conflict', `${config.name} belongs to Quarry and stays in the registry.`, {
        remedy: 'Remove servers of your own only.',
      });
    const { [serverId]: email = null, ...emails } = kept.emails;
    await this.keep({ own: kept.own.filter((one) => one !== own), emails });
    await this.drop(serverId);
    return { ...own, email };
  }

  async restore({ email, ...own }: RemovedServer): Promise<void> {
    const kept = await this.kept();
    const taken = this.known(kept).some(
      ({ id, config }) => id === own.id || config.name.toLowerCase() === own.name.toLowerCase(),
    );
    if (taken)
      throw new AppError('conflict', `A server named ${own.name} is already registered.`, {
        remedy: 'Choose another name.',
      });
    const emails = email === null ? kept.emails : { ...kept.emails, [own.id]: email };
    await this.keep({ own: [...kept.own, own], emails });
  }

  /** Keeps an address that the caller has checked. */
  async setEmail(serverId: string, email: string | null): Promise<DrmsServer> {
    const kept = await this.kept();
    this.find(serverId, kept);
    const { [serverId]: _, ...others } = kept.emails;
    await this.keep({ ...kept, emails: email === null ? others : { ...others, [serverId]: email } });
    await this.drop(serverId);
    return this.describe(serverId);
  }

  async config(serverId: string): Promise<ServerConfig> {
    return this.find(serverId, await this.kept()).config;
  }

  async client(serverId: string): Promise<DrmsClient> {
    const present = this.clients.get(serverId);
    if (present !== undefined) return present;
    const kept = await this.kept();
    const { config } = this.find(serverId, kept);
    const client = await this.parts.createClient({ server: config, email: kept.emails[serverId] ?? null });
    this.clients.set(serverId, client);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients.keys()].map((id) => this.drop(id)));
  }

  private async drop(serverId: string): Promise<void> {
    const client = this.clients.get(serverId);
    this.clients.delete(serverId);
    await client?.close();
  }

  private known(kept: Kept): Known[] {
    const registry = createServerRegistry();
    const demo: Known[] =
      this.demoUrl === null
        ? []
        : [{ id: demoServerId, origin: 'demo', config: configForBase('Demo DRMS', this.demoUrl) }];
    return [
      ...demo,
      ...registry.names().map((id): Known => ({ id, origin: 'built-in', config: registry.get(id) })),
      ...kept.own.map((own): Known => ({ id: own.id, origin: 'own', config: new ServerConfig(ownEntries(own)) })),
    ];
  }

  private find(serverId: string, kept: Kept): Known {
    const found = this.known(kept).find(
      ({ id, config }) => id === serverId || config.name.toLowerCase() === serverId.toLowerCase(),
    );
    if (found !== undefined) return found;
    // Scripts name a server by its address without adding it first.
    if (/^https?:\/\//i.test(serverId) && URL.canParse(serverId))
      return { id: serverId, origin: 'own', config: configForBase(new URL(serverId).host, serverId) };
    throw new AppError('not-found', `There is no DRMS server ${serverId}.`, {
      remedy: serverId === demoServerId ? 'Start the demo first.' : 'Choose a server of the registry, or add your own.',
    });
  }

  private async kept(): Promise<Kept> {
    return Kept.parse((await this.parts.settings.getSetting(settingKey)) ?? {});
  }

  private async keep(kept: Kept): Promise<void> {
    await this.parts.settings.putSetting(settingKey, kept);
  }
}

/** An own server has all programs, under their usual names. */
function ownEntries({ name, cgiUrl, downloadUrl }: OwnServer): Record<string, string> {
  return {
    name,
    cgi_baseurl: cgiUrl.endsWith('/') ? cgiUrl : `${cgiUrl}/`,
    cgi_show_series: 'show_series',
    cgi_jsoc_info: 'jsoc_info',
    cgi_jsoc_fetch: 'jsoc_fetch',
    cgi_check_address: 'checkAddress.sh',
    ...(downloadUrl === null ? {} : { http_download_baseurl: downloadUrl }),
  };
}

function describe({ id, origin, config }: Known, kept: Kept): DrmsServer {
  const abilities = Object.fromEntries(operations.map((operation) => [operation, config.supports(operation)]));
  return {
    id,
    name: config.name,
    url: config.get('cgi_baseurl') ?? '',
    origin,
    // One entry per operation, made from their list.
    abilities: abilities as DrmsServer['abilities'],
    email: kept.emails[id] ?? null,
  };
}
