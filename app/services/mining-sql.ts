import type { TableQuestion } from '../columns/index.ts';
import type { Aggregate } from '../contract/mining.ts';
import type { ColumnFilter, FilterValue } from '../domain/columns.ts';

/** Questions to one table, in the names that its columns have in its file. */

export const tableName = 'mined';

export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function sqlValue(value: FilterValue | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'number' && !Number.isFinite(value)) return `'${value}'::DOUBLE`;
  return String(value);
}

/** @param fileName of a column by the name under which the engine keeps it. */
export function whereText(filter: ColumnFilter | null, fileName: (column: string) => string): string {
  return filter === null ? '' : `WHERE ${condition(filter, (column) => sqlName(fileName(column)))}`;
}

function condition(filter: ColumnFilter, name: (column: string) => string): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.filters.map((one) => condition(one, name)).join(filter.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'compare':
      return `(${name(filter.column)} ${filter.operator} ${sqlValue(filter.value)})`;
    case 'between':
      return `(${name(filter.column)} BETWEEN ${sqlValue(filter.from)} AND ${sqlValue(filter.to)})`;
    case 'contains':
      return `(${filter.negated === true ? 'NOT ' : ''}contains(lower(${name(filter.column)}), lower(${sqlValue(filter.text)})))`;
    case 'isMissing':
      return `(${name(filter.column)} IS ${filter.negated === true ? 'NOT ' : ''}NULL)`;
    case 'bits':
      return `((${name(filter.column)} & ${filter.mask}) ${filter.negated === true ? '=' : '<>'} 0)`;
    default:
      return filter satisfies never;
  }
}

/** Sums over finite numbers; `when` narrows them further. */
export function aggregateText(aggregate: Aggregate, column: string, when: string): string {
  const name = sqlName(column);
  const over = (call: string, least = ''): string => `${call} FILTER (WHERE isfinite(${name}::DOUBLE)${least}${when})`;
  switch (aggregate) {
    case 'mean':
      return over(`avg(${name})`);
    case 'median':
      return over(`median(${name})`);
    case 'min':
      return over(`min(${name})`);
    case 'max':
      return over(`max(${name})`);
    case 'sum':
      return over(`sum(${name})`);
    case 'deviation':
      return over(`stddev_samp(${name})`);
    case 'count':
      return `(count(${name}) FILTER (WHERE true${when}))::INTEGER`;
    case 'geometric mean':
      // The logarithm of what is not above 0 would end the statement.
      return `exp(${over(`avg(ln(CASE WHEN ${name} > 0 THEN ${name} END))`)})`;
    default:
      return aggregate satisfies never;
  }
}

/** Number and coefficient of each pair, in the order of the pairs: two columns for each. */
export function correlationQuestion(
  columns: readonly string[],
  pairs: readonly (readonly [number, number])[],
  method: 'pearson' | 'spearman',
  where: string,
): Pick<TableQuestion, 'parts' | 'select'> {
  const numbers = columns.map(
    (name, place) => `CASE WHEN isfinite(${sqlName(name)}::DOUBLE) THEN ${sqlName(name)}::DOUBLE END AS n${place}`,
  );
  const parts = pairs.flatMap(([x, y]) => [
    `regr_count(n${y}, n${x})`,
    method === 'pearson' ? `corr(n${y}, n${x})` : rankCorrelation(`n${x}`, `n${y}`),
  ]);
  return {
    parts: [{ name: 'numbers', sql: `SELECT ${numbers.join(', ')} FROM ${tableName} ${where}` }],
    select: `SELECT ${parts.map((part, place) => `${part} AS p${place}`).join(', ')} FROM numbers`,
  };
}

/** Equal values share the mean of their ranks. */
function rankCorrelation(x: string, y: string): string {
  const rank = (of: string): string => `rank() OVER (ORDER BY ${of}) + (count(*) OVER (PARTITION BY ${of}) - 1) / 2.0`;
  return `(SELECT corr(ry, rx) FROM (SELECT ${rank(x)} AS rx, ${rank(y)} AS ry FROM numbers WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL))`;
}
