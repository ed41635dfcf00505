import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { type AppError, toAppError } from '../../../../app/contract/app-error.ts';
import type { FigureDescription } from '../../../../app/figures/plotly-types.ts';
import type { TableCurve } from '../../../../app/figures/table-figure.ts';
import { axisPlace, type XAxis } from '../../../../app/figures/time-axis.ts';
import { Plot } from '../../../plots/plot.tsx';
import {
  isInside,
  isReversed,
  type MarkedPart,
  type PlotGeometry,
  type PlotView,
  wholeView,
  xToPixel,
  yToPixel,
  zoomed,
} from '../../../plots/plot-geometry.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { t } from '../../../ui/language.ts';
import { useSingleKeys } from '../../../ui/single-keys.ts';
import { type CursorMove, movedCursor, type PointCursor } from '../../figure/point-cursor.ts';
import styles from './plot.module.css';
import { withUnit } from './record-points.tsx';
import { numberInWords, valueInWords } from './value-words.ts';

interface PlotCanvasProps {
  description: FigureDescription;
  curves: readonly TableCurve[];
  x: XAxis;
  label: string;
  view: PlotView;
  onViewChange(view: PlotView): void;
  /** A part was marked by dragging, in places of the axes. */
  onMarked(part: MarkedPart): void;
  /** Records between two values of the horizontal keyword were chosen by keys; both included. */
  onRange(from: number, to: number): void;
  onToggleTable(): void;
}

const cursorMoves: Record<string, CursorMove> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The drawing with a point cursor; all that dragging does is also done by keys. */
export function PlotCanvas(props: PlotCanvasProps): ReactNode {
  const { curves, x, view, onViewChange, onRange, onToggleTable } = props;
  const [geometry, setGeometry] = useState<PlotGeometry | null>(null);
  const [cursor, setCursor] = useState<PointCursor | null>(null);
  /** Where a range that is chosen by keys begins. */
  const [rangeStart, setRangeStart] = useState<number | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const singleKeys = useSingleKeys();
  const walked = useMemo(() => curves.map(({ label, all }) => ({ sampleName: label, ...all })), [curves]);
  const here = cursor === null ? undefined : curves[cursor.curve]?.all.x[cursor.point];

  const markRange = (): void => {
    if (here === undefined) return;
    if (rangeStart !== null) onRange(Math.min(rangeStart, here), Math.max(rangeStart, here));
    setRangeStart(rangeStart === null ? here : null);
  };
  const zoom = (factor: number): void => {
    if (geometry !== null) onViewChange(zoomed(geometry, factor));
  };
  const letters: Record<string, () => void> = {
    '+': () => zoom(1.5),
    '-': () => zoom(1 / 1.5),
    '0': () => onViewChange(wholeView),
    s: markRange,
    t: onToggleTable,
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const move = cursorMoves[event.key];
    const action =
      move !== undefined
        ? () => setCursor(movedCursor(walked, cursor, move, isReversed(geometry)))
        : singleKeys
          ? letters[event.key.toLowerCase()]
          : undefined;
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  if (failure !== null)
    return <ErrorNote error={failure} action={{ label: t('Draw again'), onClick: () => setFailure(null) }} />;
  return (
    <section
      className={styles.canvas}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the plot is walked by keys like a widget
      tabIndex={0}
      aria-roledescription={t('figure')}
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onBlur={() => setCursor(null)}
    >
      <Plot
        figure={props.description}
        view={view}
        onViewChange={onViewChange}
        onMarked={props.onMarked}
        onDrawn={setGeometry}
        onFailure={(error) => setFailure(toAppError(error))}
      >
        {geometry !== null && cursor !== null && (
          <Cursor geometry={geometry} curve={curves[cursor.curve]} point={cursor.point} x={x} rangeStart={rangeStart} />
        )}
      </Plot>
    </section>
  );
}

interface CursorProps {
  geometry: PlotGeometry;
  curve: TableCurve | undefined;
  point: number;
  x: XAxis;
  rangeStart: number | null;
}

/** A ring on the point in focus, and its values in words. */
function Cursor({ geometry, curve, point, x, rangeStart }: CursorProps): ReactNode {
  const [xValue, yValue] = [curve?.all.x[point], curve?.all.y[point]];
  if (curve === undefined || xValue === undefined || yValue === undefined) return null;
  const [left, top] = [xToPixel(geometry, axisPlace(x, xValue)), yToPixel(geometry, yValue, curve.axis)];
  const value = withUnit(numberInWords(yValue), curve.column.unit);
  return (
    <>
      {isInside(geometry, left, top) && <span className={styles.cursor} style={{ left, top }} />}
      <output className={styles.readOut}>
        {t('{{label}}: {{value}} at {{x}}', { label: curve.label, value, x: valueInWords(x, xValue) })}
        {rangeStart === null ? '' : t('. Range from {{x}}: press S at its end.', { x: valueInWords(x, rangeStart) })}
      </output>
    </>
  );
}
