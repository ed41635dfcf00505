import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
} from 'culori';
import type { FigureFinding } from '../../domain/figure-print.ts';
import type { FigureCurve } from '../figure-options.ts';
import type { FigureDescription, PlotlyTrace, PlotlyValue } from '../plotly-types.ts';

/** CIEDE2000; smaller differences are not seen beside each other in print. */
const leastDifference = 10;

const eyes: readonly { who: string; see(color: Color): Color }[] = [
  { who: '', see: (color) => color },
  { who: 'who see no red', see: filterDeficiencyProt(1) },
  { who: 'who see no green', see: filterDeficiencyDeuter(1) },
  { who: 'who see no blue', see: filterDeficiencyTrit(1) },
];

const difference = differenceCiede2000();

interface Look {
  name: string;
  color: Color | undefined;
  /** Marker and line, without colour. */
  form: string;
}

/** Curves that differ in nothing but a colour that not everybody can tell apart. */
export function alikeCurves(
  { data }: FigureDescription,
  curves: readonly Pick<FigureCurve, 'sampleName'>[],
): FigureFinding[] {
  const looks = data.slice(0, curves.length).map(
    (trace, index): Look => ({
      name: curves[index]?.sampleName ?? '',
      color: parse(String(field(trace.line, 'color') ?? field(trace.marker, 'color') ?? '')),
      form: formOf(trace),
    }),
  );
  const seen: Look[] = [];
  for (const look of looks) {
    for (const other of seen) {
      if (other.form !== look.form) continue;
      const { color } = look;
      const before = other.color;
      if (color === undefined || before === undefined) continue;
      const eye = eyes.find(({ see }) => difference(see(before), see(color)) < leastDifference);
      if (eye !== undefined) return [finding(other, look, eye.who, seen)];
    }
    seen.push(look);
  }
  return [];
}

function finding(one: Look, other: Look, who: string, apart: readonly Look[]): FigureFinding {
  return {
    rule: 'alike',
    text:
      who === ''
        ? `${one.name} and ${other.name} look the same.`
        : `${one.name} and ${other.name} differ in their colour only, and not for people ${who}.`,
    remedy: {
      label: `Show the first ${apart.length} curves`,
      change: { kind: 'curves', samples: apart.map(({ name }) => name) },
    },
  };
}

function formOf(trace: PlotlyTrace): string {
  const mode = String(trace.mode);
  const symbol = mode.includes('markers') ? String(field(trace.marker, 'symbol')) : '';
  const dash = mode.includes('lines') ? String(field(trace.line, 'dash')) : '';
  return `${symbol} ${dash}`;
}

function field(value: PlotlyValue, key: string): PlotlyValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float64Array)
    ? (value as { readonly [key: string]: PlotlyValue })[key]
    : undefined;
}
