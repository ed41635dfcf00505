import type { ReactNode } from 'react';
import styles from './figure.module.css';

interface CurveMarkerProps {
  style: { color: string; symbol: string; dash: string };
}

const shapes: Record<string, string> = {
  square: 'M9 4.5h5v5h-5z',
  diamond: 'M11.5 3.6 15 7l-3.5 3.4L8 7z',
  'triangle-up': 'M11.5 4 14.6 9.6H8.4z',
  'triangle-down': 'M11.5 10 8.4 4.4h6.2z',
  'star-diamond': 'M11.5 3l1.1 2.9L15.5 7l-2.9 1.1-1.1 2.9-1.1-2.9L7.5 7l2.9-1.1z',
  'x-thin': 'M9 4.5l5 5m0-5-5 5',
};
const circle = 'M14.1 7a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0z';

/** Line and marker of a curve as the figure draws them. */
export function CurveMarker({ style: { color, symbol, dash } }: CurveMarkerProps): ReactNode {
  const [shape = '', variant] = symbol.split(/-(?=open$)/);
  const isOpen = variant === 'open' || shape === 'x-thin';
  return (
    <svg className={styles.marker} width="23" height="14" aria-hidden="true" stroke={color} strokeWidth="1.3">
      <path d="M1 7h21" strokeDasharray={dash === 'solid' ? undefined : '4 3'} />
      <path d={shapes[shape] ?? circle} fill={isOpen ? 'var(--q-surface)' : color} />
    </svg>
  );
}
