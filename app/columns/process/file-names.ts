import type { StoredColumn } from '../../domain/columns.ts';
import type { ColumnHeader } from '../messages.ts';

/** Names that readers of Parquet files give a meaning of their own. */
const reserved = ['file_row_number', 'file_index', 'filename', 'rowid'];

/**
 * Names for the columns of a file: those of the table where that is possible. Files compare them without case, and
 * have no place for an empty one.
 */
export function storedColumns(columns: readonly ColumnHeader[], odd: ReadonlySet<number>): StoredColumn[] {
  const taken = new Set(reserved);
  const unique = (wanted: string): string => {
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
  const fileNames = columns.map(({ name }, index) => unique(name.replaceAll('\0', '') || `column_${index + 1}`));
  return columns.map(({ hasStates: _, hasRaw, ...facts }, index) => {
    const fileName = fileNames[index] ?? facts.name;
    return {
      ...facts,
      fileName,
      stateFileName: odd.has(index) ? unique(`${fileName}.state`) : null,
      rawFileName: hasRaw ? unique(`${fileName}.text`) : null,
    };
  });
}
