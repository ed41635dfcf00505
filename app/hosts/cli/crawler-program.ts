import { pathToFileURL } from 'node:url';
import type { CrawlerProgram } from '../../app.ts';
import { AppError } from '../../contract/app-error.ts';

/** Loads a crawler that its user has written and named on the command line. */
export const loadCrawlerProgram: CrawlerProgram = async (file) => {
  const module: unknown = await import(pathToFileURL(file).href).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid-input', `${file} cannot be loaded: ${reason}`, {
      remedy: 'Run it with `node` to see where it fails.',
      cause,
    });
  });
  const crawler = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  // `defineCrawler` has checked it; what else a program exports is its author's business.
  if (isCrawler(crawler)) return crawler as Awaited<ReturnType<CrawlerProgram>>;
  throw new AppError('invalid-input', `${file} exports no crawler.`, {
    remedy: 'Write `export default defineCrawler({ … })`.',
  });
};

function isCrawler(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'map' in value && typeof value.map === 'function';
}
