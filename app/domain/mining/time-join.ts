/** Rows of one kept table beside those of another that are nearest in time, as a statement for the column engine. */

export interface JoinedTable {
  /** Under which SQL knows it. */
  name: string;
  /** All its columns. */
  columns: readonly string[];
  /** The column with the times. */
  time: string;
}

export interface TimeJoin {
  left: JoinedTable;
  right: JoinedTable;
  /** `before`: the last one that is not later. */
  which: 'nearest' | 'before';
  /** Rows of the left table without any so near are left out; null: none is. */
  withinMinutes: number | null;
}

/** Columns of times hold seconds on one scale (TAI), in whatever scale they are shown: they can be compared as they are. */
export function timeJoinSql({ left, right, which, withinMinutes }: TimeJoin): string {
  const [leftTime, rightTime] = [`l.${quoted(left.time)}`, `r.${quoted(right.time)}`];
  const near = quoted(freeName('nearest_from', right.columns));
  const after = quoted(freeName('seconds_after', [...left.columns, ...right.columns]));
  const isNearest = which === 'nearest';
  return [
    `SELECT l.*, ${rightColumns(left, right, isNearest ? near : null)}, ${leftTime} - ${rightTime} AS ${after}`,
    `FROM ${quoted(left.name)} AS l`,
    isNearest
      ? `ASOF LEFT JOIN (\n${nearestRows(right, near)}\n) AS r ON ${leftTime} >= r.${near}`
      : `ASOF LEFT JOIN ${quoted(right.name)} AS r ON ${leftTime} >= ${rightTime}`,
    ...(withinMinutes === null ? [] : [`WHERE abs(${leftTime} - ${rightTime}) <= ${withinMinutes} * 60`]),
  ].join('\n');
}

/** Each row is the nearest one from half way to the one before it. */
function nearestRows({ name, time }: JoinedTable, near: string): string {
  const at = quoted(time);
  return [
    `  SELECT *, coalesce((${at} + lag(${at}) OVER (ORDER BY ${at})) / 2, '-infinity'::DOUBLE) AS ${near}`,
    `  FROM ${quoted(name)} WHERE ${at} IS NOT NULL`,
  ].join('\n');
}

/** Columns that both have get the name of the table in front. */
function rightColumns(left: JoinedTable, right: JoinedTable, hidden: string | null): string {
  const taken = new Set(left.columns.map((name) => name.toLowerCase()));
  const both = right.columns.filter((name) => taken.has(name.toLowerCase()));
  const excluded = [...both.map(quoted), ...(hidden === null ? [] : [hidden])];
  const rest = excluded.length === 0 ? 'r.*' : `r.* EXCLUDE (${excluded.join(', ')})`;
  return [rest, ...both.map((name) => `r.${quoted(name)} AS ${quoted(`${right.name}_${name}`)}`)].join(', ');
}

function freeName(wish: string, taken: readonly string[]): string {
  let name = wish;
  while (taken.includes(name)) name = `${name}_`;
  return name;
}

/** Plain names stand as they are, for those who read the statement. */
function quoted(name: string): string {
  return /^[a-z_]\w*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
