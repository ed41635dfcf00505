import { findClusters } from '../analysis/clusters.ts';
import { findComponents } from '../analysis/components.ts';
import { leastSquares, theilSen } from '../analysis/line-fit.ts';
import type { StatisticsApi } from '../analysis/statistics-api.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';

type Request<Name extends keyof StatisticsApi> = Parameters<StatisticsApi[Name]>[0];

serveWorker({
  line: ({ x, y, method, level }: Request<'line'>) => (method === 'theil-sen' ? theilSen : leastSquares)(x, y, level),
  clusters: ({ columns, wish }: Request<'clusters'>) => findClusters(columns, wish),
  components: ({ columns, ...wish }: Request<'components'>) => findComponents(columns, wish),
});
