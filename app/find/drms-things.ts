import type { DrmsSeriesInfo, DrmsSeriesItem } from '../contract/drms.ts';
import type { Thing } from '../domain/found.ts';
import { addressOf } from './address.ts';

/** Before the id of a server in the name of its site. */
const sitePrefix = 'drms:';

export function isDrmsSite(site: string): boolean {
  return site.startsWith(sitePrefix);
}

/** Names of requests that `drmsThings` reads. */
export const drmsRequests: readonly string[] = ['series-list', 'series-info'];

/** What a kept answer of a DRMS server tells of; `undefined` if it holds nothing to find. */
export function drmsThings(site: string, request: string, body: unknown): Thing[] | undefined {
  const serverId = site.slice(sitePrefix.length);
  // The name of a request tells what was kept under it.
  if (request === 'series-list') return (body as DrmsSeriesItem[]).map((item) => listed(serverId, item));
  return request.startsWith('series-info ') ? [described(serverId, body as DrmsSeriesInfo)] : undefined;
}

function listed(serverId: string, { name, note, primekeys }: DrmsSeriesItem): Thing {
  return {
    ...{ kind: 'drms-series', title: name, detail: note, notes: primekeys.join('\n') },
    ...{ address: addressOf('drms', serverId, name), part: '', fullness: 0 },
  };
}

function described(serverId: string, info: DrmsSeriesInfo): Thing {
  const words = [...info.keywords, ...info.segments, ...info.links].map(({ name, note }) => `${name}: ${note}`);
  return {
    ...listed(serverId, { ...info, primekeys: info.primekeys }),
    ...{ notes: [...info.primekeys, ...words].join('\n'), fullness: 2 },
  };
}
