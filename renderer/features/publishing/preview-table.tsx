import { type ReactNode, useState } from 'react';
import type { PublishAction, PublishRow } from '../../../app/contract/publishing.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { RowTick } from '../../ui/row-tick.tsx';
import { FilterChips } from './filter-chips.tsx';
import { actionWords, changesInWords, countKinds, isWritable } from './publish-words.ts';
import styles from './publishing.module.css';
import { StateWord } from './state-word.tsx';

interface PreviewTableProps {
  connectionId: string;
  series: readonly string[];
  rows: ReadonlyMap<string, PublishRow>;
  isRunning: boolean;
  /** Series that shall not be written although they could. */
  unticked: ReadonlySet<string>;
  onUntick(unticked: ReadonlySet<string>): void;
}

/** What would be written for each series, and which of it shall be. */
export function PreviewTable(props: PreviewTableProps): ReactNode {
  const { series, rows, unticked, onUntick } = props;
  const [filter, setFilter] = useState<PublishAction | null>(null);
  const kinds = countKinds<PublishAction>(
    [...rows.values()].map(({ action }) => action),
    actionWords,
  );
  const shown = series.filter((name) => filter === null || rows.get(name)?.action === filter);
  const writable = shown.filter((name) => isWritableOf(rows, name));
  const ticked = writable.filter((name) => !unticked.has(name)).length;
  const tickAll = (on: boolean): void => {
    const next = new Set(unticked);
    for (const name of writable) on ? next.delete(name) : next.add(name);
    onUntick(next);
  };
  return (
    <>
      <FilterChips<PublishAction>
        label={t('What would happen')}
        total={series.length}
        kinds={kinds}
        chosen={filter}
        onChoose={setFilter}
      />
      <div className={styles.scroll}>
        <PlainTable className={styles.table} aria-label={t('Preview')} aria-busy={props.isRunning}>
          <thead>
            <tr>
              <th scope="col" className={styles.tick}>
                <RowTick
                  label={t('Publish all that are shown')}
                  checked={writable.length > 0 && ticked === writable.length}
                  indeterminate={ticked > 0 && ticked < writable.length}
                  disabled={writable.length === 0}
                  onChange={tickAll}
                />
              </th>
              <th scope="col">{t('Series')}</th>
              <th scope="col">{t('Would')}</th>
              <th scope="col">{t('Measured')}</th>
              <th scope="col">{t('Result')}</th>
              <th scope="col">{t('Title')}</th>
              <th scope="col">{t('What changes, or why not')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((name) => (
              <SeriesRow key={name} {...props} name={name} row={rows.get(name)} />
            ))}
          </tbody>
        </PlainTable>
      </div>
    </>
  );
}

function isWritableOf(rows: PreviewTableProps['rows'], name: string): boolean {
  const row = rows.get(name);
  return row !== undefined && isWritable(row);
}

interface SeriesRowProps extends PreviewTableProps {
  name: string;
  row: PublishRow | undefined;
}

function SeriesRow({ connectionId, name, row, isRunning, unticked, onUntick }: SeriesRowProps): ReactNode {
  const can = row !== undefined && isWritable(row);
  const tick = (on: boolean): void => {
    const next = new Set(unticked);
    on ? next.delete(name) : next.add(name);
    onUntick(next);
  };
  return (
    <tr>
      <td className={styles.tick}>
        <RowTick
          label={t('Publish {{name}}', { name })}
          checked={can && !unticked.has(name)}
          disabled={!can}
          onChange={tick}
        />
      </td>
      <td>
        <CellLink onClick={() => openPanel('series', { connectionId, name })}>{name}</CellLink>
      </td>
      {row === undefined ? (
        <td colSpan={5} className={styles.quiet}>
          {isRunning ? t('not looked at yet') : t('not looked at')}
        </td>
      ) : (
        <>
          <td>
            <StateWord state={row.action} word={actionWords[row.action]} />
          </td>
          <td className={styles.number}>
            {t('{{measured}} of {{samples}}', { measured: row.measured, samples: row.samples })}
          </td>
          <td>
            <ResultLink
              connectionId={connectionId}
              resultId={row.resultId}
              none={row.action === 'create' ? 'new' : 'none'}
            />
          </td>
          <td>{row.title ?? <em className={styles.quiet}>{t('none')}</em>}</td>
          <td className={styles.why}>
            {[row.reason, changesInWords(row), ...row.notes].filter((text) => text !== null && text !== '').join(' ')}
          </td>
        </>
      )}
    </tr>
  );
}

interface ResultLinkProps {
  connectionId: string;
  resultId: number | null;
  /** What to say where there is none. */
  none: string;
}

export function ResultLink({ connectionId, resultId, none }: ResultLinkProps): ReactNode {
  if (resultId === null) return <em className={styles.quiet}>{none}</em>;
  return (
    <CellLink onClick={() => openPanel('result', { connectionId, id: resultId })}>
      {t('Result {{resultId}}', { resultId })}
    </CellLink>
  );
}
