import type { ReactNode } from 'react';
import type { Cell, RecordColumn } from '../../../../app/contract/drms.ts';
import { formatQuality, qualityBits } from '../../../../app/domain/drms/quality.ts';
import { t } from '../../../ui/language.ts';
import { say } from '../../../ui/say.ts';
import styles from '../drms.module.css';
import { oddWords } from './odd-words.ts';
import { textInColumn } from './time-words.ts';

interface RecordCellProps {
  cell: Cell;
  odd: string | undefined;
  column: RecordColumn;
  series: string;
}

/** A cell in words: missing and odd ones say so, flags tell the gravest. */
export function RecordCell({ cell, odd, column, series }: RecordCellProps): ReactNode {
  if (odd !== undefined && odd !== 'unparsable') return <span className={styles.missing}>{oddWords[odd] ?? odd}</span>;
  if (cell === null) return <span className={styles.missing}>{t('missing')}</span>;
  if (column.hex && typeof cell === 'number') {
    const bits = column.name === 'QUALITY' ? qualityBits(series, cell) : [];
    // The highest bits are the gravest.
    const worst = bits.at(-1);
    return (
      <span className={styles.code}>
        {formatQuality(cell)}
        {worst !== undefined && (
          <span className={styles.flag} title={t('Bit {{bit}}: {{name}}', { bit: worst.bit, name: worst.name })}>
            {say(worst.meaning)}
            {bits.length > 1 && ` +${bits.length - 1}`}
          </span>
        )}
      </span>
    );
  }
  if (typeof cell === 'number') return String(cell).replace('-', '−');
  return textInColumn(column, cell);
}
