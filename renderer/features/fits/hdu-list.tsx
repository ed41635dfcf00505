import type { ReactNode } from 'react';
import type { FitsHdu } from '../../../app/contract/fits.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import styles from './fits.module.css';

interface HduListProps {
  hdus: readonly FitsHdu[];
  chosen: number;
  onChoose(index: number): void;
}

/** The parts of a file. */
export function HduList({ hdus, chosen, onChoose }: HduListProps): ReactNode {
  return (
    <nav className={styles.hdus} aria-label={t('Parts of the file')}>
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
      return axes.length === 0 ? t('header only') : t('image {{size}}', { size });
    case 'compressed-image':
      return t('image {{size}}, {{compression}}', { size, compression: compression ?? t('compressed') });
    case 'table':
      return t('table, {{axes}} rows × {{axes2}} columns', { axes: axes[1], axes2: axes[0] });
    case 'ascii-table':
      return t('text table, {{axes}} rows × {{axes2}} columns', { axes: axes[1], axes2: axes[0] });
    case 'groups':
      return t('random groups');
    case 'other':
      return t('other data, {{dataBytes}}', { dataBytes: formatBytes(dataBytes) });
    default:
      return kind satisfies never;
  }
}
