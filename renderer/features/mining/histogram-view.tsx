import { NumberInput, Select } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { formatPower } from '../../../app/domain/number-format.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { useRecordView } from '../drms/table/record-view.tsx';
import { useLook } from '../drms/table/use-look.ts';
import { BrushProvider, MarkedCount, useBrush } from './brush/brush-provider.tsx';
import { useNumbers } from './brush/use-numbers.ts';
import { type Bins, binsOf, endsOf, markedIn, usualBinCount } from './histogram-bins.ts';
import styles from './mining.module.css';
import { type NumberColumn, numberColumns, withUnit } from './number-columns.ts';

const digits = 4;
const mostBins = 200;

const HistogramLook = z.object({ column: z.string().nullable(), bins: z.int().min(1).max(mostBins).nullable() });

/** How the numbers of one column are spread, and the marked rows among them. */
export function HistogramView(): ReactNode {
  const { table } = useRecordView();
  const columns = numberColumns(table);
  const [look, setLook] = useLook('histogram', HistogramLook, { column: null, bins: null });
  const { bins: wished } = look;
  const column = columns.find(({ name }) => name === look.column) ?? columns[0];
  const numbers = useNumbers(column === undefined ? [] : [column.place]);
  const values = numbers.columns.get(column?.place ?? -1);
  const bins = useMemo(
    () => (values === undefined ? null : binsOf(values, wished ?? usualBinCount(values))),
    [values, wished],
  );
  if (column === undefined)
    return <p className={styles.quiet}>{t('A column of numbers is needed for a histogram.')}</p>;
  return (
    <BrushProvider>
      <div className={styles.groups}>
        <div className={styles.choices}>
          <Select
            size="xs"
            label={t('Histogram of')}
            data={columns.map((one) => ({ value: one.name, label: withUnit(one) }))}
            value={column.name}
            allowDeselect={false}
            onChange={(value) => setLook({ ...look, column: value })}
          />
          <NumberInput
            size="xs"
            w={96}
            label={t('Bins')}
            min={1}
            max={mostBins}
            value={wished ?? bins?.counts.length ?? ''}
            onChange={(value) => setLook({ ...look, bins: z.int().min(1).max(mostBins).safeParse(value).data ?? null })}
          />
          <MarkedCount how={t('Click a bar to select its rows.')} />
        </div>
        {numbers.error !== null && <ErrorNote error={numbers.error} />}
        {bins === null && numbers.error === null && <LoadingRows count={5} />}
        {bins !== null && values !== undefined && (
          <>
            <p className={styles.quiet}>
              {t('{{rows}} rows with a number', { rows: formatCount(bins.rows) })}
              {values.length > bins.rows &&
                t(', {{valueCount}} without', { valueCount: formatCount(values.length - bins.rows) })}
              {bins.counts.length === 1
                ? t('. All are equal.')
                : t('; {{number}} bins of {{width}}{{unit}}.', {
                    number: bins.counts.length,
                    width: formatPower(bins.width, digits),
                    unit: column.unit === null ? '' : ` ${column.unit}`,
                  })}
            </p>
            <Bars bins={bins} values={values} column={column} />
          </>
        )}
      </div>
    </BrushProvider>
  );
}

interface BarsProps {
  bins: Bins;
  values: Float64Array;
  column: NumberColumn;
}

/** One bar for each bin; a click or Enter selects its rows, with Shift those up to it. */
function Bars({ bins, values, column }: BarsProps): ReactNode {
  const { filters, setSelection } = useRecordView();
  const marked = useMarkedBins(bins, values);
  const [focused, setFocused] = useState(0);
  const anchor = useRef(0);
  const list = useRef<HTMLDivElement>(null);
  const highest = bins.counts.reduce((one, other) => Math.max(one, other), 1);
  const select = (bin: number, isMore: boolean): void => {
    if (!isMore) anchor.current = bin;
    const [first, last] = [Math.min(anchor.current, bin), Math.max(anchor.current, bin)];
    const to = endsOf(bins, last)[1];
    // A bin has its lower end; only the last one has both.
    const below = last === bins.counts.length - 1 ? to : to - bins.width * 1e-9;
    setSelection([
      { filters: [...filters, { kind: 'range', column: column.place, from: endsOf(bins, first)[0], to: below }] },
    ]);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(bins.counts.length - 1, focused + step));
    setFocused(next);
    const button = list.current?.children[next];
    if (button instanceof HTMLElement) button.focus();
    if (event.shiftKey) select(next, true);
  };
  const [from, to] = [bins.from, endsOf(bins, bins.counts.length - 1)[1]];
  return (
    <div>
      <div
        ref={list}
        className={styles.bars}
        role="toolbar"
        aria-label={t('Histogram of {{column}}', { column: withUnit(column) })}
        onKeyDown={onKeyDown}
      >
        {Array.from(bins.counts, (count, bin) => {
          const [low, high] = endsOf(bins, bin);
          const words = t('{{low}} to {{high}}: {{number}} rows', {
            low: formatPower(low, digits),
            high: formatPower(high, digits),
            number: formatCount(count),
          });
          return (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: the place of a bin is what it is
              key={bin}
              type="button"
              title={words}
              aria-label={
                (marked[bin] ?? 0) === 0 ? words : t('{{words}}, {{marked}} marked', { words, marked: marked[bin] })
              }
              tabIndex={bin === focused ? 0 : -1}
              onFocus={() => setFocused(bin)}
              onClick={(event) => select(bin, event.shiftKey)}
            >
              <span className={styles.barAll} style={{ height: `${(100 * count) / highest}%` }} />
              <span className={styles.barMarked} style={{ height: `${(100 * (marked[bin] ?? 0)) / highest}%` }} />
            </button>
          );
        })}
      </div>
      <div className={styles.barEnds}>
        <span>{formatPower(from, digits)}</span>
        <span>{withUnit(column)}</span>
        <span>{formatPower(to, digits)}</span>
      </div>
    </div>
  );
}

/** Counted anew with every change of the brush. */
function useMarkedBins(bins: Bins, values: Float64Array): Uint32Array {
  const brush = useBrush();
  const last = useRef<{ key: unknown[]; counts: Uint32Array } | null>(null);
  return useSyncExternalStore(brush === null ? noChanges : (listener) => brush.subscribe(listener), () => {
    const key = [brush, brush?.version, bins, values];
    if (last.current === null || last.current.key.some((one, at) => one !== key[at]))
      last.current = { key, counts: markedIn(bins, values, brush?.marked ?? new Uint8Array()) };
    return last.current.counts;
  });
}

const noChanges = (): (() => void) => () => undefined;
