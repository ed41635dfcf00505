import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLab, resultDraft, type TestLab } from '../../testing/juliabase-lab.ts';
import { type Cut, type ResetProxy, startResetProxy } from '../../testing/reset-proxy.ts';
import type { WriteOutcome } from './api.ts';
import { createMarker } from './marker.ts';

const inRequest = 14;
const inAnswer = 6;
const write = 'POST /results/add/';

let lab: TestLab;
let proxy: ResetProxy;
beforeAll(async () => {
  lab = await openTestLab();
  proxy = await startResetProxy(lab.demo.url);
});
afterAll(async () => {
  proxy.close();
  await lab.close();
});

/** Adds one Result through the proxy. @returns what the client says of it, and its records by an all-seeing judge */
async function addOnce(): Promise<{ outcome: WriteOutcome['outcome'] | undefined; records: number }> {
  const client = lab.client('l.brandt', { url: proxy.url, limits: { idleTimeoutMs: 5000 } });
  const marker = createMarker();
  const outcomes: WriteOutcome[] = [];
  await client.results
    .add({ ...resultDraft(), marker }, { onOutcome: (one) => void outcomes.push(one) })
    .catch(() => undefined);
  const { hits, complete } = await lab.client().results.findByMarker(marker, { sampleIds: [] });
  expect(complete).toBe(true);
  return { outcome: outcomes[0]?.outcome, records: hits.length };
}

test(`row 1 F: a connection that is reset at ${inRequest + inAnswer} offsets of request and answer`, async () => {
  const whole = proxy.watch(write);
  expect(await addOnce()).toEqual({ outcome: 'created', records: 1 });
  const offsets = (count: number, bytes: number): number[] =>
    Array.from({ length: count }, (_, index) => Math.floor((index * (bytes - 1)) / (count - 1)));
  const cuts: Cut[] = [
    ...offsets(inRequest, whole.request).map((bytes) => ({ after: 'request' as const, bytes })),
    ...offsets(inAnswer, whole.answer).map((bytes) => ({ after: 'answer' as const, bytes })),
  ];
  const seen: string[] = [];
  for (const cut of cuts) {
    proxy.arm(write, cut);
    const { outcome, records } = await addOnce();
    seen.push(`${outcome}:${records}`);
    const allowed = { created: [1], 'not-created': [0], unknown: [0, 1] }[outcome ?? 'unknown'];
    expect(allowed, `${cut.bytes} bytes of the ${cut.after}: ${outcome}`).toContain(records);
  }
  // What was cut in the request has made nothing, what was cut in the answer has made one.
  expect(seen.slice(0, inRequest).every((one) => one.endsWith(':0'))).toBe(true);
  expect(seen.slice(inRequest).every((one) => one.endsWith(':1'))).toBe(true);
});
