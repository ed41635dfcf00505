import type { FitsImageOut } from '../../../app/contract/fits.ts';
import { type ColourMap, colourMapOf } from '../../../app/domain/fits/colour-maps.ts';
import type { Limits } from '../../../app/domain/fits/limits.ts';
import type { StretchName } from '../../../app/domain/fits/stretch.ts';
import { t } from '../../ui/language.ts';

type Survey = NonNullable<FitsImageOut['survey']>;

/** How a picture is drawn. */
export interface PictureChoices {
  stretch: StretchName;
  /** 'zscale', 'all' from the lowest to the highest value, 'hand', or a share of the values in percent, e.g. '99.5'. */
  limits: string;
  /** For 'hand'. */
  byHand: Limits | null;
  /** Name of a colour map; null: what suits the data. */
  colours: string | null;
}

export const usualChoices: PictureChoices = { stretch: 'linear', limits: '99.5', byHand: null, colours: null };

/** Data around zero get a map of which zero is the middle. */
export function coloursFor(choices: PictureChoices, survey: Survey): ColourMap {
  return colourMapOf(choices.colours ?? (isSigned(survey) ? 'signed-gray' : 'gray'));
}

/** Both signs, and neither far stronger than the other. */
function isSigned({ percentiles, min, max }: Survey): boolean {
  const wide = percentiles.find(({ percent }) => percent === 99) ?? { low: min, high: max };
  return wide.low < 0 && wide.high > 0 && -wide.low < 6 * wide.high && wide.high < -6 * wide.low;
}

/** Between which values the colours run; around zero both sides are of the same length. */
export function limitsFor(choices: PictureChoices, survey: Survey, colours: ColourMap): Limits {
  const chosen = chosenLimits(choices, survey);
  if (!colours.isSigned || choices.limits === 'hand') return chosen;
  const most = Math.max(Math.abs(chosen.low), Math.abs(chosen.high));
  return { low: -most, high: most };
}

function chosenLimits({ limits, byHand }: PictureChoices, survey: Survey): Limits {
  const all = { low: survey.min, high: survey.max };
  if (limits === 'hand') return byHand ?? all;
  if (limits === 'zscale') return survey.zscale;
  return survey.percentiles.find(({ percent }) => String(percent) === limits) ?? all;
}

/** Choices of limits for the menu. */
export const limitsOptions = [
  { value: 'zscale', label: 'zscale' },
  { value: 'all', label: t('Lowest to highest') },
  ...['99.9', '99.5', '99', '98', '95', '90'].map((percent) => ({
    value: percent,
    label: t('{{percent}} % of values', { percent }),
  })),
  { value: 'hand', label: t('By hand') },
];
