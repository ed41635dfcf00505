import { SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  type FigureDetails,
  type QuantityUnit,
  quantityUnits,
  type TemperatureUnit,
  temperatureUnits,
} from '../../../app/domain/figure-details.ts';
import { quantityOf } from '../../../app/domain/figure-units.ts';
import styles from './details.module.css';
import type { ChangeDetails } from './figure-choices.ts';

interface UnitFieldsProps {
  details: FigureDetails;
  onChange: ChangeDetails;
}

/** What the axes count in; the fits stay as they are. */
export function UnitFields({ details, onChange }: UnitFieldsProps): ReactNode {
  const { temperatureUnit, quantityUnit } = details;
  return (
    <div className={styles.fields}>
      <Select
        size="xs"
        aria-label="Unit of the axis on the left"
        allowDeselect={false}
        value={quantityUnit}
        data={quantityUnits.map((unit) => ({ value: unit, label: `${quantityOf(unit).name}, ${unit}` }))}
        onChange={(unit) => {
          // The values are those of the list.
          if (unit !== null) onChange(`Change unit to ${unit}`, { quantityUnit: unit as QuantityUnit });
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label="Unit of temperature"
        value={temperatureUnit}
        data={[...temperatureUnits]}
        onChange={(unit: TemperatureUnit) => onChange(`Change unit to ${unit}`, { temperatureUnit: unit })}
      />
    </div>
  );
}
