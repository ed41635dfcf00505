import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import styles from './figure.module.css';
import { edgeText, withEdge } from './fit-range.ts';

interface FitRangeFieldsProps {
  range: FitRange;
  limits: FitRange;
  onChange(range: FitRange): void;
}

/** The fit range as two numbers on the axis 1000/T. */
export function FitRangeFields({ range, limits, onChange }: FitRangeFieldsProps): ReactNode {
  return (
    <div className={styles.fitFields}>
      <span>Fit range 1000/T</span>
      <EdgeField
        label="Fit range from, 1000/T in 1/K"
        value={range.minInverseKelvin}
        onChange={(value) => onChange(withEdge(range, 'minInverseKelvin', value, limits))}
      />
      <span aria-hidden="true">–</span>
      <EdgeField
        label="Fit range to, 1000/T in 1/K"
        value={range.maxInverseKelvin}
        onChange={(value) => onChange(withEdge(range, 'maxInverseKelvin', value, limits))}
      />
      <span>K⁻¹</span>
    </div>
  );
}

interface EdgeFieldProps {
  label: string;
  value: number;
  onChange(value: number): void;
}

/** A number counts when the field is left or Enter is pressed: half of it would move the other edge. */
function EdgeField({ label, value, onChange }: EdgeFieldProps): ReactNode {
  const [text, setText] = useState(edgeText(value));
  useEffect(() => setText(edgeText(value)), [value]);
  const take = (): void => {
    const typed = Number(text.trim().replace(',', '.'));
    // The range may stay as it is, at a limit; then the field has to say so.
    setText(edgeText(value));
    if (text.trim() !== '' && Number.isFinite(typed) && edgeText(typed) !== edgeText(value)) onChange(typed);
  };
  return (
    <TextInput
      size="xs"
      inputMode="decimal"
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
