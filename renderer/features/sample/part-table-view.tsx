import type { ReactNode } from 'react';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { FactValue } from './fact-line.tsx';
import type { PartTable } from './process-view.ts';
import styles from './sample.module.css';

/** Layers, cells and other parts of a process, one row each. */
export function PartTableView({ table }: { table: PartTable }): ReactNode {
  return (
    <ScrollRegion className={styles.tableWrap} label={table.title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{table.title}</th>
            {table.columns.map(({ label, unit, numeric }) => (
              <th key={label} scope="col" className={numeric ? styles.number : undefined}>
                {label}
                {unit !== null && <span className={styles.unit}>{` ${unit}`}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, index) => (
                <td
                  key={table.columns[index]?.label ?? index}
                  className={table.columns[index]?.numeric === true ? styles.number : undefined}
                >
                  <FactValue value={cell} unit={null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
