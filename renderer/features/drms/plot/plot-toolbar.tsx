import { Button, Checkbox, MultiSelect, SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RecordColumn } from '../../../../app/contract/drms.ts';
import {
  type DrawMode,
  isNumberColumn,
  type TableAxis,
  type TableFigure,
} from '../../../../app/domain/table-figure.ts';
import { axesOf, axisOf } from '../../../../app/figures/table-axes.ts';
import type { DragMode } from '../../../../app/figures/table-figure.ts';
import { t } from '../../../ui/language.ts';
import { useRecordView } from '../table/record-view.tsx';
import { MarksChoice } from './marks-choice.tsx';
import { OverlayChoice } from './overlay-choice.tsx';
import styles from './plot.module.css';
import { labelOf, plottable } from './plot-choices.ts';
import type { Overlay } from './use-record-curves.ts';

export interface PlotChoices {
  x: number;
  ys: readonly number[];
  /** By the place of the column drawn, that of the column with its errors. */
  errors: Readonly<Record<number, number>>;
  line: TableFigure['line'];
  overlay: Overlay | null;
  mode: DrawMode;
  drag: DragMode;
  isLog: boolean;
  reversed: readonly TableAxis[];
  isTable: boolean;
}

interface PlotToolbarProps {
  choices: PlotChoices;
  onChange(changes: Partial<PlotChoices>): void;
  drawn: string | null;
  isZoomed: boolean;
  onShowAll(): void;
  /** What leaves the plot. */
  actions: ReactNode;
}

const mostCurves = 6;
const modes = [
  { value: 'auto' as const, label: t('Auto') },
  { value: 'lines' as const, label: t('Lines') },
  { value: 'points' as const, label: t('Points') },
];
const drags = [
  { value: 'zoom' as const, label: t('Zoom') },
  { value: 'range' as const, label: t('Range') },
  { value: 'box' as const, label: t('Box') },
];

/** What is drawn over what, how, and what dragging does. */
export function PlotToolbar({ choices, onChange, drawn, isZoomed, onShowAll, actions }: PlotToolbarProps): ReactNode {
  const { table } = useRecordView();
  const { x, ys, overlay, mode, drag, isLog, isTable } = choices;
  const { xs, ys: numbers } = plottable(table);
  const own = ys.flatMap((y) => table.columns[y] ?? []);
  const axes = axesOf([...own, ...(overlay?.table.columns.slice(overlay.y, overlay.y + 1) ?? [])]);
  const isFull = ys.length >= mostCurves;
  return (
    <div className={styles.head}>
      <MultiSelect
        size="xs"
        miw={160}
        maw={360}
        aria-label={t('Keywords drawn')}
        data={numbers.map((one) => ({
          value: String(one.index),
          label: labelOf(one.column),
          // Two axes are all there are.
          disabled: !ys.includes(one.index) && (isFull || axisOf(axes, one.column) === null),
        }))}
        value={ys.map(String)}
        onChange={(values) => {
          if (values.length > 0)
            onChange({
              ys: values.map(Number),
              // A box and a line are of one curve.
              ...(values.length > 1 ? { line: null, ...(drag === 'box' ? { drag: 'range' } : {}) } : {}),
            });
        }}
      />
      <span>{t('over')}</span>
      <Select
        size="xs"
        w={116}
        aria-label={t('Keyword of the horizontal axis')}
        data={xs.map(({ column, index }) => ({ value: String(index), label: column.name }))}
        value={String(x)}
        allowDeselect={false}
        onChange={(value) =>
          value !== null && onChange({ ...overNext(table.columns[Number(value)]), x: Number(value) })
        }
      />
      {table.columns[x]?.kind === 'time' && (
        <OverlayChoice
          overlay={overlay}
          fits={(unit) => axisOf(axesOf(own), { unit }) !== null}
          onOverlay={(next) => onChange({ overlay: next })}
        />
      )}
      <Select
        size="xs"
        w={88}
        aria-label={t('Lines or points')}
        data={modes}
        value={mode}
        allowDeselect={false}
        onChange={(value) => onChange({ mode: modes.find((one) => one.value === value)?.value ?? 'auto' })}
      />
      <Checkbox
        size="xs"
        label={t('Log', { context: 'axis' })}
        title={t('Logarithmic axis; values of 0 and below cannot be shown on it')}
        checked={isLog}
        onChange={(event) => onChange({ isLog: event.currentTarget.checked })}
      />
      <MarksChoice choices={choices} onChange={onChange} />
      <span className={styles.drag}>
        {t('Drag')}
        <SegmentedControl
          size="xs"
          aria-label={t('What dragging does')}
          data={drags.map((one) => ({ ...one, disabled: one.value === 'box' && (ys.length > 1 || overlay !== null) }))}
          value={drag}
          onChange={(value) => onChange({ drag: drags.find((one) => one.value === value)?.value ?? 'zoom' })}
        />
      </span>
      <Button size="compact-xs" aria-pressed={isTable} onClick={() => onChange({ isTable: !isTable })}>
        {isTable ? t('Show plot') : t('Show points')}
      </Button>
      {isZoomed && (
        <Button size="compact-xs" onClick={onShowAll}>
          {t('Show all')}
        </Button>
      )}
      {actions}
      {drawn !== null && <span className={styles.chip}>{drawn}</span>}
    </div>
  );
}

/** What has no place over another column. */
function overNext(column: RecordColumn | undefined): Partial<PlotChoices> {
  const isLineable = column !== undefined && isNumberColumn(column);
  return { overlay: null, ...(isLineable ? {} : { line: null }) };
}
