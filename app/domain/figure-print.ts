import type { AxisBreak, QuantityUnit } from './figure-details.ts';

/** How large a figure is on paper, and its text. */
export interface PrintSize {
  widthMm: number;
  heightMm: number;
  /** Height of the usual text; lines and markers keep their proportion to it. */
  textPt: number;
}

export const printPresets = {
  screen: { title: 'As on the screen', size: { widthMm: 254, heightMm: 169.3, textPt: 9 } },
  'one-column': { title: 'Journal, one column', size: { widthMm: 86, heightMm: 66, textPt: 7 } },
  'one-and-a-half': { title: 'Journal, one and a half columns', size: { widthMm: 120, heightMm: 86, textPt: 7.5 } },
  'two-columns': { title: 'Journal, two columns', size: { widthMm: 178, heightMm: 110, textPt: 8 } },
  slide: { title: 'Slide, 16:9', size: { widthMm: 254, heightMm: 143, textPt: 14 } },
} as const satisfies Record<string, { title: string; size: PrintSize }>;
export type PrintPreset = keyof typeof printPresets;

/** Limits of what is drawn. */
export const printLimits = { mm: { min: 30, max: 600 }, textPt: { min: 4, max: 48 }, dpi: { min: 72, max: 600 } };
/** Enough for print at half size. */
export const usualDpi = 192;

/** The text of figures as they are described: 12 px, which are 9 pt. */
const describedTextPt = 9;
const pxPerMm = 96 / 25.4;

/** Size at which a figure is described, and by which factor it is drawn smaller or larger on paper. */
export function describedSize({ widthMm, heightMm, textPt }: PrintSize): {
  widthPx: number;
  heightPx: number;
  scale: number;
} {
  const scale = textPt / describedTextPt;
  return {
    widthPx: Math.round((widthMm * pxPerMm) / scale),
    heightPx: Math.round((heightMm * pxPerMm) / scale),
    scale,
  };
}

/** What is looked at before a figure goes to print. */
export const figureRules = ['unit', 'text-size', 'overlap', 'line-width', 'log', 'bars', 'break', 'alike'] as const;
export type FigureRule = (typeof figureRules)[number];

/** One click that makes the figure pass. */
export interface FigureRemedy {
  label: string;
  change:
    | { kind: 'size'; size: PrintSize }
    | { kind: 'y-scale'; yScale: 'log' | 'linear' }
    | { kind: 'quantity'; quantityUnit: QuantityUnit }
    /** Error bars of σ. */
    | { kind: 'bars'; percent: number }
    /** Those that stay. */
    | { kind: 'breaks'; breaks: AxisBreak[] }
    /** Names of those that stay. */
    | { kind: 'curves'; samples: string[] };
}

export interface FigureFinding {
  rule: FigureRule;
  /** What is wrong, in a sentence that names the place. */
  text: string;
  remedy: FigureRemedy | null;
}
