import type { Downloads } from '../clients/http/download/api.ts';

/** Downloads that are made with the first folder: until then the core is smaller by the HTTP library. */
export function lazyDownloads(make: () => Promise<Downloads>): Downloads {
  let made: Promise<Downloads> | undefined;
  let present: Downloads | undefined;
  const get = async (): Promise<Downloads> => {
    made ??= make();
    present = await made;
    return present;
  };
  return {
    open: async (folder, options) => (await get()).open(folder, options),
    look: async (folder) => (await get()).look(folder),
    freeBytes: async (folder) => (await get()).freeBytes(folder),
    connectionsInUse: (host) => present?.connectionsInUse(host) ?? 0,
    async close() {
      await (await made)?.close();
    },
  };
}
