import type { ConductivityView, FitRange } from '../domain/conductivity.ts';
import type { FigureDetails } from '../domain/figure-details.ts';

/** What a picture says of itself, inside: enough to make the live figure again. No time of drawing, so that equal figures are equal files. */
export type FigureProvenance = ConductivityProvenance | TableProvenance;

interface DrawnByQuarry {
  program: 'Quarry';
  version: string;
}

export interface ConductivityProvenance extends DrawnByQuarry {
  kind: 'conductivity';
  /** Address of the lab database. */
  server: string;
  series: string | null;
  samples: { name: string; file: string | null }[];
  view: ConductivityView;
  yScale: 'log' | 'linear';
  fitRange: FitRange | null;
  /** Left out where the figure is plain, so that it is the same file as ever. */
  details?: FigureDetails;
}

/** A figure of columns of a table. */
export interface TableProvenance extends DrawnByQuarry {
  kind: 'table';
  /** How the table was made, and what is drawn of it; the contract knows its form. */
  picture: object;
}
