import { Button, Switch } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { ComponentReport, DerivedColumns } from '../../../app/contract/mining.ts';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PlainTable } from '../../ui/plain-table.tsx';
import { useRecordView } from '../drms/table/record-view.tsx';
import { useLook } from '../drms/table/use-look.ts';
import { BrushProvider, MarkedCount } from './brush/brush-provider.tsx';
import { PointPlot } from './brush/point-plot.tsx';
import { useNumbers } from './brush/use-numbers.ts';
import { ColumnChoice } from './column-choice.tsx';
import { useMined } from './mined-context.ts';
import styles from './mining.module.css';
import { type NumberColumn, namesOf, numberColumns, withUnit } from './number-columns.ts';
import { useColumnChoice } from './use-column-choice.ts';

const firstColumns = 4;
const namePrefix = 'pc';

const ComponentsLook = z.object({ columns: z.array(z.string()).nullable(), standardised: z.boolean() });

/** Directions in which the rows differ most: what they are made of, how much they explain, and the rows along them. */
export function ComponentsView(): ReactNode {
  const { table } = useRecordView();
  const { table: mined, change, isChanging } = useMined();
  const all = numberColumns(table);
  const scores = scoreColumns(all);
  const others = all.filter((column) => !scores.includes(column));
  const present = mined.draft.derived.find((one) => one.kind === 'components');
  const [look, setLook] = useLook('components', ComponentsLook, {
    columns: null,
    standardised: present?.standardised ?? true,
  });
  const { standardised } = look;
  const chosen = useColumnChoice(others, { chosen: look.columns ?? present?.columns ?? null, atFirst: firstColumns });
  const places = chosen ?? [];
  const found = useQuery({
    ...queryFor('mining.components', { tableId: table.tableId, columns: places, standardised }),
    enabled: places.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (others.length < 2)
    return <p className={styles.quiet}>{t('Two columns of numbers are needed for components.')}</p>;
  const columns = places.flatMap((place) => others.filter((one) => one.place === place));
  const names = columns.map(({ name }) => name);
  const isShown = present?.columns.join('\n') === names.join('\n') && present.standardised === standardised;
  const addScores = (): void => {
    const wish: DerivedColumns = { kind: 'components', name: namePrefix, columns: names, standardised, count: 2 };
    change({ derived: [...mined.draft.derived.filter(({ kind }) => kind !== 'components'), wish] });
  };
  return (
    <div className={styles.split}>
      <div className={styles.half}>
        <div className={styles.choices}>
          <ColumnChoice
            columns={others}
            chosen={places}
            label={t('Components of')}
            onChosen={(next) => setLook({ ...look, columns: namesOf(others, next) })}
          />
          <Switch
            size="xs"
            label={t('Standardised')}
            checked={standardised}
            onChange={(event) => setLook({ ...look, standardised: event.currentTarget.checked })}
          />
        </div>
        {chosen !== null && places.length < 2 && <p className={styles.quiet}>{t('Choose two columns at least.')}</p>}
        {found.error !== null && <ErrorNote error={found.error} />}
        {(chosen === null || found.isLoading) && <LoadingRows count={5} />}
        {found.error === null && found.data !== undefined && <Loadings report={found.data} columns={columns} />}
      </div>
      <div className={styles.half}>
        {isShown && scores.length >= 2 ? (
          <BrushProvider>
            <ScorePlot scores={scores} />
          </BrushProvider>
        ) : (
          <Button
            size="xs"
            className={styles.alone ?? ''}
            loading={isChanging}
            disabled={found.data === undefined || found.error !== null}
            onClick={addScores}
          >
            {t('Add the scores as columns and draw them')}
          </Button>
        )}
      </div>
    </div>
  );
}

function scoreColumns(columns: readonly NumberColumn[]): NumberColumn[] {
  return columns.filter(({ note }) => note.startsWith('Principal component '));
}

function Loadings({ report, columns }: { report: ComponentReport; columns: readonly NumberColumn[] }): ReactNode {
  const { rows, leftOut, components } = report;
  return (
    <>
      <p className={styles.quiet}>
        {t('Over all {{rows}} rows with numbers in all of them', { rows: formatCount(rows) })}
        {leftOut > 0 && t('; {{leftOut}} with a gap are left out', { leftOut: formatCount(leftOut) })}
        {t('. Weights of the columns in each component, and the share of the variance that it explains.')}
      </p>
      <PlainTable aria-label={t('Weights of the components')}>
        <thead>
          <tr>
            <th scope="col">{t('Column')}</th>
            {components.map((_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the number of a component is its name
              <th key={place} scope="col">{`PC${place + 1}`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('Explains')}</th>
            {components.map(({ explained }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the number of a component is its name
              <td key={place}>{`${(100 * explained).toFixed(1)} %`}</td>
            ))}
          </tr>
          {columns.map((column, at) => (
            <tr key={column.place}>
              <th scope="row">{withUnit(column)}</th>
              {components.map(({ loadings }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the number of a component is its name
                <td key={place}>{(loadings[at] ?? 0).toFixed(3).replace('-', '−')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </>
  );
}

function ScorePlot({ scores }: { scores: readonly NumberColumn[] }): ReactNode {
  const [x, y] = scores;
  const numbers = useNumbers([x, y].flatMap((column) => (column === undefined ? [] : [column.place])));
  const [xValues, yValues] = [numbers.columns.get(x?.place ?? -1), numbers.columns.get(y?.place ?? -1)];
  return (
    <>
      <MarkedCount />
      {numbers.error !== null && <ErrorNote error={numbers.error} />}
      <div className={styles.drawing}>
        {x !== undefined && y !== undefined && xValues !== undefined && yValues !== undefined && (
          <PointPlot {...{ x, y, xValues, yValues }} hasAxes />
        )}
      </div>
    </>
  );
}
