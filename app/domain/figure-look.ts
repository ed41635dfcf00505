import type { ConductivityView, FitRange } from './conductivity.ts';
import type { FigureDetails } from './figure-details.ts';

/** How a figure is drawn, whatever its curves are now; kept with what names the figure. */
export interface FigureLook {
  view: ConductivityView;
  yScale: 'log' | 'linear';
  showFit: boolean;
  /** Null: the range that the curves have in common. */
  fitRange: FitRange | null;
  /** Samples whose curves are not drawn. */
  hidden: readonly string[];
  details: FigureDetails;
}
