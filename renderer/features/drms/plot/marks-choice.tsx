import { Button, Popover, SegmentedControl, Select, Switch } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  isNumberColumn,
  type LineMethod,
  lineMethods,
  type TableAxis,
  type TableFigure,
} from '../../../../app/domain/table-figure.ts';
import { t } from '../../../ui/language.ts';
import { rememberChange } from '../../../ui/undo.ts';
import { useRecordView } from '../table/record-view.tsx';
import styles from './plot.module.css';
import { labelOf, plottable } from './plot-choices.ts';
import type { PlotChoices } from './plot-toolbar.tsx';

interface MarksChoiceProps {
  choices: Pick<PlotChoices, 'x' | 'ys' | 'errors' | 'line' | 'reversed'>;
  onChange(changes: Partial<PlotChoices>): void;
}

const noLine = 'none';
const methods = [
  { value: noLine, label: t('No line') },
  { value: 'least squares', label: t('Least squares') },
  { value: 'theil-sen', label: t('Robust') },
];
const levels = [0.9, 0.95, 0.99];
const reversible: readonly { axis: TableAxis; label: string }[] = [
  { axis: 'x', label: t('Reverse the lower axis') },
  { axis: 'y', label: t('Reverse the axis on the left') },
];
const usualLevel = 0.95;

/** Error bars of each curve from a column of the table, a straight line through a single one, and directions of axes. */
export function MarksChoice({ choices, onChange }: MarksChoiceProps): ReactNode {
  const { table } = useRecordView();
  const { x, ys, errors, line, reversed } = choices;
  const { ys: numbers } = plottable(table);
  const over = table.columns[x];
  const set = (changes: Partial<PlotChoices>): void => {
    onChange(changes);
    rememberChange({
      title: t('Change bars, line or axes of a plot'),
      undo: async () => onChange({ errors, line, reversed }),
      redo: async () => onChange(changes),
    });
  };
  const isOn = line !== null || reversed.length > 0 || ys.some((y) => errors[y] !== undefined);
  return (
    <Popover position="top-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-xs" variant={isOn ? 'light' : 'default'} leftSection={<IconChartDots size={13} />}>
          {t('Bars, line, axes…')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <div className={styles.choice}>
          {ys.map((y) => (
            <Select
              key={y}
              size="xs"
              label={t('Error bars of {{name}}', { name: table.columns[y]?.name })}
              placeholder={t('None')}
              clearable
              searchable
              openOnFocus={false}
              data={numbers
                .filter(({ index, column }) => index !== y && column.role !== 'origin')
                .map((one) => ({ value: String(one.index), label: labelOf(one.column) }))}
              value={errors[y] === undefined ? null : String(errors[y])}
              comboboxProps={{ withinPortal: false }}
              onChange={(value) => set({ errors: withError(errors, y, value) })}
            />
          ))}
          {over !== undefined && isNumberColumn(over) && ys.length === 1 ? (
            <>
              <Select
                size="xs"
                label={t('Line through the points')}
                data={methods}
                value={line?.method ?? noLine}
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
                onChange={(value) => set({ line: withMethod(line, value) })}
              />
              {line !== null && (
                <SegmentedControl
                  size="xs"
                  aria-label={t('Level of the confidence band')}
                  data={levels.map((level) => ({
                    value: String(level),
                    label: t('Band {{percent}} %', { percent: String(100 * level) }),
                  }))}
                  value={String(line.level)}
                  onChange={(level) => set({ line: { ...line, level: Number(level) } })}
                />
              )}
            </>
          ) : (
            <p className={styles.hint}>{t('A line goes through one column over another of numbers.')}</p>
          )}
          {reversible.map(({ axis, label }) => (
            <Switch
              key={axis}
              size="xs"
              label={label}
              checked={reversed.includes(axis)}
              onChange={(event) =>
                set({
                  reversed: event.currentTarget.checked ? [...reversed, axis] : reversed.filter((one) => one !== axis),
                })
              }
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function withError(errors: PlotChoices['errors'], y: number, value: string | null): PlotChoices['errors'] {
  const { [y]: _, ...others } = errors;
  return value === null ? others : { ...others, [y]: Number(value) };
}

function withMethod(line: TableFigure['line'], value: string | null): TableFigure['line'] {
  const method = lineMethods.find((one): one is LineMethod => one === value);
  return method === undefined ? null : { method, level: line?.level ?? usualLevel };
}
