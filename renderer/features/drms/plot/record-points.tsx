import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { TableCurve } from '../../../../app/figures/table-figure.ts';
import type { XAxis } from '../../../../app/figures/time-axis.ts';
import { t } from '../../../ui/language.ts';
import styles from './plot.module.css';
import { numberInWords, valueInWords } from './value-words.ts';

const rowHeightPx = 26;

/** The plot as a table: every drawn point, one row each. */
export function RecordPoints({ curves, x }: { curves: readonly TableCurve[]; x: XAxis }): ReactNode {
  const scroll = useRef<HTMLElement>(null);
  useEffect(() => {
    // Called by a key, it takes the place of the plot that had the focus.
    if (document.activeElement === document.body) scroll.current?.focus();
  }, []);
  const points = useMemo(
    () => curves.flatMap((curve) => Array.from(curve.all.x.keys(), (at) => ({ curve, at }))),
    [curves],
  );
  const rows = useVirtualizer({
    count: points.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const about = x.scale ?? x.column.unit;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is scrolled by keys only if it can be focused
    <section ref={scroll} className={styles.points} aria-label={t('Points of the plot')} tabIndex={0}>
      <table aria-rowcount={points.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('Keyword')}</th>
            <th scope="col">{about === null ? x.column.name : `${x.column.name} (${about})`}</th>
            <th scope="col">{t('Value')}</th>
          </tr>
        </thead>
        <tbody>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without cells takes no focus */}
          <tr aria-hidden="true" style={{ height: shown[0]?.start ?? 0 }} />
          {shown.map(({ index }) => {
            const point = points[index];
            if (point === undefined) return null;
            const { curve, at } = point;
            const value = curve.all.y[at] ?? Number.NaN;
            return (
              <tr key={index} aria-rowindex={index + 2}>
                <td>{curve.label}</td>
                <td>{valueInWords(x, curve.all.x[at] ?? Number.NaN)}</td>
                <td>
                  {Number.isNaN(value) ? <em>{t('missing')}</em> : withUnit(numberInWords(value), curve.column.unit)}
                </td>
              </tr>
            );
          })}
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without cells takes no focus */}
          <tr aria-hidden="true" style={{ height: rows.getTotalSize() - (shown.at(-1)?.end ?? 0) }} />
        </tbody>
      </table>
    </section>
  );
}

export function withUnit(value: string, unit: string | null): string {
  return unit === null ? value : `${value}\u202f${unit}`;
}
