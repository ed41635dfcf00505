import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import styles from './figure.module.css';
import { type FitEdge, withEdge } from './fit-range.ts';

interface FitRangeFieldsProps {
  range: FitRange;
  limits: FitRange;
  onChange(range: FitRange): void;
}

/** The fit range as two numbers on the axis 1000/T. */
export function FitRangeFields({ range, limits, onChange }: FitRangeFieldsProps): ReactNode {
  const field = (edge: FitEdge, label: string): ReactNode => (
    <NumberInput
      aria-label={label}
      size="xs"
      hideControls
      decimalScale={2}
      fixedDecimalScale
      min={limits.minInverseKelvin}
      max={limits.maxInverseKelvin}
      step={0.01}
      value={range[edge]}
      // The parent changes while typing would move the other edge; the number counts once it is complete.
      key={range[edge]}
      onBlur={(event) => {
        const typed = Number.parseFloat(event.currentTarget.value);
        if (Number.isFinite(typed) && typed !== range[edge]) onChange(withEdge(range, edge, typed, limits));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
  return (
    <div className={styles.fitFields}>
      <span>Fit range 1000/T</span>
      {field('minInverseKelvin', 'Fit range from, 1000/T in 1/K')}
      <span aria-hidden="true">–</span>
      {field('maxInverseKelvin', 'Fit range to, 1000/T in 1/K')}
      <span>K⁻¹</span>
    </div>
  );
}
