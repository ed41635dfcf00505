import { access } from 'node:fs/promises';
import type { ThingOrigin } from '../contract/collections.ts';
import { type CollectionThing, placeOf, type ThingPlace, thingWords } from '../domain/collections/things.ts';

export interface KnownConnection {
  id: string;
  kind: 'juliabase' | 'openbis';
  name: string;
  url: string;
  isDemo: boolean;
}

export interface KnownDrmsServer {
  id: string;
  name: string;
  url: string;
  origin: 'built-in' | 'own' | 'demo';
}

export interface PlacesParts {
  connections(): Promise<readonly KnownConnection[]>;
  drmsServers(): Promise<readonly KnownDrmsServer[]>;
  /** Ids of all tables that are kept. */
  keptTables(): Promise<readonly string[]>;
}

const here: ThingOrigin = { system: 'computer', name: 'This computer', url: null };

/** Connections, servers and files of this computer, as far as collections speak of them. */
export class CollectionPlaces {
  private readonly parts: PlacesParts;

  constructor(parts: PlacesParts) {
    this.parts = parts;
  }

  /** Tells where things are; undefined for a connection or a server that is not known here. */
  async origins(): Promise<(thing: CollectionThing) => ThingOrigin | undefined> {
    const origins = await this.known();
    return (thing) => {
      const place = placeOf(thing);
      return place.kind === 'computer' ? here : origins.get(keyOf(place));
    };
  }

  /**
   * Ids under which the places of another computer are known here. The demo has another address at each start, so it
   * carries none, and demos of one system are the same.
   */
  async idsHere(): Promise<(origin: ThingOrigin) => string | undefined> {
    const origins = await this.known();
    const ids = new Map([...origins].map(([key, origin]) => [addressKey(origin), key.slice(key.indexOf(' ') + 1)]));
    return (origin) => ids.get(addressKey(origin));
  }

  /** Why things cannot be opened here, as far as this computer knows without asking a server. */
  async problems(items: readonly { thing: CollectionThing; origin: ThingOrigin }[]): Promise<(string | null)[]> {
    const originOf = await this.origins();
    const tables = items.some(({ thing }) => thing.kind === 'table')
      ? new Set(await this.parts.keptTables())
      : new Set<string>();
    return Promise.all(items.map((item) => problemOf(item, originOf(item.thing), tables)));
  }

  /** By kind and id of the place. */
  private async known(): Promise<Map<string, ThingOrigin>> {
    const [connections, servers] = await Promise.all([this.parts.connections(), this.parts.drmsServers()]);
    const origins = new Map<string, ThingOrigin>();
    for (const { id, kind, name, url, isDemo } of connections)
      origins.set(keyOf({ kind: 'connection', id }), { system: kind, name, url: isDemo ? null : url });
    for (const { id, name, url, origin } of servers)
      origins.set(keyOf({ kind: 'drms', id }), { system: 'drms', name, url: origin === 'demo' ? null : url });
    return origins;
  }
}

async function problemOf(
  { thing, origin }: { thing: CollectionThing; origin: ThingOrigin },
  present: ThingOrigin | undefined,
  tables: ReadonlySet<string>,
): Promise<string | null> {
  if (present === undefined) {
    const where = origin.url === null ? origin.name : `${origin.name} (${origin.url})`;
    const what = origin.system === 'drms' ? 'server' : 'connection';
    return `There is no ${what} ${where} on this computer.`;
  }
  if (thing.kind === 'table' && !tables.has(thing.tableId)) return 'The table is not kept on this computer any more.';
  if (thing.kind !== 'fits-file') return null;
  const isThere = await access(thing.path).then(
    () => true,
    () => false,
  );
  return isThere ? null : `The ${thingWords[thing.kind][0]} ${thing.path} is not there.`;
}

function keyOf(place: Exclude<ThingPlace, { kind: 'computer' }>): string {
  return `${place.kind} ${place.id}`;
}

function addressKey({ system, url }: ThingOrigin): string {
  return `${system} ${url === null ? 'demo' : url.replace(/\/+$/, '')}`;
}
