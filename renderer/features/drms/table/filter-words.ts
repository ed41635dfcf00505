import type { RecordColumn } from '../../../../app/contract/drms.ts';
import type { RecordFilter } from '../../../../app/contract/record-view.ts';
import { formatQuality, qualityBits } from '../../../../app/domain/drms/quality.ts';
import { t } from '../../../ui/language.ts';
import { say } from '../../../ui/say.ts';
import { textInColumn } from './time-words.ts';

/** A filter for its chip: "DATAMEAN from 3 to 5 Gauss", "QUALITY without eclipse". */
export function filterInWords(filter: RecordFilter, column: RecordColumn, series: string): string {
  const { name, unit } = column;
  switch (filter.kind) {
    case 'range': {
      const { from, to } = filter;
      const [first, last] = [endInWords(from, column), endInWords(to, column)];
      const ends =
        from === null
          ? t('up to {{last}}', { last })
          : to === null
            ? t('from {{first}}', { first })
            : t('from {{first}} to {{last}}', { first, last });
      return `${name} ${ends}${unit === null ? '' : ` ${unit}`}`;
    }
    case 'text':
      return textInWords(filter.match, name, filter.text);
    case 'one-of': {
      const [first, ...more] = filter.texts;
      return t('{{name}} is “{{first}}”{{more}}', {
        name,
        first,
        more: more.length === 0 ? '' : t(' or {{moreCount}} other', { moreCount: more.length }),
      });
    }
    case 'missing':
      return `${name} ${filter.isMissing ? t('missing') : t('not missing')}`;
    case 'bits':
      return `${name} ${filter.set === 'none' ? t('without') : t('with')} ${flagsInWords(filter.mask, name, series)}`;
    default:
      return filter satisfies never;
  }
}

function textInWords(match: 'contains' | 'lacks' | 'equals', name: string, text: string): string {
  if (match === 'contains') return t('{{name}} contains “{{text}}”', { name, text });
  return match === 'lacks'
    ? t('{{name}} without “{{text}}”', { name, text })
    : t('{{name}} is “{{text}}”', { name, text });
}

function endInWords(end: number | string | null, column: RecordColumn): string {
  return typeof end === 'number' ? String(end).replace('-', '−') : textInColumn(column, String(end));
}

function flagsInWords(mask: number, name: string, series: string): string {
  const [first, ...more] = name === 'QUALITY' ? qualityBits(series, mask) : [];
  if (first === undefined) return t('bits of {{mask}}', { mask: formatQuality(mask) });
  const { meaning } = first;
  const called = meaning === 'meaning not known' ? first.name : say(meaning);
  return more.length === 0
    ? t('flag “{{called}}”', { called })
    : t('flag “{{called}}” or {{moreCount}} other', { called, moreCount: more.length });
}
