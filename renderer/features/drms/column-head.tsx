import { useQuery } from '@tanstack/react-query';
import type { CustomInnerHeaderProps } from 'ag-grid-react';
import type { ReactNode } from 'react';
import type { ColumnSummaryOut } from '../../../app/contract/columns.ts';
import type { RecordColumn } from '../../../app/contract/drms.ts';
import { queryFor } from '../../api/query-options.ts';
import styles from './drms.module.css';

interface ColumnHeadProps extends CustomInnerHeaderProps {
  about: RecordColumn;
  index: number;
  tableId: string;
}

/** Name, unit or time scale, and how the values of the whole column are spread. */
export function ColumnHead({ about: column, index, tableId, displayName }: ColumnHeadProps): ReactNode {
  const summaries = useQuery({ ...queryFor('columns.summaries', { tableId }), retry: false, staleTime: Infinity });
  const summary = summaries.data?.[index];
  const unit = column.timeScale ?? column.unit ?? (column.role === 'keyword' ? column.type : column.role);
  return (
    <span className={styles.columnHead} title={column.note}>
      {displayName}
      <small>
        {unit}
        {summary !== undefined && summary.missing > 0 && ` · ${shareInWords(summary)}`}
      </small>
      {summary?.bins != null && summary.bins.length > 1 && <Distribution bins={summary.bins} />}
    </span>
  );
}

function shareInWords({ missing, count }: ColumnSummaryOut): string {
  const percent = (100 * missing) / (missing + count);
  return `${percent < 0.1 ? '< 0.1' : percent.toFixed(1)} % missing`;
}

const barHeight = 16;

function Distribution({ bins }: { bins: readonly number[] }): ReactNode {
  const highest = Math.max(...bins, 1);
  return (
    <svg className={styles.bins} viewBox={`0 0 ${bins.length} ${barHeight}`} preserveAspectRatio="none" aria-hidden>
      {bins.map((count, place) => {
        const height = count === 0 ? 0 : Math.max(1, (barHeight * count) / highest);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of a bin is what it is
          <rect key={place} x={place} y={barHeight - height} width={0.85} height={height} />
        );
      })}
    </svg>
  );
}
