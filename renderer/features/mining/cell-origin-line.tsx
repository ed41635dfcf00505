import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RecordTable } from '../../../app/contract/drms.ts';
import { formatWhen } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { CellLink } from '../../ui/plain-table.tsx';
import styles from './mining.module.css';
import { spokenTake, spokenType } from './spoken-type.ts';

interface CellOriginLineProps {
  table: RecordTable;
  connectionId: string;
  column: number;
  /** Of the table; null before a cell has the focus. */
  row: number | null;
}

/** Sample, process and time of the cell in focus. */
export function CellOriginLine({ table, connectionId, column, row }: CellOriginLineProps): ReactNode {
  const { tableId } = table;
  const origin = useQuery({
    ...queryFor('mining.cell.origin', { tableId, row: row ?? 0, column }),
    enabled: row !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const found = row === null ? undefined : origin.data;
  return (
    <div className={styles.origin} role="status">
      {found === undefined ? (
        t('Choose a cell to see which process it is from.')
      ) : (
        <>
          <strong>{found.column}</strong> {t('of', { context: 'sample' })}{' '}
          <CellLink onClick={() => openPanel('sample', { connectionId, name: found.sample })}>{found.sample}</CellLink>
          {': '}
          {found.processId === null
            ? wordsWithout(table.columns[column]?.role, found.processType)
            : t('{{processType}}, {{found}}, process {{processId}}, {{timestampUtc}}', {
                processType: spokenType(found.processType),
                found: spokenTake(found),
                processId: found.processId,
                timestampUtc:
                  found.timestampUtc === null ? t('time not known') : formatWhen(found.timestampUtc, 0).full,
              })}
        </>
      )}
    </div>
  );
}

function wordsWithout(role: string | undefined, processType: string): string {
  if (role === 'computed') return t('computed from other columns of this row');
  if (role === 'field' && processType !== 'Sample')
    return t('the sample has no process of the class {{processType}}', { processType: spokenType(processType) });
  return t('a fact of the sample itself');
}
