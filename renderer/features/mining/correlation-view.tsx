import { SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { Correlations } from '../../../app/contract/mining.ts';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { useRecordView } from '../drms/table/record-view.tsx';
import { useLook } from '../drms/table/use-look.ts';
import { BrushProvider } from './brush/brush-provider.tsx';
import { shadeOf } from './correlation-shade.ts';
import { probabilityInWords } from './line-words.ts';
import styles from './mining.module.css';
import { type NumberColumn, namesOf, numberColumns, placesOf, withUnit } from './number-columns.ts';
import { PairPlot } from './pair-plot.tsx';

const methods = [
  { value: 'pearson' as const, label: 'Pearson' },
  { value: 'spearman' as const, label: 'Spearman' },
];
const thresholds = ['0.05', '0.01', '0.001'] as const;
/** As many as the core takes at once. */
const mostColumns = 16;

const CorrelationLook = z.object({
  method: z.enum(methods.map(({ value }) => value)),
  threshold: z.enum(thresholds),
  pair: z.array(z.string()).nullable(),
});

type Pair = Correlations['pairs'][number];

/** How the columns of numbers go together, pair by pair, and the chosen pair as points with its line. */
export function CorrelationView({ isActive }: { isActive: boolean }): ReactNode {
  const { table, filters } = useRecordView();
  const [look, setLook] = useLook('correlation', CorrelationLook, { method: 'pearson', threshold: '0.01', pair: null });
  const { method, threshold } = look;
  const columns = numberColumns(table).slice(0, mostColumns);
  const chosen = placesOf(columns, look.pair ?? []);
  const found = useQuery({
    ...queryFor('mining.correlations', {
      tableId: table.tableId,
      columns: columns.map(({ place }) => place),
      method,
      filters: [...filters],
    }),
    enabled: columns.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (columns.length < 2)
    return <p className={styles.quiet}>{t('Two columns of numbers are needed for a correlation.')}</p>;
  if (found.error !== null) return <ErrorNote error={toAppError(found.error)} />;
  if (found.data === undefined) return <LoadingRows count={6} />;
  const { pairs, tested } = found.data;
  const strongest = pairs.toSorted((a, b) => Math.abs(b.coefficient ?? 0) - Math.abs(a.coefficient ?? 0))[0];
  const pair = pairs.find(({ x, y }) => x === chosen[0] && y === chosen[1]) ?? strongest;
  return (
    <div className={styles.split}>
      <div>
        <div className={styles.pairTools}>
          <SegmentedControl
            size="xs"
            aria-label={t('Coefficient')}
            data={methods}
            value={method}
            onChange={(value) =>
              setLook({ ...look, method: methods.find((one) => one.value === value)?.value ?? method })
            }
          />
          <Select
            size="xs"
            w={104}
            aria-label={t('Mark pairs below')}
            data={thresholds.map((value) => ({ value, label: `p < ${value}` }))}
            value={threshold}
            allowDeselect={false}
            onChange={(value) => setLook({ ...look, threshold: thresholds.find((one) => one === value) ?? threshold })}
          />
        </div>
        <Matrix
          columns={columns}
          pairs={pairs}
          pair={pair}
          threshold={Number(threshold)}
          onChoose={({ x, y }) => setLook({ ...look, pair: namesOf(columns, [x, y]) })}
        />
        <Significance pair={pair} pairs={pairs} tested={tested} threshold={threshold} />
      </div>
      {pair !== undefined && (
        <BrushProvider>
          <PairPlot key={`${pair.x} ${pair.y}`} pair={pair} columns={columns} isActive={isActive} />
        </BrushProvider>
      )}
    </div>
  );
}

const isMarked = ({ pCorrected }: Pair, threshold: number): boolean => pCorrected !== null && pCorrected < threshold;

interface SignificanceProps {
  pair: Pair | undefined;
  pairs: readonly Pair[];
  tested: number;
  threshold: string;
}

/** What the marks mean: of many pairs that are looked at, some look strong by chance. */
function Significance({ pair, pairs, tested, threshold }: SignificanceProps): ReactNode {
  const marked = pairs.filter((one) => isMarked(one, Number(threshold))).length;
  return (
    <div className={styles.significance}>
      {pair?.p != null && (
        <p>
          {t('Chosen pair: n = {{number}}, {{p}}', { number: formatCount(pair.count), p: probabilityInWords(pair.p) })}
          {pair.pCorrected !== null &&
            t('; corrected {{pCorrected}}', { pCorrected: probabilityInWords(pair.pCorrected) })}
        </p>
      )}
      <p>
        {t('* {{marked}} of {{count}} tested pairs: p < {{threshold}} after Holm’s correction for all of them.', {
          marked,
          count: tested,
          threshold,
        })}
      </p>
    </div>
  );
}

interface MatrixProps {
  columns: readonly NumberColumn[];
  pairs: readonly Pair[];
  pair: Pair | undefined;
  threshold: number;
  onChoose(pair: Pair): void;
}

/** The lower triangle; each cell is a button that names its pair. */
function Matrix({ columns, pairs, pair, threshold, onChoose }: MatrixProps): ReactNode {
  const nameOf = (place: number): string => columns.find((one) => one.place === place)?.name ?? '';
  return (
    <table className={styles.matrix} aria-label={t('Correlation of each pair of columns')}>
      <tbody>
        {columns.slice(1).map((row) => (
          <tr key={row.place}>
            <th scope="row" title={withUnit(row)}>
              {row.name}
            </th>
            {columns.map(({ place }) => {
              const one = pairs.find(({ x, y }) => x === place && y === row.place);
              if (one === undefined) return <td key={place} />;
              const value = one.coefficient;
              return (
                <td key={place}>
                  <button
                    type="button"
                    aria-pressed={one === pair}
                    aria-label={t('{{name}} and {{place}}: {{value}}, {{number}} rows{{p}}{{mark}}', {
                      name: row.name,
                      place: nameOf(place),
                      value: value === null ? t('none') : value.toFixed(2),
                      number: one.count,
                      p: one.p === null ? '' : `, ${probabilityInWords(one.p)}`,
                      mark: isMarked(one, threshold) ? t(', marked') : '',
                    })}
                    style={value === null ? {} : shadeOf(value)}
                    onClick={() => onChoose(one)}
                  >
                    {value === null ? '–' : value.toFixed(2).replace('-', '−')}
                    {isMarked(one, threshold) && '*'}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {columns.slice(0, -1).map(({ place, name }) => (
            <th key={place} scope="col" className={styles.across}>
              {name}
            </th>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
