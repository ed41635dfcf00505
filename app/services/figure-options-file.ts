import { FigureOptionsFile } from '../contract/figure-details.ts';

/**
 * What a YAML or JSON text says about a figure. Reading YAML is a lot of code, which no start of a core has to wait for.
 * @param name of the file, for messages
 * @throws AppError 'invalid-input' naming line and column of each mistake
 */
export async function readFigureOptions(text: string, name: string): Promise<FigureOptionsFile> {
  const { readYaml } = await import('../crawl/recipe/read-yaml.ts');
  return readYaml(text, name, {
    schema: FigureOptionsFile,
    remedy: 'Mend the file; docs/figures.md has an example with all keys.',
  });
}
