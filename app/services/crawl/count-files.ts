import type { CrawlFileState } from '../../contract/crawl.ts';
import type { StateCount } from '../../crawl/tracking/tracker.ts';

/** Files by the state that a person is shown. */
export function countsOf(counts: readonly StateCount[]): Record<CrawlFileState, number> {
  const sum: Record<CrawlFileState, number> = {
    ...{ young: 0, invalid: 0, asks: 0, queued: 0, done: 0, skipped: 0, gone: 0 },
  };
  for (const { state, isGone, isYoung, count } of counts) {
    if (isGone) sum.gone += count;
    else if (isYoung || state === 'new') sum.young += count;
    else sum[state] += count;
  }
  return sum;
}
