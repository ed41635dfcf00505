import type { Handlers } from '../contract/contract.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import { CollectionData, type DataSources } from './collection-data.ts';
import { createCollectionFolders } from './collection-folders.ts';
import { CollectionPlaces } from './collection-places.ts';
import { Collections, type CollectionsParts } from './collections.ts';
import { createCollectionsHandlers } from './collections-service.ts';
import type { DrmsServers } from './drms-servers.ts';
import type { KeptTables } from './kept-tables.ts';
import type { ConnectionRecords } from './service-context.ts';

export interface CollectionAreaParts extends CollectionsParts, DataSources {
  connections: Pick<ConnectionRecords, 'list'>;
  servers: Pick<DrmsServers, 'list'>;
  kept: Pick<KeptTables, 'about'>;
  jobs: Pick<JobEngine, 'register' | 'enqueue'>;
  version: string;
  /** Tells the windows which answers have changed. */
  stale(names: readonly string[]): void;
}

type CollectionArea = {
  [Name in keyof Handlers as Name extends `collections.${string}` ? Name : never]: Handlers[Name];
};

/** Lists of things of all systems, and the folders into which they are exported. */
export function createCollectionArea(parts: CollectionAreaParts): CollectionArea {
  const { rows, jobs, version, connections, servers, kept } = parts;
  const places = new CollectionPlaces({
    connections: () => connections.list(),
    drmsServers: () => servers.list(),
    keptTables: async () => (await kept.about()).map(({ id }) => id),
  });
  const collections = new Collections(parts);
  return {
    ...createCollectionsHandlers({ collections, rows, places }),
    ...createCollectionFolders({
      ...{ collections, places, jobs, quarryVersion: version },
      data: new CollectionData(parts),
      onChange: () => parts.stale(['collections.*']),
    }),
  };
}
