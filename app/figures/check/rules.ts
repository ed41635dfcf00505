import { type FigureFinding, type FigureRemedy, type PrintSize, printPresets } from '../../domain/figure-print.ts';
import { quantityOf } from '../../domain/figure-units.ts';
import type { FigureCurve, FigureOptions } from '../figure-options.ts';
import type { FigureDescription, PlotlyValue } from '../plotly-types.ts';

const pointsPerPx = 0.75;
/** Below these, journals ask for another drawing. */
const leastTextPt = 6;
const leastLinePt = 0.5;
/** Width of a digit by the height of its text; of DejaVu Sans. */
const digitWidth = 0.64;

/** Every axis with numbers tells what they count. */
export function axisFindings({ layout }: FigureDescription): FigureFinding[] {
  return axesOf(layout).flatMap(([name, axis]): FigureFinding[] => {
    // Panels inside a grid and the inset count as the axes beside them do.
    if (at(axis, 'showticklabels') === false || at(axis, 'ticklabelposition') === 'inside') return [];
    const title = textOf(at(axis, 'title', 'text'));
    if (title === '') return [{ rule: 'unit', text: `The ${words(name)} has no title.`, remedy: null }];
    if (/\([^)]+\)\s*$/.test(title)) return [];
    return [{ rule: 'unit', text: `The ${words(name)}, “${title}”, has no unit in brackets.`, remedy: null }];
  });
}

/** Curves of which the axis on the right does not show what it counts. */
export function rightFindings(
  curves: readonly FigureCurve[],
  { details }: Pick<FigureOptions, 'details'>,
): FigureFinding[] {
  const column = details?.rightColumn?.column;
  if (column === undefined) return [];
  const unit = curves.find(({ other }) => other !== undefined)?.other?.unit;
  const without = curves.filter(({ other }) => other === undefined).map(({ sampleName }) => sampleName);
  const inOthers = curves.filter(({ other }) => other !== undefined && other.unit !== unit);
  return [
    ...(without.length === 0
      ? []
      : [unitFinding(`The axis on the right leaves out ${without.join(', ')}: there is no column ${column}.`)]),
    ...(inOthers.length === 0
      ? []
      : [
          unitFinding(
            `The axis on the right leaves out ${inOthers.map(({ sampleName }) => sampleName).join(', ')}: the column ${column} has another unit there.`,
          ),
        ]),
  ];
}

function unitFinding(text: string): FigureFinding {
  return { rule: 'unit', text, remedy: null };
}

/** Text that cannot be read on paper, and labels of ticks that touch. */
export function textFindings({ layout }: FigureDescription, size: PrintSize, scale: number): FigureFinding[] {
  const sizes = fontSizes(layout).map((px) => px * pointsPerPx * scale);
  const smallest = Math.min(...sizes);
  const small: FigureFinding[] =
    smallest >= leastTextPt
      ? []
      : [
          {
            rule: 'text-size',
            text: `The smallest text is ${smallest.toFixed(1)} pt high when the figure is ${size.widthMm} mm wide; journals ask for ${leastTextPt} pt.`,
            remedy: larger(size, size.textPt * (leastTextPt / smallest) * 1.05),
          },
        ];
  return [...small, ...axesOf(layout).flatMap(([name, axis]) => crowded(name, axis, layout, size))];
}

function crowded(
  name: string,
  axis: PlotlyValue,
  layout: FigureDescription['layout'],
  size: PrintSize,
): FigureFinding[] {
  const [ticks, texts, range] = [at(axis, 'tickvals'), at(axis, 'ticktext'), rangeOf(name, layout)];
  if (!name.startsWith('x') || !Array.isArray(ticks) || !Array.isArray(texts) || range === undefined) return [];
  const font = numberOf(at(axis, 'tickfont', 'size')) ?? 12;
  const domain = at(axis, 'domain');
  const share = Array.isArray(domain) ? Number(domain[1]) - Number(domain[0]) : 1;
  const margins = ['l', 'r'].map((side) => numberOf(at(layout.margin, side)) ?? 0);
  const widthPx = share * ((numberOf(layout.width) ?? 700) - (margins[0] ?? 0) - (margins[1] ?? 0));
  const places = ticks.map((value) => ((Number(value) - range[0]) / (range[1] - range[0])) * widthPx);
  const half = texts.map((text) => (textOf(text).length * digitWidth * font) / 2);
  const touch = places.findIndex(
    (place, index) =>
      index > 0 &&
      Math.abs(place - (places[index - 1] ?? 0)) < (half[index] ?? 0) + (half[index - 1] ?? 0) + font * 0.25,
  );
  if (touch < 1) return [];
  const wider = Object.values(printPresets).find(({ size: { widthMm } }) => widthMm > size.widthMm);
  return [
    {
      rule: 'overlap',
      text: `On the ${words(name)} the labels ${textOf(texts[touch - 1])} and ${textOf(texts[touch])} touch.`,
      remedy:
        wider === undefined
          ? null
          : {
              label: `Draw it ${wider.size.widthMm} mm wide`,
              change: { kind: 'size', size: { ...wider.size, textPt: Math.min(size.textPt, wider.size.textPt) } },
            },
    },
  ];
}

/** Lines that break up in print. */
export function lineFindings({ data }: FigureDescription, size: PrintSize, scale: number): FigureFinding[] {
  const widths = data.flatMap((trace) => {
    const width = numberOf(at(trace.line, 'width'));
    return width === undefined || trace.mode === 'markers' ? [] : [width * pointsPerPx * scale];
  });
  const thinnest = Math.min(...widths);
  if (widths.length === 0 || thinnest >= leastLinePt) return [];
  return [
    {
      rule: 'line-width',
      text: `The thinnest line is ${thinnest.toFixed(2)} pt wide on paper; below ${leastLinePt} pt lines break up.`,
      remedy: larger(size, size.textPt * (leastLinePt / thinnest) * 1.05),
    },
  ];
}

/** A logarithm and a resistivity have no place for these, so that the figure leaves them out. */
export function logFindings(
  curves: readonly Pick<FigureCurve, 'sampleName' | 'y'>[],
  { yScale, details }: Pick<FigureOptions, 'yScale' | 'details'>,
): FigureFinding[] {
  const isReciprocal = quantityOf(details?.quantityUnit ?? 'S/cm').isReciprocal;
  if (yScale !== 'log' && !isReciprocal) return [];
  const left = curves.flatMap(({ sampleName, y }) => {
    const count = y.reduce((sum, value) => sum + (value <= 0 ? 1 : 0), 0);
    return count === 0 ? [] : [{ sampleName, count }];
  });
  const total = left.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const where = `${total} ${total === 1 ? 'value' : 'values'} of ${left.map(({ sampleName }) => sampleName).join(', ')}`;
  if (isReciprocal)
    return [
      {
        rule: 'log',
        text: `A conductivity that is not positive has no resistivity: ${where} ${total === 1 ? 'is' : 'are'} left out.`,
        remedy: { label: 'Show the conductivity', change: { kind: 'quantity', quantityUnit: 'S/cm' } },
      },
    ];
  return [
    {
      rule: 'log',
      text: `The logarithmic axis leaves out ${where} that ${total === 1 ? 'is' : 'are'} not positive.`,
      remedy: { label: 'Use a linear axis', change: { kind: 'y-scale', yScale: 'linear' } },
    },
  ];
}

function larger(size: PrintSize, textPt: number): FigureRemedy {
  const rounded = Math.ceil(textPt * 2) / 2;
  return { label: `Draw text ${rounded} pt high`, change: { kind: 'size', size: { ...size, textPt: rounded } } };
}

function axesOf(layout: FigureDescription['layout']): [string, PlotlyValue][] {
  return Object.entries(layout).filter(([name]) => /^[xy]axis\d*$/.test(name));
}

function words(name: string): string {
  if (name === 'xaxis2') return 'upper axis';
  if (name === 'yaxis2') return 'axis on the right';
  if (name === 'yaxis3') return 'axis of the residuals';
  return name.startsWith('x') ? 'lower axis' : 'axis on the left';
}

/** Of an axis, or of the one that it follows. */
function rangeOf(name: string, layout: FigureDescription['layout']): [number, number] | undefined {
  const range = at(layout[name], 'range') ?? at(layout.xaxis, 'range');
  return Array.isArray(range) && range.length === 2 ? [Number(range[0]), Number(range[1])] : undefined;
}

function fontSizes(value: PlotlyValue, name = ''): number[] {
  if (typeof value !== 'object' || value === null || value instanceof Float64Array) return [];
  if (Array.isArray(value)) return value.flatMap((item) => fontSizes(item));
  const own = /font$/.test(name) && name !== 'hoverlabel' ? [numberOf(at(value, 'size'))] : [];
  return [
    ...own.filter((size) => size !== undefined),
    ...Object.entries(value).flatMap(([key, item]) => (key === 'hoverlabel' ? [] : fontSizes(item, key))),
  ];
}

function at(value: PlotlyValue, ...path: string[]): PlotlyValue {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || Array.isArray(found) || found instanceof Float64Array)
      return undefined;
    found = (found as { readonly [key: string]: PlotlyValue })[key];
  }
  return found;
}

function numberOf(value: PlotlyValue): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Without the marks of plotly. */
function textOf(value: PlotlyValue): string {
  return typeof value === 'string' ? value.replaceAll(/<[^>]+>/g, '') : '';
}
