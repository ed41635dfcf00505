import { PublishRecipe } from '../../contract/publishing.ts';

/**
 * The recipe that a YAML text describes. Reading YAML is a lot of code, which no start of a core has to wait for.
 * @param name of the file, for messages
 * @throws AppError 'invalid-input' naming line and column of each mistake
 */
export async function readPublishRecipe(text: string, name: string): Promise<PublishRecipe> {
  const { readYaml } = await import('../../crawl/recipe/read-yaml.ts');
  return readYaml(text, name, {
    schema: PublishRecipe,
    remedy: 'Mend the recipe; docs/publishing.md has all keys.',
  });
}

/** The text of a file that describes the recipe. */
export async function writePublishRecipe(recipe: PublishRecipe): Promise<string> {
  const { stringify } = await import('yaml');
  return `# Figures to publish: quarry publish FILE\n${stringify(recipe, { lineWidth: 120 })}`;
}
