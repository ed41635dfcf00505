import type { ReactNode } from 'react';
import type { ValueTable } from '../../../app/domain/juliabase.ts';
import { t } from '../../ui/language.ts';
import styles from './result.module.css';

interface ValueTableViewProps {
  table: ValueTable;
  /** Cells to mark, as [row, column]. */
  changedCells?: readonly (readonly [number, number])[];
}

/** The table of values of a result, every cell as the server has it. */
export function ValueTableView({ table, changedCells = [] }: ValueTableViewProps): ReactNode {
  const changed = new Set(changedCells.map(([row, column]) => `${row} ${column}`));
  const numeric = table.headings.map((_, column) => table.rows.every((row) => isNumber(row[column] ?? '')));
  return (
    <table className={styles.values}>
      <thead>
        <tr>
          {table.headings.map((heading, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: headings may be equal; the table is replaced as a whole
            <th key={column} scope="col" className={numeric[column] === true ? styles.number : undefined}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity; the table is replaced as a whole
          <tr key={row}>
            {cells.map((cell, column) => {
              const isChanged = changed.has(`${row} ${column}`);
              return (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  key={column}
                  className={[numeric[column] === true && styles.number, isChanged && styles.changed]
                    .filter(Boolean)
                    .join(' ')}
                >
                  {cell === '' ? <em className={styles.missing}>{t('missing')}</em> : cell}
                  {isChanged && <span className={styles.forReaders}> {t('differs')}</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isNumber(cell: string): boolean {
  return cell === '' || Number.isFinite(Number(cell));
}
