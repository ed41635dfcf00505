import type { JuliaBaseClient } from '../../clients/juliabase/api.ts';
import type { SampleFinder } from '../../crawl/sink.ts';

/** Names stand in the address of the request, which may not grow for ever. */
const namesPerRequest = 50;

/** Finds samples by name or unique alias. */
export function sampleFinder(clientOf: () => Promise<JuliaBaseClient>, serverName: string): SampleFinder {
  return {
    async find(names, signal) {
      const client = await clientOf();
      const found = new Map<string, number | string>();
      for (let at = 0; at < names.length; at += namesPerRequest) {
        // The protocol separates names by commas, so one with a comma cannot be asked for.
        const some = names.slice(at, at + namesPerRequest).filter((name) => !name.includes(','));
        const keys = some.length === 0 ? new Map<string, never>() : await client.keys.samples(some, { signal });
        for (const name of names.slice(at, at + namesPerRequest))
          found.set(name, keyOf(name, keys.get(name), serverName));
      }
      return found;
    },
  };
}

function keyOf(name: string, key: number | number[] | undefined, serverName: string): number | string {
  if (typeof key === 'number') return key;
  const [only, second] = key ?? [];
  if (only === undefined) return `There is no sample ${name} at ${serverName}.`;
  return second === undefined ? only : `${name} is the name of several samples at ${serverName}.`;
}
