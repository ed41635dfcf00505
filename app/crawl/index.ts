/** For crawlers that are programs, see docs/crawlers.md. */
export { defineCrawler } from './define-crawler.ts';
export { UnfitFile } from './recipe/template.ts';
