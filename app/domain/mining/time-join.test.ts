import { expect, test } from 'vitest';
import { type TimeJoin, timeJoinSql } from './time-join.ts';

const left = { name: 'mining_s', columns: ['sample', 'thickness', 'time'], time: 'time' };
const right = { name: 'hmi_v_45s', columns: ['T_REC', 'DATAMEAN', '*recnum*'], time: 'T_REC' };
const join: TimeJoin = { left, right, which: 'nearest', withinMinutes: 15 };

test('the nearest row within some minutes', () => {
  expect(timeJoinSql(join)).toBe(
    [
      'SELECT l.*, r.* EXCLUDE (nearest_from), l.time - r.T_REC AS seconds_after',
      'FROM mining_s AS l',
      'ASOF LEFT JOIN (',
      "  SELECT *, coalesce((T_REC + lag(T_REC) OVER (ORDER BY T_REC)) / 2, '-infinity'::DOUBLE) AS nearest_from",
      '  FROM hmi_v_45s WHERE T_REC IS NOT NULL',
      ') AS r ON l.time >= r.nearest_from',
      'WHERE abs(l.time - r.T_REC) <= 15 * 60',
    ].join('\n'),
  );
});

test('the last row before, with columns that both tables have told apart', () => {
  const both = { ...right, columns: ['T_REC', 'Sample', '*recnum*'] };
  expect(timeJoinSql({ ...join, right: both, which: 'before', withinMinutes: null })).toBe(
    [
      'SELECT l.*, r.* EXCLUDE (Sample), r.Sample AS hmi_v_45s_Sample, l.time - r.T_REC AS seconds_after',
      'FROM mining_s AS l',
      'ASOF LEFT JOIN hmi_v_45s AS r ON l.time >= r.T_REC',
    ].join('\n'),
  );
});

test('names that are no words are quoted', () => {
  expect(timeJoinSql({ ...join, right: { ...right, name: 'a"b', time: 'T REC' } })).toContain(
    'FROM "a""b" WHERE "T REC" IS NOT NULL',
  );
});
