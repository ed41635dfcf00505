import { openTracker } from '../crawl/tracking/open-tracker.ts';
import type { TrackerApi } from '../crawl/tracking/tracker.ts';
import type { TrackerFile } from '../crawl/tracking/tracker-database.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';

const handlers: Partial<TrackerApi> & { open(file: TrackerFile): void } = {
  open(file) {
    Object.assign(handlers, openTracker(file));
  },
};
serveWorker(handlers);
