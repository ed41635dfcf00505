import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { QuerySchedule } from '../../../app/contract/queries.ts';
import { t } from '../../ui/language.ts';
import styles from './queries.module.css';

interface ScheduleFieldProps {
  value: QuerySchedule | null;
  onChange(value: QuerySchedule | null): void;
}

const firstTime = '06:30';

/** Whether and how often a query runs by itself. */
export function ScheduleField({ value, onChange }: ScheduleFieldProps): ReactNode {
  const choose = (kind: string): void => {
    if (kind === 'hours') onChange({ kind, every: value?.every ?? 1 });
    else if (kind === 'days') onChange({ kind, every: value?.every ?? 1, at: firstTime });
    else onChange(null);
  };
  return (
    <div className={styles.schedule}>
      <NativeSelect
        label={t('Run by itself')}
        value={value?.kind ?? 'never'}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: 'never', label: t('Only when asked') },
          { value: 'hours', label: t('Every so many hours') },
          { value: 'days', label: t('Every so many days') },
        ]}
      />
      {value !== null && (
        <NumberInput
          label={value.kind === 'hours' ? t('Hours') : t('Days')}
          min={1}
          max={value.kind === 'hours' ? 720 : 366}
          allowDecimal={false}
          clampBehavior="strict"
          value={value.every}
          onChange={(every) => typeof every === 'number' && every >= 1 && onChange({ ...value, every })}
        />
      )}
      {value?.kind === 'days' && (
        <TextInput
          type="time"
          label={t('At')}
          value={value.at}
          onChange={(event) =>
            event.currentTarget.value !== '' && onChange({ ...value, at: event.currentTarget.value })
          }
        />
      )}
    </div>
  );
}
