import { workerData } from 'node:worker_threads';
import { openFindDatabase } from '../find/find-database.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';

// The host of this worker passes exactly this.
const { path } = workerData as { path: string };
serveWorker(openFindDatabase(path));
