import type { ReactNode } from 'react';
import type { TransferPart } from '../../../app/contract/transfers.ts';
import type { LineState, Tone } from './transfer-words.ts';
import styles from './transfers.module.css';

const all = [1, 2, 3, 4, 5];

/** Five short marks for how far a line has come; the words beside them say it. */
export function PhaseMarks({ marks, tone }: Pick<LineState, 'marks' | 'tone'>): ReactNode {
  return (
    <span className={styles.marks} aria-hidden>
      {all.map((mark) => (
        <i key={mark} data-tone={mark <= marks ? tone : undefined} data-now={mark === marks} />
      ))}
    </span>
  );
}

/** A mark for each of a few parts. */
export function PartMarks({
  parts,
  toneOf,
}: {
  parts: readonly TransferPart[];
  toneOf(part: TransferPart): Tone;
}): ReactNode {
  return (
    <span className={styles.marks} aria-hidden>
      {parts.map((part) => (
        <i key={part.key} data-tone={part.phase === 'waiting-here' ? undefined : toneOf(part)} data-now />
      ))}
    </span>
  );
}
