import { dirname, resolve } from 'node:path';
import { readYaml } from './read-yaml.ts';
import { CrawlRecipe } from './schema.ts';

/**
 * The crawler that a YAML text describes.
 * @param file absolute path, for messages; `root` is taken relative to its folder
 * @throws AppError 'invalid-input' naming file, line and column of each mistake
 */
export function readRecipe(text: string, file: string): CrawlRecipe {
  const recipe = readYaml(text, file, {
    schema: CrawlRecipe,
    remedy: 'Mend the file of the crawler; docs/crawlers.md has all keys.',
  });
  return { ...recipe, root: resolve(dirname(file), recipe.root) };
}
