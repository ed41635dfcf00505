import { formatTime, timeFormatOfUnit } from '../../../../app/domain/time/format-time.ts';
import { instantOfDrmsSeconds } from '../../../../app/domain/time/instant.ts';
import type { XAxis } from '../../../../app/figures/time-axis.ts';
import { t } from '../../../ui/language.ts';

export function valueInWords({ scale }: XAxis, value: number): string {
  if (scale === null) return numberInWords(value);
  const instant = instantOfDrmsSeconds(value);
  return instant === null ? t('missing') : formatTime(instant, timeFormatOfUnit(scale));
}

export function numberInWords(value: number): string {
  return Number.isNaN(value) ? t('missing') : String(Number(value.toPrecision(8))).replace('-', '−');
}
