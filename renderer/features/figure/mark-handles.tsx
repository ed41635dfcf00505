import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { FigureMark } from '../../../app/domain/figure-details.ts';
import { isInside, type PlotGeometry } from '../../plots/plot-geometry.ts';
import styles from './details.module.css';
import type { FigureChoices } from './figure-choices.ts';
import { pixelsOf, valuesAt } from './figure-marks.ts';

type TextMark = Extract<FigureMark, { kind: 'text' }>;

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
    const moved = (right: number, down: number): TextMark => ({
      ...mark,
      ...valuesAt(geometry, point.left + right, point.top + down, choices),
    });
    if (arrow === null)
      return (
        <MarkHandle
          key={mark.id}
          name={`Move text “${mark.text}”`}
          {...point}
          widthPx={widthOf(mark.text)}
          onMove={(right, down) => onChange(moved(right, down))}
        />
      );
    return [
      <MarkHandle
        key={`${mark.id} text`}
        name={`Move text “${mark.text}”`}
        left={point.left + arrow.rightPx}
        top={point.top + arrow.downPx}
        widthPx={widthOf(mark.text)}
        onMove={(right, down) =>
          onChange({ ...mark, arrow: { rightPx: arrow.rightPx + right, downPx: arrow.downPx + down } })
        }
      />,
      <MarkHandle
        key={`${mark.id} point`}
        name={`Move arrow of “${mark.text}”`}
        {...point}
        widthPx={24}
        // The text stays where it is.
        onMove={(right, down) =>
          onChange({
            ...moved(right, down),
            arrow: { rightPx: arrow.rightPx - right, downPx: arrow.downPx - down },
          })
        }
      />,
    ];
  });
}

interface MarkHandleProps {
  name: string;
  left: number;
  top: number;
  widthPx: number;
  /** By pixels, once it is let go. */
  onMove(rightPx: number, downPx: number): void;
}

function MarkHandle({ name, left, top, widthPx, onMove }: MarkHandleProps): ReactNode {
  const [start, setStart] = useState<{ x: number; y: number } | null>(null);
  const [by, setBy] = useState({ right: 0, down: 0 });
  const drop = (): void => {
    setStart(null);
    setBy({ right: 0, down: 0 });
    if (by.right !== 0 || by.down !== 0) onMove(by.right, by.down);
  };
  return (
    <button
      type="button"
      aria-label={name}
      aria-description="Arrow keys move it."
      className={styles.markHandle}
      data-dragged={start !== null}
      style={{ left: left + by.right, top: top + by.down, width: widthPx, marginLeft: -widthPx / 2 }}
      onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart({ x: event.clientX, y: event.clientY });
      }}
      onPointerMove={(event) => {
        if (start !== null) setBy({ right: event.clientX - start.x, down: event.clientY - start.y });
      }}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={(event) => {
        const step = stepOfKey(event);
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onMove(...step);
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
