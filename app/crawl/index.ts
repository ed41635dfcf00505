/** For crawlers that are programs, see docs/crawlers.md. */
export type { Crawler, ReadFileValues } from './crawler.ts';
export { type CrawlerDefinition, defineCrawler } from './define-crawler.ts';
export type { CrawlDraft } from './draft.ts';
export { UnfitFile } from './recipe/template.ts';
