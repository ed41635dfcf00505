import type { ReactNode } from 'react';
import styles from './brush.module.css';
import { placeOn, type Scale } from './pixels.ts';
import { ticksBetween } from './ticks.ts';

/** Round the points, in pixels. */
export interface AxisRoom {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const pxPerTickX = 90;
const pxPerTickY = 45;

export function roomOf(hasAxes: boolean): AxisRoom {
  return hasAxes ? { left: 64, right: 10, top: 8, bottom: 40 } : { left: 0, right: 0, top: 0, bottom: 0 };
}

interface AxesProps {
  room: AxisRoom;
  xs: Scale;
  ys: Scale;
  /** Names with their units. */
  x: string;
  y: string;
}

/** Two axes with round numbers and their names; the numbers are for eyes, others read the table. */
export function Axes({ room: { left, right, top, bottom }, xs, ys, x, y }: AxesProps): ReactNode {
  const [width, height] = [xs.length + left + right, ys.length + top + bottom];
  const floor = top + ys.length;
  return (
    <svg className={styles.axes} width={width} height={height} aria-hidden>
      {ticksBetween(xs.from, xs.to, xs.length / pxPerTickX).map(({ value, label }) => {
        const at = left + placeOn(xs, value);
        return (
          <g key={value}>
            <path className={styles.gridLine} d={`M${at} ${top}V${floor}`} />
            <text x={at} y={floor + 14} textAnchor="middle">
              {label}
            </text>
          </g>
        );
      })}
      {ticksBetween(ys.from, ys.to, ys.length / pxPerTickY).map(({ value, label }) => {
        const at = floor - placeOn(ys, value);
        return (
          <g key={value}>
            <path className={styles.gridLine} d={`M${left} ${at}H${left + xs.length}`} />
            <text x={left - 6} y={at + 4} textAnchor="end">
              {label}
            </text>
          </g>
        );
      })}
      <path className={styles.axis} d={`M${left} ${top}V${floor}H${left + xs.length}`} />
      <text className={styles.axisName} x={left + xs.length / 2} y={height - 6} textAnchor="middle">
        {x}
      </text>
      <text className={styles.axisName} x={-(top + ys.length / 2)} y={12} transform="rotate(-90)" textAnchor="middle">
        {y}
      </text>
    </svg>
  );
}
