/** σ over T, or ln σ over 1000/T with straight-line fits. */
export type ConductivityView = 'linear' | 'arrhenius';

/** Inclusive range on the axis 1000/T, in 1/K (so 2.35 means T = 425.5 K). */
export interface FitRange {
  minInverseKelvin: number;
  maxInverseKelvin: number;
}

/** Why a sample has a curve or has none. */
export type CurveStatus =
  | 'ok'
  /** No process of the sample names a raw file with conductivity in it. */
  | 'no-raw-file'
  /** The server names a file that is not in the mapped folders. */
  | 'file-missing'
  /** The path leaves the mapped folders, or nothing maps it. */
  | 'file-refused'
  /** The file could not be read as conductivity, in whole or from some place on. */
  | 'file-broken'
  /** Read in part: the good rows are drawn, the message names the first bad place. */
  | 'partial'
  /** The sample itself could not be read (no permission, gone). */
  | 'sample-unreadable';

export interface ArrheniusFit {
  /** Ea in eV. */
  activationEnergyEv: number;
  /** One standard deviation, in eV. */
  activationEnergyStderrEv: number;
  /** ln of σ0 in S/cm. */
  lnSigma0: number;
  lnSigma0Stderr: number;
  /** σ at 300 K from the line, S/cm, and its standard deviation. */
  sigma300: number;
  sigma300Stderr: number;
  rSquared: number;
  /** Points inside the range with σ > 0. */
  points: number;
  /** Largest residual in units of the residuals' standard deviation. */
  worstResidualSigma: number;
  /** The residuals follow a bow, not noise. */
  curved: boolean;
  /** A narrower range in which they no longer do, if there is one. */
  suggestedRange: FitRange | null;
}

/** A column of a raw data file beside temperature and conductivity. */
export interface FileColumn {
  name: string;
  unit: string | null;
  /** It can be the errors of σ. */
  isError: boolean;
}

/** One sample's curve without its points; those travel as bytes. */
export interface CurveSummary {
  sampleName: string;
  sampleId: number;
  status: CurveStatus;
  /** Rows with finite T and σ. */
  points: number;
  /** Rows left out of the drawing because a value is missing or not finite. */
  missing: number;
  /** Rows that a logarithm cannot show (σ ≤ 0). */
  nonPositive: number;
  /** Path as the server names it, of the file that was used or tried. */
  serverFile: string | null;
  localFile: string | null;
  processId: number | null;
  /** One sentence and a remedy when status is not 'ok', or a hint. */
  message: string | null;
  temperatureMinK: number | null;
  temperatureMaxK: number | null;
  /** Other columns of the file. */
  columns: FileColumn[];
  fit: ArrheniusFit | null;
  /** Why there is no fit although there is a curve, e.g. fewer than 3 points in the range. */
  fitMessage: string | null;
}
