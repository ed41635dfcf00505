import type { Downloads } from '../clients/http/download/api.ts';

/** Downloads that are made with the first folder: until then the core is smaller by the HTTP library. */
export function lazyDownloads(make: () => Promise<Downloads>): Downloads {
  let made: Promise<Downloads> | undefined;
  return {
    async open(folder, options) {
      made ??= make();
      return (await made).open(folder, options);
    },
    async close() {
      await (await made)?.close();
    },
  };
}
