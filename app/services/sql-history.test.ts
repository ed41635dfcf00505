import { expect, test } from 'vitest';
import type { JsonValue } from '../contract/app-error.ts';
import { SqlHistory } from './sql-history.ts';

function open(): { history: SqlHistory; kept: Map<string, JsonValue>; told: () => number } {
  const kept = new Map<string, JsonValue>();
  let now = 0;
  let told = 0;
  const history = new SqlHistory({
    settings: {
      getSetting: async (key) => kept.get(key),
      putSetting: async (key, value) => void kept.set(key, value),
    },
    nowMs: () => now++,
    onPast: () => told++,
  });
  return { history, kept, told: () => told };
}

test('each statement is there once, the newest first', async () => {
  const { history, told } = open();
  await Promise.all([history.add('a', 1), history.add('b', 2), history.add('a', 3)]);
  expect(await history.list()).toEqual([
    { statement: 'a', askedAtUtc: '1970-01-01T00:00:00.002Z', rows: 3 },
    { statement: 'b', askedAtUtc: '1970-01-01T00:00:00.001Z', rows: 2 },
  ]);
  expect(told()).toBe(3);
});

test('the oldest go, and what cannot be read is no history', async () => {
  const { history, kept } = open();
  for (let number = 0; number < 60; number++) await history.add(`SELECT ${number}`, 1);
  const list = await history.list();
  expect([list.length, list[0]?.statement, list.at(-1)?.statement]).toEqual([50, 'SELECT 59', 'SELECT 10']);
  kept.set('sqlHistory', [{ statement: 5 }]);
  expect(await history.list()).toEqual([]);
});
