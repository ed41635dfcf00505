import type { Crawler } from '../crawler.ts';
import { mapFile } from './map-file.ts';
import type { CrawlRecipe } from './schema.ts';

export function recipeCrawler(recipe: CrawlRecipe): Crawler {
  const { quiet, every, name, connection, root, files, sameContent, changed, reader, mail } = recipe;
  return {
    ...{ name, connection, root, files, sameContent, changed, reader, mail },
    quietMs: quiet,
    everyMs: every,
    map: ({ table, ...file }) => mapFile(recipe, file, table),
  };
}
