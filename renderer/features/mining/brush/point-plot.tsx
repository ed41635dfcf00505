import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo, useRef } from 'react';
import { formatCount, t } from '../../../ui/language.ts';
import { type NumberColumn, withUnit } from '../number-columns.ts';
import { Axes, type AxisRoom, roomOf } from './axes.tsx';
import styles from './brush.module.css';
import { extentOf, type Scale } from './pixels.ts';
import { useBoxByKeys } from './use-box-by-keys.ts';
import { useBoxByPointer } from './use-box-by-pointer.ts';
import { useBoxSelection } from './use-box-selection.ts';
import { usePointCanvas } from './use-point-canvas.ts';

/** A line with its limits over the points, in the values of the axes. */
export interface PlotLine {
  x: readonly number[];
  middle: readonly number[];
  lower: readonly number[];
  upper: readonly number[];
}

interface PointPlotProps {
  x: NumberColumn;
  y: NumberColumn;
  xValues: Float64Array;
  yValues: Float64Array;
  hasAxes: boolean;
  line?: PlotLine;
}

/** One column over another as points. Rows are marked by a box, drawn with the pointer or moved with the keys. */
export function PointPlot({ x, y, xValues, yValues, hasAxes, line }: PointPlotProps): ReactNode {
  const { ref, width, height } = useElementSize();
  const box = useRef<HTMLDivElement>(null);
  const room = roomOf(hasAxes);
  const [inner, tall] = [Math.floor(width - room.left - room.right), Math.floor(height - room.top - room.bottom)];
  const extents = useMemo(() => {
    const ends = line === undefined ? [] : [...line.lower, ...line.upper];
    return { x: extentOf(xValues), y: extentOf(yValues, ends) };
  }, [xValues, yValues, line]);
  const xs = { ...extents.x, length: Math.max(1, inner) };
  const ys = { ...extents.y, length: Math.max(1, tall) };
  const canvas = usePointCanvas({ xValues, yValues, xs, ys });
  const select = useBoxSelection({ x: x.place, y: y.place, xValues, yValues });
  const frame = { box, xs, ys, ...select };
  const pointer = useBoxByPointer(frame);
  const onKeyDown = useBoxByKeys(frame);
  const points = useMemo(() => countBoth(xValues, yValues), [xValues, yValues]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div
      ref={ref}
      role="group"
      aria-roledescription={t('plot')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the box of the plot is moved by keys like a widget
      tabIndex={0}
      className={styles.plot}
      aria-label={t('{{name}} over {{name2}}, {{points}} points', {
        name: y.name,
        name2: x.name,
        points: formatCount(points),
      })}
      title={t(
        'Draw a box to select rows. By keys: arrows move it, with Shift they size it, Enter selects, Escape leaves.',
      )}
      onKeyDown={onKeyDown}
    >
      {inner > 0 && tall > 0 && (
        <>
          {hasAxes && <Axes room={room} xs={xs} ys={ys} x={withUnit(x)} y={withUnit(y)} />}
          <div className={styles.area} style={areaOf(room, inner, tall)} {...pointer}>
            <canvas ref={canvas} className={styles.canvas} />
            {line !== undefined && <LineOver line={line} xs={xs} ys={ys} />}
            <div ref={box} className={styles.box} hidden />
          </div>
        </>
      )}
    </div>
  );
}

function areaOf({ left, top }: AxisRoom, width: number, height: number): React.CSSProperties {
  return { left, top, width, height };
}

function LineOver({ line, xs, ys }: { line: PlotLine; xs: Scale; ys: Scale }): ReactNode {
  const path = (values: readonly number[], places: readonly number[]): string =>
    places
      .map((place, at) => {
        const left = (xs.length * (place - xs.from)) / (xs.to - xs.from);
        const top = ys.length - (ys.length * ((values[at] ?? 0) - ys.from)) / (ys.to - ys.from);
        return `${left.toFixed(2)} ${top.toFixed(2)}`;
      })
      .join('L');
  const band = `M${path(line.upper, line.x)}L${path(line.lower.toReversed(), line.x.toReversed())}Z`;
  return (
    <svg className={styles.over} aria-hidden width={xs.length} height={ys.length}>
      <path className={styles.band} d={band} />
      <path className={styles.line} d={`M${path(line.middle, line.x)}`} />
    </svg>
  );
}

function countBoth(x: Float64Array, y: Float64Array): number {
  let count = 0;
  for (let at = 0; at < x.length; at++) if (Number.isFinite(x[at]) && Number.isFinite(y[at])) count += 1;
  return count;
}
