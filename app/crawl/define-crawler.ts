import { isAbsolute } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { Crawler, CrawlSettings } from './crawler.ts';

/** What must be said of a crawler that is a program; the rest has defaults. */
type CrawlerDefinition = Pick<CrawlSettings, 'name' | 'connection' | 'root' | 'files'> &
  Partial<CrawlSettings> &
  Pick<Crawler, 'map'>;

/**
 * A crawler that is a program: `export default defineCrawler({ … })` in a file for `quarry crawl FILE.ts`. Files are
 * found, read, sent and checked off as by a crawler in YAML; only what a file becomes is said by `map`.
 * @param definition `name`: 1 to 60 letters, digits, dots, dashes or underscores, the same on every computer; `connection`:
 *   name of a connection to JuliaBase; `root`: absolute; `files`: patterns of relative paths; `quietMs`: how long a file
 *   must not have changed, default a minute; `everyMs`: pause between runs, default one run; `reader`: 'table' gives `map`
 *   the numbers of delimited text, default 'none'; `sameContent`: 'ask' or 'take',
 *   `changed`: 'ask', 'take' or, for Results, 'edit', default 'ask'; `mail`:
 *   where to report; `map`: what a file becomes, the same for the same file. It throws UnfitFile with a sentence for a
 *   file that it cannot use; any other error ends the run.
 * @throws AppError 'invalid-input' for a bad name or a relative root
 */
export function defineCrawler(definition: CrawlerDefinition): Crawler {
  const { name, root } = definition;
  if (!/^[\w.-]{1,60}$/.test(name))
    throw new AppError('invalid-input', `${JSON.stringify(name)} is no name for a crawler.`, {
      remedy: 'Give it 1 to 60 letters, digits, dots, dashes or underscores.',
    });
  if (!isAbsolute(root))
    throw new AppError('invalid-input', `The folder ${root} of the crawler ${name} is not absolute.`, {
      remedy: 'Join it with import.meta.dirname.',
    });
  return { quietMs: 60_000, reader: 'none', sameContent: 'ask', changed: 'ask', ...definition };
}
