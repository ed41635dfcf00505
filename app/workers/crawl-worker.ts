import { createTracker, type TrackerApi } from '../crawl/tracking/tracker.ts';
import { openTrackerDatabase, type TrackerFile } from '../crawl/tracking/tracker-database.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';

const handlers: Partial<TrackerApi> & { open(file: TrackerFile): void } = {
  open(file) {
    Object.assign(
      handlers,
      createTracker(openTrackerDatabase(file), () => performance.now()),
    );
  },
};
serveWorker(handlers);
