import { SegmentedControl, Select, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  type FigureDetails,
  type MarkAxis,
  type QuantityUnit,
  quantityUnits,
  type TemperatureUnit,
  temperatureUnits,
} from '../../../app/domain/figure-details.ts';
import { quantityOf } from '../../../app/domain/figure-units.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import styles from './details.module.css';
import type { ChangeDetails } from './figure-choices.ts';

interface UnitFieldsProps {
  details: FigureDetails;
  onChange: ChangeDetails;
}

const reversible: readonly { axis: MarkAxis; label: string }[] = [
  { axis: 'temperature', label: t('Reverse the lower axis') },
  { axis: 'sigma', label: t('Reverse the axis on the left') },
];

/** What the axes count in, and which way; the fits stay as they are. */
export function UnitFields({ details, onChange }: UnitFieldsProps): ReactNode {
  const { temperatureUnit, quantityUnit, reversed } = details;
  return (
    <div className={styles.fields}>
      <Select
        size="xs"
        aria-label={t('Unit of the axis on the left')}
        allowDeselect={false}
        value={quantityUnit}
        data={quantityUnits.map((unit) => ({ value: unit, label: `${say(quantityOf(unit).name)}, ${unit}` }))}
        onChange={(unit) => {
          // The values are those of the list.
          if (unit !== null) onChange(t('Change unit to {{unit}}', { unit }), { quantityUnit: unit as QuantityUnit });
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('Unit of temperature')}
        value={temperatureUnit}
        data={[...temperatureUnits]}
        onChange={(unit: TemperatureUnit) =>
          onChange(t('Change unit to {{unit}}', { unit }), { temperatureUnit: unit })
        }
      />
      {reversible.map(({ axis, label }) => (
        <Switch
          key={axis}
          size="xs"
          label={label}
          checked={reversed.includes(axis)}
          onChange={(event) =>
            onChange(t('Change direction of an axis'), {
              reversed: event.currentTarget.checked ? [...reversed, axis] : reversed.filter((one) => one !== axis),
            })
          }
        />
      ))}
    </div>
  );
}
