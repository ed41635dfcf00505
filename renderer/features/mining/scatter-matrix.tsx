import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { useRecordView } from '../drms/table/record-view.tsx';
import { useLook } from '../drms/table/use-look.ts';
import { BrushProvider, MarkedCount } from './brush/brush-provider.tsx';
import { PointPlot } from './brush/point-plot.tsx';
import { useNumbers } from './brush/use-numbers.ts';
import styles from './mining.module.css';
import { namesOf, numberColumns, placesOf, withUnit } from './number-columns.ts';

const mostColumns = 6;
const firstColumns = 4;

/** Each of some columns over each other, small; the names stand on the diagonal. */
export function ScatterMatrix(): ReactNode {
  const { table } = useRecordView();
  const all = numberColumns(table);
  const [look, setLook] = useLook('matrix', z.array(z.string()).nullable(), null);
  const chosen = look === null ? null : placesOf(all, look);
  // None of them is there any more.
  const isGone = chosen?.length === 0 && look?.length !== 0;
  const wanted = chosen === null || isGone ? all.slice(0, firstColumns).map(({ place }) => place) : chosen;
  const numbers = useNumbers(wanted);
  if (all.length < 2)
    return <p className={styles.quiet}>{t('Two columns of numbers are needed for a scatter matrix.')}</p>;
  const columns = all.filter(({ place }) => wanted.includes(place));
  return (
    <BrushProvider>
      <div className={styles.scatter}>
        <div className={styles.pairTools}>
          <MultiSelect
            size="xs"
            maw={560}
            aria-label={t('Columns of the scatter matrix')}
            data={all.map((one) => ({ value: one.name, label: withUnit(one) }))}
            maxValues={mostColumns}
            value={namesOf(all, wanted)}
            onChange={setLook}
          />
          <MarkedCount />
        </div>
        {numbers.error !== null && <ErrorNote error={numbers.error} />}
        {numbers.rows === null && numbers.error === null && <LoadingRows count={6} />}
        <table className={styles.scatterTable} aria-label={t('Scatter matrix')}>
          <tbody>
            {columns.map((row, below) => (
              <tr key={row.place}>
                {columns.slice(0, below).map((column) => (
                  <td key={column.place}>
                    <Cell x={column} y={row} numbers={numbers.columns} />
                  </td>
                ))}
                <th scope="row">{withUnit(row)}</th>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </BrushProvider>
  );
}

interface CellProps {
  x: ReturnType<typeof numberColumns>[number];
  y: ReturnType<typeof numberColumns>[number];
  numbers: ReadonlyMap<number, Float64Array>;
}

function Cell({ x, y, numbers }: CellProps): ReactNode {
  const [xValues, yValues] = [numbers.get(x.place), numbers.get(y.place)];
  if (xValues === undefined || yValues === undefined) return null;
  return (
    <div className={styles.scatterCell}>
      <PointPlot {...{ x, y, xValues, yValues }} hasAxes={false} />
    </div>
  );
}
