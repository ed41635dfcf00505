import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { type PlotGeometry, pixelToX, xToPixel } from '../../plots/plot-geometry.ts';
import { t } from '../../ui/language.ts';
import styles from './figure.module.css';
import { edgeText, type FitEdge, kelvinText, movedEdge, withEdge } from './fit-range.ts';

interface FitHandlesProps {
  geometry: PlotGeometry;
  range: FitRange;
  limits: FitRange;
  onChange(range: FitRange): void;
}

const names: Record<FitEdge, string> = {
  minInverseKelvin: t('Hot end of the fit range'),
  maxInverseKelvin: t('Cold end of the fit range'),
};
const edges: FitEdge[] = ['minInverseKelvin', 'maxInverseKelvin'];

/** The two edges of the fit range over an Arrhenius figure, to be dragged or moved by arrow keys. */
export function FitHandles({ geometry, range, limits, onChange }: FitHandlesProps): ReactNode {
  // While an edge is dragged only these lines follow; the fit follows when it is let go.
  const [dragged, setDragged] = useState<FitRange | null>(null);
  const shown = dragged ?? range;
  const pixelOf = (edge: FitEdge): number => xToPixel(geometry, shown[edge]);
  return (
    <>
      {dragged !== null && (
        <DraggedBand geometry={geometry} from={pixelOf('minInverseKelvin')} to={pixelOf('maxInverseKelvin')} />
      )}
      {edges.map((edge) => (
        <FitHandle
          key={edge}
          name={names[edge]}
          value={shown[edge]}
          limits={limits}
          pixel={pixelOf(edge)}
          geometry={geometry}
          onStep={(steps) => onChange(movedEdge(range, edge, steps, limits))}
          onDrag={(pixel) => setDragged(withEdge(shown, edge, pixelToX(geometry, pixel), limits))}
          onDrop={() => {
            if (dragged !== null) onChange(dragged);
            setDragged(null);
          }}
        />
      ))}
    </>
  );
}

function DraggedBand({ geometry, from, to }: { geometry: PlotGeometry; from: number; to: number }): ReactNode {
  // On an axis that runs the other way the hot end lies on the right.
  const left = Math.max(Math.min(from, to), geometry.left);
  const right = Math.min(Math.max(from, to), geometry.left + geometry.width);
  return (
    <div
      className={styles.draggedBand}
      style={{ left, width: Math.max(0, right - left), top: geometry.top, height: geometry.height }}
    />
  );
}

interface FitHandleProps {
  name: string;
  value: number;
  limits: FitRange;
  pixel: number;
  geometry: PlotGeometry;
  onStep(steps: number): void;
  onDrag(pixel: number): void;
  onDrop(): void;
}

function FitHandle({ name, value, limits, pixel, geometry, onStep, onDrag, onDrop }: FitHandleProps): ReactNode {
  if (pixel < geometry.left - 1 || pixel > geometry.left + geometry.width + 1) return null;
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const figure = event.currentTarget.offsetParent?.getBoundingClientRect();
    if (figure !== undefined) onDrag(event.clientX - figure.left);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={limits.minInverseKelvin}
      aria-valuemax={limits.maxInverseKelvin}
      aria-valuenow={value}
      aria-valuetext={t('{{edgeText}} per kelvin, {{kelvinText}} kelvin', {
        edgeText: edgeText(value),
        kelvinText: kelvinText(value),
      })}
      className={styles.fitHandle}
      style={{ left: pixel, top: geometry.top, height: geometry.height }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onDrop}
      onPointerCancel={onDrop}
      onKeyDown={(event) => {
        const steps = stepsOfKey(event);
        if (steps === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onStep(steps);
      }}
    >
      <span className={styles.fitLine} />
      <span className={styles.fitGrip} />
      <span className={styles.fitValue}>{edgeText(value)}</span>
    </div>
  );
}

function stepsOfKey({ key }: KeyboardEvent): number {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 };
  return steps[key] ?? 0;
}
