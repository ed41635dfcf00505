import { AppError } from '../../../contract/app-error.ts';
import type { CallOptions } from '../api.ts';
import { quote } from '../double-quote.ts';
import { readLinks } from '../html-pages.ts';
import type { Wire } from '../wire.ts';
import type { FeedArea } from './api.ts';
import { readAtomEntries } from './atom.ts';

export function createFeed(wire: Wire, user: string): FeedArea {
  const { site } = wire;

  async function pathOf(options?: CallOptions): Promise<string> {
    const start = `${site.rootPath}feeds/`;
    const links = readLinks(await wire.html('', options));
    const path = links.find((link) => link.startsWith(start) && /\+[0-9a-f]+$/.test(link));
    if (path !== undefined) return path.slice(site.rootPath.length);
    throw new AppError('unsupported', `${site.name} shows no news feed for ${user} in its main menu.`, {
      remedy: 'Look into the main menu in the browser.',
      source: site.name,
      details: { path: `feeds/${quote(user)}` },
    });
  }

  return {
    address: async (options) => `${site.origin}${site.rootPath}${await pathOf(options)}`,
    async read(options) {
      const { bytes } = await wire.bytes(await pathOf(options), options);
      return readAtomEntries(new TextDecoder().decode(bytes));
    },
  };
}
