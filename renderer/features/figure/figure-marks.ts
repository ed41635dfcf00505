import type { FigureDetails, FigureMark, MarkAxis } from '../../../app/domain/figure-details.ts';
import {
  fromKelvin,
  fromSigma,
  kelvinOfX,
  quantityOf,
  toKelvin,
  toSigma,
  xOfKelvin,
} from '../../../app/domain/figure-units.ts';
import { type PlotGeometry, pixelToX, pixelToY, xToPixel, yToPixel } from '../../plots/plot-geometry.ts';
import { t } from '../../ui/language.ts';
import type { FigureChoices } from './figure-choices.ts';

type Axes = Pick<FigureChoices, 'view' | 'details'>;

export const newMarks = [
  { kind: 'text', label: t('Text') },
  { kind: 'arrow', label: t('Text with arrow') },
  { kind: 'temperature-line', label: t('Line at a temperature') },
  { kind: 'sigma-line', label: t('Line at a conductivity') },
  { kind: 'temperature-region', label: t('Region of temperature') },
  { kind: 'sigma-region', label: t('Region of conductivity') },
] as const;
export type NewMark = (typeof newMarks)[number]['kind'];

/** A mark in the middle of what is seen. */
export function newMark(kind: NewMark, marks: readonly FigureMark[], seen: PlotGeometry, axes: Axes): FigureMark {
  const id = Math.max(0, ...marks.map((mark) => mark.id)) + 1;
  const at = (share: number): { kelvin: number; sigma: number } =>
    valuesAt(seen, seen.left + share * seen.width, seen.top + share * seen.height, axes);
  const along: MarkAxis = kind.startsWith('sigma') ? 'sigma' : 'temperature';
  const place = (share: number): number => rounded(along === 'sigma' ? at(share).sigma : at(share).kelvin);
  switch (kind) {
    case 'text':
      return { kind: 'text', id, text: t('Text'), ...at(0.5), arrow: null };
    case 'arrow':
      return { kind: 'text', id, text: t('Text'), ...at(0.5), arrow: { rightPx: 48, downPx: -40 } };
    case 'temperature-line':
    case 'sigma-line':
      return { kind: 'line', id, along, at: place(0.5) };
    case 'temperature-region':
    case 'sigma-region': {
      const [one, other] = [place(0.4), place(0.6)];
      return { kind: 'region', id, along, from: Math.min(one, other), to: Math.max(one, other) };
    }
    default:
      return kind satisfies never;
  }
}

/** Temperature and conductivity at a place of the drawing. */
export function valuesAt(
  seen: PlotGeometry,
  left: number,
  top: number,
  { view, details }: Axes,
): { kelvin: number; sigma: number } {
  return {
    kelvin: kelvinOfX(pixelToX(seen, left), view, details),
    sigma: toSigma(pixelToY(seen, top), details.quantityUnit),
  };
}

/** The place of a text's point in the drawing. */
export function pixelsOf(
  { kelvin, sigma }: { kelvin: number; sigma: number },
  seen: PlotGeometry,
  { view, details }: Axes,
): { left: number; top: number } {
  return {
    left: xToPixel(seen, xOfKelvin(kelvin, view, details)),
    top: yToPixel(seen, fromSigma(sigma, details.quantityUnit)),
  };
}

export function markInWords(mark: FigureMark): string {
  if (mark.kind === 'text') return t('text “{{text}}”', { text: mark.text });
  return t('{{kind}} of {{value}}', {
    kind: mark.kind,
    value: mark.along === 'temperature' ? 'temperature' : 'conductivity',
  });
}

/** One number of a mark in the units of the axes. */
export interface MarkPlace {
  key: 'kelvin' | 'sigma' | 'at' | 'from' | 'to';
  along: MarkAxis;
  name: string;
  symbol: string;
  unit: string;
  value: number;
}

export function markPlaces(mark: FigureMark, details: FigureDetails): MarkPlace[] {
  const place = (key: MarkPlace['key'], along: MarkAxis, value: number, end = ''): MarkPlace => {
    const { symbol, name } = quantityOf(details.quantityUnit);
    return along === 'temperature'
      ? {
          ...{ key, along, name: `Temperature${end}`, symbol: 'T', unit: details.temperatureUnit },
          value: fromKelvin(value, details.temperatureUnit),
        }
      : {
          ...{ key, along, symbol, name: `${name}${end}`, unit: details.quantityUnit },
          value: fromSigma(value, details.quantityUnit),
        };
  };
  switch (mark.kind) {
    case 'text':
      return [place('kelvin', 'temperature', mark.kelvin), place('sigma', 'sigma', mark.sigma)];
    case 'line':
      return [place('at', mark.along, mark.at)];
    case 'region':
      return [place('from', mark.along, mark.from, t(' from')), place('to', mark.along, mark.to, t(' to'))];
    default:
      return mark satisfies never;
  }
}

/** The mark with one of its numbers changed; below absolute zero it stays as it was. */
export function changedMark(
  mark: FigureMark,
  { key, along }: Pick<MarkPlace, 'key' | 'along'>,
  value: number,
  details: FigureDetails,
): FigureMark {
  const plain =
    along === 'temperature' ? toKelvin(value, details.temperatureUnit) : toSigma(value, details.quantityUnit);
  if (!Number.isFinite(plain) || (along === 'temperature' && plain <= 0)) return mark;
  // The key is one of this kind of mark, since the place was made from it.
  return { ...mark, [key]: plain } as FigureMark;
}

/** Short enough to be typed again. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
