import type { ReactNode } from 'react';
import type { FitsHdu } from '../../../app/contract/fits.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import styles from './fits.module.css';

interface HduListProps {
  hdus: readonly FitsHdu[];
  chosen: number;
  onChoose(index: number): void;
}

/** The parts of a file. */
export function HduList({ hdus, chosen, onChoose }: HduListProps): ReactNode {
  return (
    <nav className={styles.hdus} aria-label="Parts of the file">
      <ol>
        {hdus.map((hdu) => (
          <li key={hdu.index}>
            <button type="button" aria-current={hdu.index === chosen} onClick={() => onChoose(hdu.index)}>
              <span className={styles.hduName}>{hduName(hdu)}</span>
              <span className={styles.hduFacts}>{hduFacts(hdu)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function hduName({ index, name }: FitsHdu): string {
  if (name !== '') return `${index} ${name}`;
  return index === 0 ? '0 Primary' : `HDU ${index}`;
}

/** Kind, size and compression in words. */
function hduFacts({ kind, axes, compression, dataBytes }: FitsHdu): string {
  const size = axes.map(String).join(' × ');
  switch (kind) {
    case 'image':
      return axes.length === 0 ? 'header only' : `image ${size}`;
    case 'compressed-image':
      return `image ${size}, ${compression ?? 'compressed'}`;
    case 'table':
      return `table, ${axes[1]} rows × ${axes[0]} columns`;
    case 'ascii-table':
      return `text table, ${axes[1]} rows × ${axes[0]} columns`;
    case 'groups':
      return 'random groups';
    case 'other':
      return `other data, ${formatBytes(dataBytes)}`;
    default:
      return kind satisfies never;
  }
}
