import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { type NumberColumn, withUnit } from './number-columns.ts';

/** As many as the core takes at once. */
const mostColumns = 16;

interface ColumnChoiceProps {
  columns: readonly NumberColumn[];
  /** Places in the table. */
  chosen: readonly number[];
  label: string;
  onChosen(chosen: number[]): void;
}

/** Some of the columns of numbers. */
export function ColumnChoice({ columns, chosen, label, onChosen }: ColumnChoiceProps): ReactNode {
  return (
    <MultiSelect
      size="xs"
      maw={560}
      label={label}
      maxValues={mostColumns}
      data={columns.map((one) => ({ value: String(one.place), label: withUnit(one) }))}
      value={chosen.map(String)}
      onChange={(values) => onChosen(values.map(Number))}
    />
  );
}
