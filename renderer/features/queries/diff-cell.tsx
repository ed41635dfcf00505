import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RecordColumn } from '../../../app/contract/drms.ts';
import { notThereState, type RowChange } from '../../../app/domain/diff/diff-layout.ts';
import { t } from '../../ui/language.ts';
import type { GridRow } from '../drms/table/grid-columns.tsx';
import { RecordCell } from '../drms/table/record-cell.tsx';
import styles from './queries.module.css';

export const changeWords: Readonly<Record<RowChange, string>> = {
  came: t('came'),
  went: t('went'),
  changed: t('changed'),
};

const icons = { came: IconPlus, went: IconMinus, changed: IconPencil };

export function ChangeCell({ change }: { change: RowChange }): ReactNode {
  const Icon = icons[change];
  return (
    <span className={styles.change} data-change={change}>
      <Icon size={13} aria-hidden />
      {changeWords[change]}
    </span>
  );
}

/** Where the cells of a column of both answers are in a row of the diff. */
export interface CellPlaces {
  after: number | null;
  before: number | null;
}

interface DiffCellProps {
  row: GridRow;
  places: CellPlaces;
  /** Of the table of the diff. */
  columns: readonly RecordColumn[];
  isChanged: boolean;
  series: string;
}

/** The value; of a changed cell what it was and what it is. */
export function DiffCell({ row, places, columns, isChanged, series }: DiffCellProps): ReactNode {
  const at = (place: number | null): ReactNode => {
    const column = place === null ? undefined : columns[place];
    if (place === null || column === undefined) return null;
    return <RecordCell cell={row.cells[place] ?? null} odd={row.odd.get(place)} column={column} series={series} />;
  };
  if (!isChanged) return at(shownPlace(row, places));
  return (
    <>
      <del className={styles.was}>{at(places.before)}</del> → <ins className={styles.now}>{at(places.after)}</ins>
    </>
  );
}

/** The side that has the row: the later answer, or the earlier one for a row that went. */
function shownPlace(row: GridRow, { after, before }: CellPlaces): number | null {
  return after !== null && row.odd.get(after) !== notThereState ? after : before;
}
