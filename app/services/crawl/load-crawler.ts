import { readFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import type { Crawler } from '../../crawl/crawler.ts';

/** Runs the program of a crawler. Only hosts that its own user has started on a command line have it. */
export type CrawlerProgram = (file: string) => Promise<Crawler>;

/** @throws AppError 'not-found', 'invalid-input' or, for a program where none may run, 'unsupported' */
export async function loadCrawler(file: string, runProgram: CrawlerProgram | undefined): Promise<Crawler> {
  if (!isAbsolute(file))
    throw new AppError('invalid-input', `The path ${file} is not absolute.`, { remedy: 'Give the whole path.' });
  if (/\.ya?ml$/i.test(file)) return readCrawler(file);
  if (!/\.m?[jt]s$/i.test(file))
    throw new AppError('invalid-input', `${file} is neither YAML nor a program.`, {
      remedy: 'Name a file that ends in .yaml or .ts.',
    });
  if (runProgram === undefined)
    throw new AppError('unsupported', `${file} is a program, and programs are run by the command line alone.`, {
      remedy: 'Close the app that holds the data folder, then run `quarry crawl` with it.',
    });
  return runProgram(file);
}

/** Reading YAML is a lot of code, which no start of a core has to wait for. */
async function readCrawler(file: string): Promise<Crawler> {
  const [{ readRecipe }, { recipeCrawler }] = await Promise.all([
    import('../../crawl/recipe/read-recipe.ts'),
    import('../../crawl/recipe/recipe-crawler.ts'),
  ]);
  return recipeCrawler(readRecipe(await textOf(file), file));
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('not-found', `The file ${file} cannot be read.`, {
      remedy: 'Check its name and rights.',
      cause,
    });
  }
}
