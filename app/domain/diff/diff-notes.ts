/** What became of a column between two answers. */
export interface ColumnNote {
  name: string;
  role: 'key' | 'compared' | 'new' | 'gone';
  unit: string | null;
  unitBefore: string | null;
  renamedFrom: string | null;
}

/** Sentences about columns that came, went, or have another name or unit. */
export function columnNotes(columns: readonly ColumnNote[]): string[] {
  const named = (role: ColumnNote['role']): string[] =>
    columns.filter((column) => column.role === role).map(({ name }) => name);
  const [came, went] = [named('new'), named('gone')];
  return [
    ...(came.length === 0 ? [] : [`New ${columnsOf(came)}.`]),
    ...(went.length === 0 ? [] : [`Gone ${columnsOf(went)}.`]),
    ...columns.flatMap(({ name, renamedFrom }) =>
      renamedFrom === null ? [] : [`${name} was called ${renamedFrom} and holds the same.`],
    ),
    ...columns.flatMap(({ name, unit, unitBefore }) =>
      unit === unitBefore
        ? []
        : [
            `${name} was in ${unitBefore ?? 'no unit'} and is in ${unit ?? 'no unit'}; its numbers are compared as they are.`,
          ],
    ),
  ];
}

/** What was done with rows that cannot be told apart. */
export function repeatNotes(key: readonly string[], before: number, after: number): string[] {
  if (key.length === 0) return ['Rows are compared as wholes, so that a changed row went and came.'];
  if (before + after === 0) return [];
  const rows = [
    ...(before === 0 ? [] : [`${before} ${before === 1 ? 'row' : 'rows'} of the earlier answer`]),
    ...(after === 0 ? [] : [`${after} of the later one`]),
  ];
  return [
    `${key.join(', ')} stands on an earlier row too in ${rows.join(' and ')}; such rows are compared in their order.`,
  ];
}

function columnsOf(names: readonly string[]): string {
  return `${names.length === 1 ? 'column' : 'columns'} ${names.join(', ')}`;
}
