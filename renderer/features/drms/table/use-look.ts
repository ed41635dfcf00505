import { useCallback, useState } from 'react';
import type { z } from 'zod';
import type { JsonValue } from '../../../../app/contract/app-error.ts';
import { keepLook, keptLook } from './kept-looks.ts';
import { useRecordView } from './record-view.tsx';

/**
 * A choice about a table: as it was last made for it, in whatever panel, and from then on that of this one. Columns are
 * named in it, as their places change when a table is made again.
 */
export function useLookOf<T extends JsonValue>(
  tableName: string,
  part: string,
  schema: z.ZodType<T>,
  atFirst: NoInfer<T>,
): [look: T, setLook: (look: T) => void] {
  const [look, setLook] = useState(() => keptLook(tableName, part, schema) ?? atFirst);
  const choose = useCallback(
    (next: T): void => {
      setLook(next);
      keepLook(tableName, part, next);
    },
    [tableName, part],
  );
  return [look, choose];
}

/** The same about the table that is looked at here. */
export function useLook<T extends JsonValue>(
  part: string,
  schema: z.ZodType<T>,
  atFirst: NoInfer<T>,
): [look: T, setLook: (look: T) => void] {
  return useLookOf(useRecordView().tableName, part, schema, atFirst);
}
