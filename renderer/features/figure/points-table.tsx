import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef } from 'react';
import type { ConductivityView } from '../../../app/domain/conductivity.ts';
import type { FigureDetails } from '../../../app/domain/figure-details.ts';
import { fromKelvin, fromSigma, quantityOf } from '../../../app/domain/figure-units.ts';
import { formatPower } from '../../../app/domain/number-format.ts';
import type { CurvePoints } from '../../plots/figure-curves.ts';
import { t } from '../../ui/language.ts';
import styles from './figure.module.css';

interface PointsTableProps {
  curves: readonly CurvePoints[];
  view: ConductivityView;
  details: FigureDetails;
}

const rowHeightPx = 26;

/** The figure as a table: every drawn point, one row each. */
export function PointsTable({ curves, view, details }: PointsTableProps): ReactNode {
  const scroll = useRef<HTMLElement>(null);
  const starts = useMemo(() => startsOf(curves), [curves]);
  const count = starts.at(-1) ?? 0;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is scrolled by keys only if it can be focused
    <section ref={scroll} className={styles.pointsTable} aria-label={t('Points of the figure')} tabIndex={0}>
      <table aria-rowcount={count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('Sample')}</th>
            <th scope="col">
              T <span>{details.temperatureUnit}</span>
            </th>
            <th scope="col">
              1000/T <span>K⁻¹</span>
            </th>
            <th scope="col">
              {quantityOf(details.quantityUnit).symbol} <span>{details.quantityUnit}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without cells takes no focus */}
          <tr aria-hidden="true" style={{ height: above }} />
          {shown.map(({ index }) => (
            <PointRow key={index} index={index} point={pointAt(curves, starts, index)} view={view} details={details} />
          ))}
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without cells takes no focus */}
          <tr aria-hidden="true" style={{ height: below }} />
        </tbody>
      </table>
    </section>
  );
}

interface TablePoint {
  sampleName: string;
  x: number;
  y: number;
}

interface PointRowProps {
  index: number;
  point: TablePoint;
  view: ConductivityView;
  details: FigureDetails;
}

function PointRow({ index, point, view, details }: PointRowProps): ReactNode {
  const other = 1000 / point.x;
  const [temperatureK, inverse] = view === 'arrhenius' ? [other, point.x] : [point.x, other];
  const quantity = fromSigma(point.y, details.quantityUnit);
  return (
    <tr aria-rowindex={index + 2}>
      <td>{point.sampleName}</td>
      <td>{fromKelvin(temperatureK, details.temperatureUnit).toFixed(1)}</td>
      <td>{inverse.toFixed(4)}</td>
      <td>{Number.isFinite(quantity) ? formatPower(quantity, 3) : <em>{t('missing')}</em>}</td>
    </tr>
  );
}

/** Row at which each curve starts, and the number of all rows at the end. */
function startsOf(curves: readonly CurvePoints[]): number[] {
  const starts = [0];
  for (const curve of curves) starts.push((starts.at(-1) ?? 0) + curve.x.length);
  return starts;
}

function pointAt(curves: readonly CurvePoints[], starts: readonly number[], row: number): TablePoint {
  const after = starts.findIndex((start) => start > row);
  const curve = curves[after - 1];
  const place = row - (starts[after - 1] ?? 0);
  return { sampleName: curve?.sampleName ?? '', x: curve?.x[place] ?? Number.NaN, y: curve?.y[place] ?? Number.NaN };
}
