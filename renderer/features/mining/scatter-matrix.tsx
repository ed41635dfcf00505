import { MultiSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ErrorNote } from '../../ui/error-note.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { useRecordView } from '../drms/table/record-view.tsx';
import styles from './mining.module.css';
import { numberColumns, withUnit } from './number-columns.ts';
import { mostPoints, pointsOf, usePoints } from './use-points.ts';

const mostColumns = 6;
const size = 100;

/** Each of some columns over each other, small; the names stand on the diagonal. */
export function ScatterMatrix(): ReactNode {
  const { table, passing } = useRecordView();
  const all = numberColumns(table);
  const [wanted, setWanted] = useState(() => all.slice(0, 4).map(({ place }) => place));
  const page = usePoints();
  if (all.length < 2) return <p className={styles.quiet}>Two columns of numbers are needed for a scatter matrix.</p>;
  const columns = all.filter(({ place }) => wanted.includes(place));
  return (
    <div className={styles.scatter}>
      <MultiSelect
        size="xs"
        maw={560}
        aria-label="Columns of the scatter matrix"
        data={all.map((one) => ({ value: String(one.place), label: withUnit(one) }))}
        maxValues={mostColumns}
        value={wanted.map(String)}
        onChange={(values) => setWanted(values.map(Number))}
      />
      {page.error !== null && <ErrorNote error={page.error} />}
      {page.data === undefined && page.error === null && <LoadingRows count={6} />}
      {(passing ?? 0) > mostPoints && (
        <p className={styles.quiet}>{`The first ${mostPoints.toLocaleString('en')} rows are drawn.`}</p>
      )}
      <table className={styles.scatterTable} aria-label="Scatter matrix">
        <tbody>
          {columns.map((row) => (
            <tr key={row.place}>
              {columns.map((column) =>
                column.place === row.place ? (
                  <th key={column.place} scope="row">
                    {withUnit(row)}
                  </th>
                ) : (
                  <td key={column.place}>
                    <Dots
                      label={`${row.name} over ${column.name}`}
                      points={pointsOf(page.data, column.place, row.place)}
                    />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Dots({ label, points }: { label: string; points: { x: number[]; y: number[]; rows: number[] } }): ReactNode {
  const [toX, toY] = [scaleOf(points.x), scaleOf(points.y)];
  // One path: two thousand circles in thirty pictures would be slow.
  const path = points.x
    .map((x, at) => `M${toX(x).toFixed(1)} ${(size - toY(points.y[at] ?? 0)).toFixed(1)}h0`)
    .join('');
  return (
    <svg viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={`${label}, ${points.x.length} points`}>
      <path d={path} />
    </svg>
  );
}

function scaleOf(values: readonly number[]): (value: number) => number {
  const least = values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const most = values.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  const width = most - least;
  return (value) => (width === 0 ? size / 2 : (size * (value - least)) / width);
}
