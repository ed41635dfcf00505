import type { Completion } from '@codemirror/autocomplete';
import { t } from '../../ui/language.ts';

/** Functions that questions to tables of measurements need most, with what they give. */
const functions: readonly (readonly [call: string, gives: string])[] = [
  ['count(*)', 'rows'],
  ['min(x)', t('least value')],
  ['max(x)', t('greatest value')],
  ['avg(x)', 'mean'],
  ['median(x)', 'median'],
  ['sum(x)', 'sum'],
  ['stddev_samp(x)', t('standard deviation of a sample')],
  ['quantile_cont(x, 0.95)', 'quantile'],
  ['corr(y, x)', t('coefficient of correlation')],
  ['regr_slope(y, x)', t('slope of the line through the points')],
  ['regr_intercept(y, x)', t('where that line meets the axis')],
  ['arg_max(a, x)', t('a where x is greatest')],
  ['arg_min(a, x)', t('a where x is least')],
  ['histogram(x)', t('how often each value occurs')],
  ['coalesce(x, 0)', t('the first that is not missing')],
  ['abs(x)', 'size'],
  ['round(x, 2)', t('rounded to digits')],
  ['floor(x)', t('whole number below')],
  ['sqrt(x)', t('square root')],
  ['ln(x)', t('natural logarithm')],
  ['log10(x)', t('decimal logarithm')],
  ['isnan(x)', t('whether it is not a number')],
  ["regexp_extract(t, '…')", t('part of a text')],
  ['lower(t)', t('in small letters')],
  ['length(t)', t('number of signs')],
  ['lag(x) OVER (ORDER BY t)', t('value of the row before')],
  ['row_number() OVER (ORDER BY t)', t('number of the row')],
  ["tai('2016.04.01_TAI')", t('seconds, to compare with a column of times')],
  ['tai_text(T_REC)', t('a column of times as text')],
];

/** Functions by their names, inserted with a place for what they take. */
export const functionCompletions: readonly Completion[] = functions.map(([call, detail]) => ({
  label: call.slice(0, call.indexOf('(')),
  apply: call,
  detail,
  type: 'function',
}));

const keywords =
  'SELECT FROM WHERE GROUP BY ORDER BY HAVING LIMIT DISTINCT AS AND OR NOT IN BETWEEN LIKE IS NULL CASE WHEN THEN ELSE END ' +
  'JOIN LEFT JOIN USING ON ASOF JOIN UNION ALL WITH FILTER OVER PARTITION BY QUALIFY DESC ASC EXCEPT CAST';

/** Words of the language. Two of them that belong together are offered one by one. */
export const keywordCompletions: readonly Completion[] = [...new Set(keywords.split(' '))].map((label) => ({
  label,
  type: 'keyword',
  boost: -1,
}));
