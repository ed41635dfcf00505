import { expect, test } from 'vitest';
import type { JsonValue } from '../contract/app-error.ts';
import { OpenedLately } from './opened-lately.ts';

const kept = new Map<string, JsonValue>();
const settings = {
  getSetting: async (key: string) => kept.get(key),
  putSetting: async (key: string, value: JsonValue) => void kept.set(key, value),
};

test('each address once, the last one first, fifty at most, also after a restart', async () => {
  const opened = new OpenedLately(settings);
  for (let place = 0; place < 60; place++) await opened.note(`/sample/lab/${place % 55}`);
  const addresses = await new OpenedLately(settings).list();
  expect(addresses).toHaveLength(50);
  expect(addresses.slice(0, 2)).toEqual(['/sample/lab/4', '/sample/lab/3']);
});
