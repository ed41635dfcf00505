import { t } from '../../ui/language.ts';
import type { PublishDraft } from './publish-draft.ts';

/** What a recipe says about its figures beyond scale and fit range. */
export function optionWords({ options, scale }: Pick<PublishDraft, 'options' | 'scale'>): string[] {
  const { yScale, showFit = scale === 'arrhenius', details = {} } = options ?? {};
  const { temperatureUnit, quantityUnit, errors, marks = [], breaks = [], formula, panels, inset } = details;
  const { onRight = [], rightColumn } = details;
  const units = [temperatureUnit, quantityUnit].filter((unit) => unit !== undefined);
  const right = [...onRight, ...(rightColumn ? [rightColumn.column] : [])];
  return [
    ...(yScale === 'linear' ? [t('linear axis on the left')] : []),
    ...(showFit || scale !== 'arrhenius' ? [] : [t('without fit lines')]),
    ...(units.length === 0 ? [] : [t('in {{units}}', { units: units.join(', ') })]),
    ...(errors ? [t('error bars')] : []),
    ...(marks.length === 0 ? [] : [t('{{count}} marks', { count: marks.length })]),
    ...(breaks.length === 0 ? [] : [t('{{count}} breaks of the axes', { count: breaks.length })]),
    ...(formula ? [t('fit of {{formula}}', { formula: formula.formula })] : []),
    ...(panels === 'each' ? [t('a panel for each curve')] : []),
    ...(right.length === 0 ? [] : [t('{{names}} on the right', { names: right.join(', ') })]),
    ...(inset ? [t('an inset')] : []),
  ];
}
