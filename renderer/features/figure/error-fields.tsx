import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PointErrors } from '../../../app/domain/figure-details.ts';
import { t } from '../../ui/language.ts';
import styles from './details.module.css';
import { NumberField } from './number-field.tsx';

interface ErrorFieldsProps {
  errors: PointErrors | null;
  onChange(title: string, errors: PointErrors | null): void;
}

type SigmaError = NonNullable<PointErrors['sigma']>;

/** How sure the points are, as one standard deviation; empty fields draw no bars. */
export function ErrorFields({ errors, onChange }: ErrorFieldsProps): ReactNode {
  const { sigma, kelvin } = errors ?? { sigma: null, kelvin: null };
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
        <NumberField
          label={t('Error of the conductivity')}
          value={sigma?.value ?? null}
          textOf={String}
          onChange={(value) => value > 0 && set({ kelvin, sigma: { kind: sigma?.kind ?? 'percent', value } })}
          onEmpty={() => set({ kelvin, sigma: null })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('Unit of the error of the conductivity')}
          disabled={sigma === null}
          value={sigma?.kind ?? 'percent'}
          data={[
            { value: 'percent', label: '%' },
            { value: 'absolute', label: 'S/cm' },
          ]}
          onChange={(kind: SigmaError['kind']) => sigma !== null && set({ kelvin, sigma: { ...sigma, kind } })}
        />
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
