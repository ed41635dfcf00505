import { Button, SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PointErrors } from '../../../app/domain/figure-details.ts';
import { t } from '../../ui/language.ts';
import styles from './details.module.css';
import { NumberField } from './number-field.tsx';

interface ErrorFieldsProps {
  errors: PointErrors | null;
  /** Names of those of the raw data files that can be errors of σ. */
  columns: readonly string[];
  onChange(title: string, errors: PointErrors | null): void;
}

type SigmaError = NonNullable<PointErrors['sigma']>;

/** How sure the points are, as one standard deviation; empty fields draw no bars. */
export function ErrorFields({ errors, columns, onChange }: ErrorFieldsProps): ReactNode {
  const { sigma, kelvin } = errors ?? { sigma: null, kelvin: null };
  const hasColumns = columns.length > 0 || sigma?.kind === 'column';
  const set = (next: PointErrors): void => {
    const isNone = next.sigma === null && next.kelvin === null;
    onChange(isNone ? t('Remove error bars') : t('Change error bars'), isNone ? null : next);
  };
  return (
    <>
      <div className={styles.fields}>
        <span>
          {t('± of')} <i>σ</i>
        </span>
        {sigma?.kind === 'column' ? (
          <Select
            size="xs"
            aria-label={t('Column with the error of the conductivity')}
            allowDeselect={false}
            value={sigma.column}
            data={[...new Set([...columns, sigma.column])]}
            onChange={(column) => column !== null && set({ kelvin, sigma: { kind: 'column', column } })}
          />
        ) : (
          <NumberField
            label={t('Error of the conductivity')}
            value={sigma?.value ?? null}
            textOf={String}
            onChange={(value) => value > 0 && set({ kelvin, sigma: { kind: sigma?.kind ?? 'percent', value } })}
            onEmpty={() => set({ kelvin, sigma: null })}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={t('Unit of the error of the conductivity')}
          disabled={sigma === null && columns.length === 0}
          value={sigma?.kind ?? 'percent'}
          data={[
            { value: 'percent', label: '%' },
            { value: 'absolute', label: 'S/cm' },
            ...(hasColumns ? [{ value: 'column' as const, label: t('Column') }] : []),
          ]}
          onChange={(kind: SigmaError['kind']) => set({ kelvin, sigma: sigmaOf(kind, sigma, columns) })}
        />
        {sigma?.kind === 'column' && (
          <Button size="compact-xs" onClick={() => set({ kelvin, sigma: null })}>
            {t('Remove')}
          </Button>
        )}
      </div>
      <div className={styles.fields}>
        <span>
          {t('± of')} <i>T</i>
        </span>
        <NumberField
          label={t('Error of the temperature in K')}
          value={kelvin}
          textOf={String}
          onChange={(value) => value > 0 && set({ sigma, kelvin: value })}
          onEmpty={() => set({ sigma, kelvin: null })}
        />
        <span>K</span>
      </div>
      <p className={styles.caption}>{t('One standard deviation. Curves of many points have bars at some of them.')}</p>
    </>
  );
}

/** Where no number was given before. */
const usualErrors: Readonly<Record<'percent' | 'absolute', SigmaError | null>> = {
  percent: { kind: 'percent', value: 5 },
  absolute: null,
};

/** The errors of another kind: the number stays, and a column is the first one at hand. */
function sigmaOf(kind: SigmaError['kind'], before: SigmaError | null, columns: readonly string[]): SigmaError | null {
  if (kind !== 'column') return before === null || before.kind === 'column' ? usualErrors[kind] : { ...before, kind };
  const [column] = columns;
  return column === undefined ? before : { kind, column };
}
