import type { Clusters, ClusterWish, NoNumbers } from './clusters.ts';
import type { Components } from './components.ts';
import type { LineFit, NoLine } from './line-fit.ts';

/** Work over whole columns that would keep others waiting; done in a thread of its own. */
export interface StatisticsApi {
  line(request: {
    x: Float64Array;
    y: Float64Array;
    method: 'least squares' | 'theil-sen';
    level: number;
  }): Promise<LineFit | NoLine>;
  clusters(request: { columns: Float64Array[]; wish: ClusterWish }): Promise<Clusters | NoNumbers>;
  components(request: {
    columns: Float64Array[];
    standardised: boolean;
    count: number;
  }): Promise<Components | NoNumbers>;
}
