import type { ReactNode } from 'react';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { t } from '../../ui/language.ts';
import styles from './figure.module.css';
import { edgeText, withEdge } from './fit-range.ts';
import { NumberField } from './number-field.tsx';

interface FitRangeFieldsProps {
  range: FitRange;
  limits: FitRange;
  onChange(range: FitRange): void;
}

/** The fit range as two numbers on the axis 1000/T. */
export function FitRangeFields({ range, limits, onChange }: FitRangeFieldsProps): ReactNode {
  return (
    <div className={styles.fitFields}>
      <span>{t('Fit range 1000/T')}</span>
      <NumberField
        textOf={edgeText}
        label={t('Fit range from, 1000/T in 1/K')}
        value={range.minInverseKelvin}
        onChange={(value) => onChange(withEdge(range, 'minInverseKelvin', value, limits))}
      />
      <span aria-hidden="true">–</span>
      <NumberField
        textOf={edgeText}
        label={t('Fit range to, 1000/T in 1/K')}
        value={range.maxInverseKelvin}
        onChange={(value) => onChange(withEdge(range, 'maxInverseKelvin', value, limits))}
      />
      <span>K⁻¹</span>
    </div>
  );
}
