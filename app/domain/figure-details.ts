/** How a figure is drawn beyond its axes and curves. Part of what a picture says of itself, so that it comes back alive. */
export interface FigureDetails {
  temperatureUnit: TemperatureUnit;
  quantityUnit: QuantityUnit;
  /** Null: no error bars. */
  errors: PointErrors | null;
  /** In the order in which they were added. */
  marks: FigureMark[];
  /** A formula that is fitted to each curve; null: none. */
  formula: FormulaFit | null;
  /** All in one pair of axes, or one small pair for each curve. */
  panels: 'together' | 'each';
  /** Samples whose curves have the axis on the right. */
  onRight: string[];
  /** Another column of the raw data files that has the axis on the right, for all curves; null: none. */
  rightColumn: RightColumn | null;
  /** A part of the figure that is drawn once more, larger, in a corner. */
  inset: FigureInset | null;
  /** Parts of the lower axis and of the axis on the left that are left out. */
  breaks: AxisBreak[];
  /** The lower axis and the axes of σ that run from large to small. */
  reversed: MarkAxis[];
}

export const temperatureUnits = ['K', '°C'] as const;
export type TemperatureUnit = (typeof temperatureUnits)[number];

/** Of the conductivity, and of the resistivity, which is its reciprocal. */
export const quantityUnits = ['S/cm', 'S/m', 'Ω cm', 'Ω m'] as const;
export type QuantityUnit = (typeof quantityUnits)[number];

/** One standard deviation of each point. */
export interface PointErrors {
  /** Of σ: a share of it in per cent, S/cm, or what a column of the raw data files says. */
  sigma: { kind: 'percent' | 'absolute'; value: number } | { kind: 'column'; column: string } | null;
  /** Of T in K. */
  kelvin: number | null;
}

/** What a mark lies along: a temperature in K or a conductivity in S/cm, whatever the axes show. */
export type MarkAxis = 'temperature' | 'sigma';

export type FigureMark =
  | {
      kind: 'text';
      id: number;
      text: string;
      /** Of the point that is meant. */
      kelvin: number;
      sigma: number;
      /** Where the text stands, seen from its point to which an arrow leads; null: at the point. */
      arrow: { rightPx: number; downPx: number } | null;
    }
  | { kind: 'line'; id: number; along: MarkAxis; at: number }
  | { kind: 'region'; id: number; along: MarkAxis; from: number; to: number };

/** y = σ in S/cm; x = T in K over temperature, or 1000/T in 1/K in the Arrhenius view. */
export interface FormulaFit {
  /** In x, T and parameters, as "a * exp(-b / x)". */
  formula: string;
  /** Where the search starts; 1 for those that are missing. */
  start: { [parameter: string]: number };
  /** All points alike, by the size of σ, or by the errors of the points. */
  weight: FormulaWeight;
  /** Only the points inside the fit range. */
  inFitRange: boolean;
}

export const formulaWeights = ['equal', 'relative', 'errors'] as const;
export type FormulaWeight = (typeof formulaWeights)[number];

export const insetCorners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type InsetCorner = (typeof insetCorners)[number];

export interface FigureInset {
  minKelvin: number;
  maxKelvin: number;
  /** In S/cm. */
  minSigma: number;
  maxSigma: number;
  corner: InsetCorner;
}

/** It counts in the unit of the files. */
export interface RightColumn {
  column: string;
  scale: 'log' | 'linear';
}

/** What lies between two temperatures in K or two conductivities in S/cm, whatever the axes show; `from` is the smaller. */
export interface AxisBreak {
  along: MarkAxis;
  from: number;
  to: number;
}

/** Limits of what is kept in a picture. */
export const detailLimits = { marks: 50, markText: 200, formula: 500, panels: 60, breaks: 8 };

export const plainDetails: FigureDetails = {
  temperatureUnit: 'K',
  quantityUnit: 'S/cm',
  errors: null,
  marks: [],
  formula: null,
  panels: 'together',
  onRight: [],
  rightColumn: null,
  inset: null,
  breaks: [],
  reversed: [],
};

/** Nothing differs from a figure of which only axes and curves were chosen. */
export function isPlain(details: FigureDetails): boolean {
  const { temperatureUnit, quantityUnit, errors, marks, formula, panels, onRight, rightColumn, inset } = details;
  return (
    temperatureUnit === 'K' &&
    quantityUnit === 'S/cm' &&
    panels === 'together' &&
    errors === null &&
    formula === null &&
    inset === null &&
    rightColumn === null &&
    marks.length === 0 &&
    onRight.length === 0 &&
    details.breaks.length === 0 &&
    details.reversed.length === 0
  );
}

/** Whether the curve of a sample has the axis on the right; another quantity has that alone. */
export function isOnRight(sampleName: string, { onRight, rightColumn }: FigureDetails): boolean {
  return rightColumn === null && onRight.includes(sampleName);
}
