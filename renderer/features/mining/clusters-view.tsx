import { Button, NumberInput, Switch } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { ClusterReport, DerivedColumns } from '../../../app/contract/mining.ts';
import { formatPower } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PlainTable } from '../../ui/plain-table.tsx';
import { useRecordView } from '../drms/table/record-view.tsx';
import { useLook } from '../drms/table/use-look.ts';
import { ColumnChoice } from './column-choice.tsx';
import { useMined } from './mined-context.ts';
import styles from './mining.module.css';
import { type NumberColumn, namesOf, numberColumns, withUnit } from './number-columns.ts';
import { useColumnChoice } from './use-column-choice.ts';

const firstColumns = 3;
const firstK = 3;
const digits = 4;

const ClustersLook = z.object({
  columns: z.array(z.string()).nullable(),
  k: z.int().min(2),
  seed: z.int().min(0),
  standardised: z.boolean(),
});

/** Groups of rows that lie near one another, and what each is like. */
export function ClustersView(): ReactNode {
  const { table } = useRecordView();
  const { table: mined, change, isChanging } = useMined();
  const all = numberColumns(table);
  const present = mined.draft.derived.findLast((one) => one.kind === 'clusters');
  const [look, setLook] = useLook('clusters', ClustersLook, {
    columns: null,
    k: present?.k ?? firstK,
    seed: present?.seed ?? 1,
    standardised: present?.standardised ?? true,
  });
  const { k, seed, standardised } = look;
  const chosen = useColumnChoice(all, { chosen: look.columns ?? present?.columns ?? null, atFirst: firstColumns });
  const places = chosen ?? [];
  const found = useQuery({
    ...queryFor('mining.clusters', { tableId: table.tableId, columns: places, k, standardised, seed }),
    enabled: places.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (all.length < 2) return <p className={styles.quiet}>{t('Two columns of numbers are needed for clusters.')}</p>;
  const columns = places.flatMap((place) => all.filter((one) => one.place === place));
  const wish: DerivedColumns = {
    ...{ kind: 'clusters', name: 'cluster', k, standardised, seed },
    columns: places.map((place) => table.columns[place]?.name ?? ''),
  };
  const isColumn = mined.draft.derived.some((one) => isSame(one, wish));
  return (
    <div className={styles.groups}>
      <div className={styles.choices}>
        <ColumnChoice
          columns={all}
          chosen={places}
          label={t('Clusters by')}
          onChosen={(next) => setLook({ ...look, columns: namesOf(all, next) })}
        />
        <NumberInput
          size="xs"
          w={84}
          label={t('Clusters')}
          min={2}
          max={50}
          value={k}
          onChange={wholeNumber((next) => setLook({ ...look, k: next }), 2)}
        />
        <NumberInput
          size="xs"
          w={84}
          label={t('Seed')}
          min={0}
          value={seed}
          onChange={wholeNumber((next) => setLook({ ...look, seed: next }), 0)}
        />
        <Switch
          size="xs"
          label={t('Standardised')}
          checked={standardised}
          onChange={(event) => setLook({ ...look, standardised: event.currentTarget.checked })}
        />
        <Button
          size="xs"
          loading={isChanging}
          disabled={found.data === undefined || found.error !== null || isColumn}
          onClick={() => change({ derived: [...mined.draft.derived, wish] })}
        >
          {isColumn ? t('Is a column') : t('Add as column')}
        </Button>
      </div>
      {chosen !== null && places.length < 2 && <p className={styles.quiet}>{t('Choose two columns at least.')}</p>}
      {found.error !== null && <ErrorNote error={found.error} />}
      {(chosen === null || found.isLoading) && <LoadingRows count={5} />}
      {found.error === null && found.data !== undefined && (
        <Report
          report={found.data}
          columns={columns}
          words={standardised ? t('standardised') : t('not standardised')}
        />
      )}
    </div>
  );
}

/** Whatever the column is named. */
function isSame(one: DerivedColumns, other: DerivedColumns): boolean {
  const key = (wish: DerivedColumns): string => JSON.stringify(Object.entries({ ...wish, name: '' }).toSorted());
  return key(one) === key(other);
}

function wholeNumber(set: (value: number) => void, least: number): (value: number | string) => void {
  return (value) => {
    const number = Number(value);
    if (value !== '' && Number.isInteger(number) && number >= least) set(number);
  };
}

interface ReportProps {
  report: ClusterReport;
  columns: readonly NumberColumn[];
  words: string;
}

function Report({ report, columns, words }: ReportProps): ReactNode {
  const { rows, leftOut, clusters, explained, iterations, converged } = report;
  return (
    <>
      <p className={styles.quiet}>
        {t('k-means, {{words}}, over all {{rows}} rows with numbers in all of them', {
          words,
          rows: formatCount(rows),
        })}
        {leftOut > 0 && t('; {{leftOut}} with a gap are left out', { leftOut: formatCount(leftOut) })}
        {t('. The clusters explain {{explained}} % of the squared distances; ', {
          explained: (100 * explained).toFixed(1),
        })}
        {t('{{state}} after {{count}} rounds.', {
          state: converged ? t('settled') : t('not settled'),
          count: iterations,
        })}
      </p>
      <PlainTable aria-label={t('Clusters')}>
        <thead>
          <tr>
            <th scope="col">{t('Cluster')}</th>
            <th scope="col">{t('Rows')}</th>
            {columns.map((column) => (
              <th key={column.place} scope="col">
                {t('Mean {{column}}', { column: withUnit(column) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clusters.map(({ size, centre }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the number of a cluster is its name
            <tr key={place}>
              <th scope="row">{place + 1}</th>
              <td>{formatCount(size)}</td>
              {columns.map((column, at) => (
                <td key={column.place}>{formatPower(centre[at] ?? Number.NaN, digits)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </>
  );
}
