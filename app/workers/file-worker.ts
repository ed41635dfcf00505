import { type ReadAnswer, type ReadRequest, readWhole } from '../crawl/reading/read-file.ts';
import { type WalkedPart, type WalkPart, walkPart } from '../crawl/tracking/walk-part.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';

serveWorker({
  readFiles: (requests: readonly ReadRequest[]): ReadAnswer[] => requests.map(readWhole),
  walkPart: (part: WalkPart): WalkedPart => walkPart(part),
});
