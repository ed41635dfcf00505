import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { FigureMark } from '../../../app/domain/figure-details.ts';
import { isInside, type PlotGeometry } from '../../plots/plot-geometry.ts';
import { t } from '../../ui/language.ts';
import styles from './details.module.css';
import type { FigureChoices } from './figure-choices.ts';
import { pixelsOf, valuesAt } from './figure-marks.ts';

type TextMark = Extract<FigureMark, { kind: 'text' }>;

interface Place {
  left: number;
  top: number;
}

interface MarkHandlesProps {
  geometry: PlotGeometry;
  choices: Pick<FigureChoices, 'view' | 'details'>;
  onChange(mark: TextMark): void;
}

/** Handles over the texts of a figure and the points of their arrows, to be dragged or moved by arrow keys. */
export function MarkHandles({ geometry, choices, onChange }: MarkHandlesProps): ReactNode {
  const texts = choices.details.marks.filter((mark) => mark.kind === 'text');
  return texts.map((mark) => {
    const point = pixelsOf(mark, geometry, choices);
    if (!isInside(geometry, point.left, point.top)) return null;
    const { arrow } = mark;
    const movedTo = (place: Place): TextMark => ({ ...mark, ...valuesAt(geometry, place.left, place.top, choices) });
    if (arrow === null)
      return (
        <MarkHandle
          key={mark.id}
          name={t('Move text “{{text}}”', { text: mark.text })}
          place={point}
          within={geometry}
          widthPx={widthOf(mark.text)}
          onMove={(place) => onChange(movedTo(place))}
        />
      );
    const words = { left: point.left + arrow.rightPx, top: point.top + arrow.downPx };
    const arrowFrom = (tip: Place, text: Place): TextMark['arrow'] => ({
      rightPx: Math.round(text.left - tip.left),
      downPx: Math.round(text.top - tip.top),
    });
    return [
      <MarkHandle
        key={`${mark.id} text`}
        name={t('Move text “{{text}}”', { text: mark.text })}
        place={words}
        within={geometry}
        widthPx={widthOf(mark.text)}
        onMove={(place) => onChange({ ...mark, arrow: arrowFrom(point, place) })}
      />,
      <MarkHandle
        key={`${mark.id} point`}
        name={t('Move arrow of “{{text}}”', { text: mark.text })}
        place={point}
        within={geometry}
        widthPx={24}
        // The text stays where it is.
        onMove={(place) => onChange({ ...movedTo(place), arrow: arrowFrom(place, words) })}
      />,
    ];
  });
}

interface MarkHandleProps {
  name: string;
  place: Place;
  /** Nothing is moved to where it is not seen. */
  within: PlotGeometry;
  widthPx: number;
  /** Once it is let go. */
  onMove(place: Place): void;
}

function MarkHandle({ name, place, within, widthPx, onMove }: MarkHandleProps): ReactNode {
  const [start, setStart] = useState<{ x: number; y: number } | null>(null);
  const [dragged, setDragged] = useState<Place | null>(null);
  const movedBy = (right: number, down: number): Place => ({
    left: Math.min(Math.max(place.left + right, within.left), within.left + within.width),
    top: Math.min(Math.max(place.top + down, within.top), within.top + within.height),
  });
  const drop = (): void => {
    setStart(null);
    setDragged(null);
    if (dragged !== null) onMove(dragged);
  };
  return (
    <button
      type="button"
      aria-label={name}
      aria-description={t('Arrow keys move it.')}
      className={styles.markHandle}
      data-dragged={start !== null}
      style={{ ...(dragged ?? place), width: widthPx, marginLeft: -widthPx / 2 }}
      onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart({ x: event.clientX, y: event.clientY });
      }}
      onPointerMove={(event) => {
        if (start !== null) setDragged(movedBy(event.clientX - start.x, event.clientY - start.y));
      }}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={(event) => {
        const step = stepOfKey(event);
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onMove(movedBy(...step));
      }}
    />
  );
}

/** Larger steps with Shift. */
function stepOfKey({ key, shiftKey }: KeyboardEvent): [number, number] | undefined {
  const px = shiftKey ? 20 : 4;
  const steps: Record<string, [number, number]> = {
    ArrowLeft: [-px, 0],
    ArrowRight: [px, 0],
    ArrowUp: [0, -px],
    ArrowDown: [0, px],
  };
  return steps[key];
}

function widthOf(text: string): number {
  return Math.max(24, 10 + 6.6 * Math.max(...text.split('\n').map((line) => line.length)));
}
