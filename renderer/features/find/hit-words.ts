import type { Hit } from '../../../app/contract/find.ts';
import { formatCount, t } from '../../ui/language.ts';
import { kindWords } from './kind-words.ts';

/** Kind, place and source of a hit, as they stand beside its name. */
export function whereOf({ kind, detail, source }: Hit): string {
  return [kindWords[kind].one, detail, source.name].filter((part) => part !== '').join(', ');
}

/** "41", or "more than 10 000". */
export function countWords(count: number, isMore: boolean): string {
  const number = formatCount(count).replaceAll(',', '\u202f');
  return isMore ? t('more than {{number}}', { number }) : number;
}
