import { type ReadAnswer, type ReadRequest, readWhole } from '../crawl/reading/read-file.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';

serveWorker({
  readFiles: (requests: readonly ReadRequest[]): ReadAnswer[] => requests.map(readWhole),
});
