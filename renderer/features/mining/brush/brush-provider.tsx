import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { formatCount, t } from '../../../ui/language.ts';
import { useRecordView } from '../../drms/table/record-view.tsx';
import styles from '../mining.module.css';
import { numberColumns } from '../number-columns.ts';
import { Brush } from './brush.ts';
import { useNumbers } from './use-numbers.ts';

const BrushContext = createContext<Brush | null>(null);

/** Null until the rows are known. */
export function useBrush(): Brush | null {
  return useContext(BrushContext);
}

/** One brush for all plots below it; it follows the rows that are selected in the grid. */
export function BrushProvider({ children }: { children: ReactNode }): ReactNode {
  const { table, selected } = useRecordView();
  const first = numberColumns(table)[0];
  const { rows, error } = useNumbers(first === undefined ? [] : [first.place]);
  const brush = useMemo(() => (rows === null ? null : new Brush(rows)), [rows]);
  useEffect(() => brush?.markRows(selected), [brush, selected]);
  return (
    <BrushContext.Provider value={brush}>
      {error !== null && <ErrorNote error={error} />}
      {children}
    </BrushContext.Provider>
  );
}

const never = (): (() => void) => () => undefined;

/** How many of the drawn rows are marked, while the pointer moves. */
export function MarkedCount({ how = t('Draw a box in a plot to select rows.') }: { how?: string }): ReactNode {
  const brush = useBrush();
  const { passing } = useRecordView();
  const count = useSyncExternalStore(
    brush === null ? never : (listener) => brush.subscribe(listener),
    () => brush?.count ?? 0,
  );
  const drawn = brush?.rows.length ?? 0;
  const all = passing ?? drawn;
  return (
    <span className={styles.quiet} role="status">
      {drawn < all
        ? t('{{drawn}} of {{all}} rows are drawn, spread over the table. ', {
            drawn: formatCount(drawn),
            all: formatCount(all),
          })
        : t('{{all}} rows. ', { all: formatCount(all) })}
      {count === 0 ? how : t('{{number}} marked.', { number: formatCount(count) })}
    </span>
  );
}
