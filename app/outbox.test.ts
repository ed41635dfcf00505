import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutboxItem, OutboxResult, OutboxState } from './contract/outbox.ts';
import { tinyPng } from './testing/juliabase-lab.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;
beforeEach(async () => {
  core = await openTestCore();
});
afterEach(() => core.close());

function resultOf(title: string): OutboxResult {
  return {
    title,
    comments: 'Measured twice.',
    timestampUtc: '2026-03-05T13:20:00.000Z',
    timestampInaccuracy: 0,
    sampleIds: [],
    seriesNames: [core.demo.series[0] ?? ''],
    table: { headings: ['T/°C', 'sigma/(S/cm)'], rows: [['25', '1.2e-9']] },
  };
}

async function add(title: string, imagePath?: string): Promise<string> {
  const input = {
    connectionId: core.connectionId,
    result: resultOf(title),
    ...(imagePath === undefined ? {} : { imagePath }),
  };
  return (await core.client.call('outbox.result.add', input)).id;
}

/** The item once it is in one of the states. */
async function reached(id: string, ...states: OutboxState[]): Promise<OutboxItem> {
  return expect
    .poll(async () => (await core.client.call('outbox.get', { id })).item, { timeout: 15_000, interval: 50 })
    .toSatisfy((item: OutboxItem) => states.includes(item.state))
    .then(async () => (await core.client.call('outbox.get', { id })).item);
}

async function recordsOf(title: string): Promise<number> {
  const page = await core.client.call('juliabase.series.get', {
    ...{ connectionId: core.connectionId, name: core.demo.series[0] ?? '', refresh: true },
  });
  return page.value.results.filter((result) => result.title === title).length;
}

describe('a Result in the outbox', () => {
  test('is sent with its image and done with its address', async () => {
    const imagePath = join(core.home, 'figure.png');
    writeFileSync(imagePath, tinyPng);
    const id = await add('With image', imagePath);
    const item = await reached(id, 'done', 'needs-you');
    expect(item).toMatchObject({ state: 'done', attempts: 1, title: 'Result: With image', notes: [] });
    expect(item.url).toBe(`${core.demo.url}results/${item.remoteId}`);
    const record = await core.client.call('juliabase.result.get', {
      connectionId: core.connectionId,
      id: Number(item.remoteId),
    });
    const details = await core.client.call('outbox.get', { id });
    expect(record.value).toMatchObject({
      imageType: 'png',
      comments: expect.stringContaining(`[quarry:${details.marker}]`),
    });
    expect(details.history.map(({ text }) => text)).toEqual([
      'Saved in the journal',
      'Sending, attempt 1',
      `Created, record ${item.remoteId}`,
    ]);
  });

  test.each(['reset-after-commit', 'html-after-commit', 'bad-json', 'status-after-commit'] as const)(
    'whose answer is lost (%s) is found and not sent again',
    async (kind) => {
      core.demo.control.setFaults([{ match: { method: 'POST', path: '^results/add/' }, kind }]);
      const id = await add('Found again');
      const item = await reached(id, 'checking', 'done');
      if (item.state === 'checking') await core.client.call('outbox.look', { id });
      expect(await reached(id, 'done')).toMatchObject({ attempts: 1 });
      expect(await recordsOf('Found again')).toBe(1);
    },
  );

  test('that may be on its way is not sent again before its time, and can be withdrawn', async () => {
    core.demo.control.setFaults([{ match: { method: 'POST', path: '^results/add/' }, kind: 'reset-before' }]);
    const id = await add('On its way');
    const item = await reached(id, 'checking');
    expect(Date.parse(item.windowEndUtc ?? '')).toBeGreaterThan(Date.now() + 200_000);
    await core.client.call('outbox.look', { id });
    expect(await reached(id, 'checking')).toMatchObject({ attempts: 1 });
    await core.client.call('outbox.withdraw', { id });
    expect(await reached(id, 'withdrawn')).toMatchObject({ reason: expect.stringContaining('what may have arrived') });
    await expect(core.client.call('outbox.withdraw', { id })).rejects.toMatchObject({ code: 'conflict' });
    expect(await recordsOf('On its way')).toBe(0);
  });

  test('is looked for as long as its connection says', async () => {
    const { settleWindowS } = await core.client.call('connections.update', {
      id: core.connectionId,
      settleWindowS: 90,
    });
    expect(settleWindowS).toBe(90);
    core.demo.control.setFaults([{ match: { method: 'POST', path: '^results/add/' }, kind: 'reset-before' }]);
    const item = await reached(await add('On its way'), 'checking');
    expect(Date.parse(item.windowEndUtc ?? '') - Date.now()).toBeLessThanOrEqual(90_000);
    const tooShort = core.client.call('connections.update', { id: core.connectionId, settleWindowS: 59 });
    await expect(tooShort).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('carries no mark where marks are off, and a lost answer waits for a person', async () => {
    await core.client.call('connections.update', { id: core.connectionId, usesMarks: false });
    const plain = await add('Without a mark');
    const { remoteId } = await reached(plain, 'done', 'needs-you');
    const record = await core.client.call('juliabase.result.get', {
      ...{ connectionId: core.connectionId, id: Number(remoteId) },
    });
    expect(record.value.comments).not.toContain('quarry');
    core.demo.control.setFaults([{ match: { method: 'POST', path: '^results/add/' }, kind: 'reset-after-commit' }]);
    const lost = await add('Lost');
    expect(await reached(lost, 'checking', 'needs-you')).toMatchObject({ state: 'needs-you', attempts: 1 });
    await core.client.call('outbox.answer', { id: lost, choice: 'it-is-there' });
    expect(await reached(lost, 'done')).toMatchObject({ attempts: 1 });
    expect(await recordsOf('Lost')).toBe(1);
  });

  test('that the server would reject is not sent, and a person is asked', async () => {
    const id = await add('x'.repeat(51));
    const item = await reached(id, 'needs-you');
    expect(item).toMatchObject({ attempts: 0, question: { text: expect.stringContaining('50') } });
    expect(core.demo.control.requestCounts()['POST results/add/']).toBeUndefined();
    await core.client.call('outbox.answer', { id, choice: 'withdraw' });
    expect(await reached(id, 'withdrawn')).toMatchObject({ attempts: 0 });
  });

  test('waits while sending is held', async () => {
    await core.client.call('outbox.hold', { held: true });
    const id = await add('Held');
    expect(await core.client.call('outbox.list', {})).toMatchObject({ held: true, counts: { waiting: 1 } });
    await core.client.call('outbox.hold', { held: false });
    expect(await reached(id, 'done')).toMatchObject({ attempts: 1 });
  });
});

describe('changes in the outbox', () => {
  const late = [
    {
      match: { method: 'POST', path: '^samples/.*/edit/|^results/.*/edit/|^add_sample' },
      kind: 'reset-after-commit' as const,
    },
  ];

  async function put(
    name: 'outbox.result.edit' | 'outbox.sample.add' | 'outbox.sample.edit' | 'outbox.sample.rename',
    input: object,
  ): Promise<string> {
    return (await core.client.call(name, { connectionId: core.connectionId, ...input } as never)).id;
  }

  async function seen(id: string): Promise<OutboxItem> {
    const item = await reached(id, 'checking', 'done', 'needs-you');
    if (item.state === 'checking') await core.client.call('outbox.look', { id });
    return reached(id, 'done', 'needs-you');
  }

  test('an edit whose answer is lost is found by what it changed; the same once more sends nothing', async () => {
    const added = await reached(await add('To be edited'), 'done');
    const edit = { resultId: Number(added.remoteId), description: 'Better name', title: 'Edited' };
    core.demo.control.setFaults(late);
    expect(await seen(await put('outbox.result.edit', { edit }))).toMatchObject({ state: 'done', attempts: 1 });
    const again = await seen(await put('outbox.result.edit', { edit }));
    expect(again).toMatchObject({ state: 'done', attempts: 0, notes: ['It was so at the server already.'] });
    expect(core.demo.control.requestCounts()[`POST results/${added.remoteId}/edit/`]).toBe(1);
  });

  test('an edit of what somebody else has changed asks a person', async () => {
    const added = await reached(await add('Contested'), 'done');
    const resultId = Number(added.remoteId);
    const expect_ = { title: 'Another title', comments: '', table: { headings: [], rows: [] }, imageSha256: null };
    const item = await seen(
      await put('outbox.result.edit', { edit: { resultId, description: 'x', title: 'Mine', expect: expect_ } }),
    );
    expect(item).toMatchObject({ state: 'needs-you', attempts: 0, error: { code: 'conflict' } });
  });

  test('a sample is added once, and a name that is taken asks a person with the evidence', async () => {
    const sample = { name: '26-LB-outbox', currentLocation: 'shelf 3' };
    core.demo.control.setFaults(late);
    const first = await seen(await put('outbox.sample.add', { sample }));
    expect(first).toMatchObject({ state: 'done', attempts: 1 });
    const id = await put('outbox.sample.add', { sample: { ...sample, currentLocation: 'shelf 4' } });
    const second = await seen(id);
    expect(second).toMatchObject({ state: 'needs-you', attempts: 0, question: { similar: { id: first.remoteId } } });
    expect(second.question?.similar?.parts.filter(({ same }) => !same).map(({ name }) => name)).toEqual(['Location']);
    await core.client.call('outbox.answer', { id, choice: 'it-is' });
    expect(await reached(id, 'done')).toMatchObject({ remoteId: first.remoteId, notes: ['Confirmed by you.'] });

    const edit = { name: sample.name, description: 'Moved', currentLocation: 'shelf 5' };
    expect(await seen(await put('outbox.sample.edit', { edit }))).toMatchObject({
      state: 'done',
      remoteId: first.remoteId,
    });
    const rename = { name: sample.name, newName: '26-LB-outbox-2' };
    expect(await seen(await put('outbox.sample.rename', { rename }))).toMatchObject({
      state: 'done',
      remoteId: first.remoteId,
    });
    const page = await core.client.call('juliabase.sample.get', { connectionId: core.connectionId, name: sample.name });
    expect(page.value.sample).toMatchObject({ name: '26-LB-outbox-2', currentLocation: 'shelf 5' });
  });
});
