import type { Route } from './route.ts';
import { connectionChangeRoute } from './routes/connection-change.ts';
import { connectionRoutes } from './routes/connections.ts';
import { downloadRoute } from './routes/download.ts';
import { jobRoutes } from './routes/jobs.ts';
import { dataSetsRoute, dataSetTypesRoute } from './routes/metadata.ts';
import { requirementsRoute } from './routes/requirements.ts';
import { treeRoute } from './routes/tree.ts';
import { uploadRoute } from './routes/upload.ts';

/** Everything the API answers, besides its own description. */
export const routes: readonly Route[] = [
  ...connectionRoutes,
  connectionChangeRoute,
  downloadRoute,
  uploadRoute,
  dataSetTypesRoute,
  dataSetsRoute,
  requirementsRoute,
  ...jobRoutes,
  treeRoute,
];
