import { useEffect, useState } from 'react';

const step = 14;

/** Rows that come in tasks of their own, some at a time, so that a long table does not hold up the window. */
export function useGradually<Row>(rows: readonly Row[]): readonly Row[] {
  const [shown, setShown] = useState(0);
  const missing = shown < rows.length;
  useEffect(() => {
    if (!missing) return;
    const timer = setTimeout(() => setShown(shown + step));
    return () => clearTimeout(timer);
  }, [missing, shown]);
  return missing ? rows.slice(0, shown) : rows;
}
