import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wholeBytes } from './contract/bytes.ts';
import { readPicture } from './figures/read-picture.ts';
import { isNightly } from './testing/nightly.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';
import { attach, loadFigure, mySamples, ownResults, settled, specOf } from './testing/story-core.ts';

let core: TestCore;
afterEach(() => core.close());

test('the picture carries its provenance and can be asked for as PNG, SVG and PDF', async () => {
  core = await openTestCore();
  const figure = await loadFigure(core);
  const ask = async (format: string) => {
    const query = JSON.stringify({ spec: specOf(figure), format });
    return wholeBytes(await core.app.bytes('figure-image', query, new AbortController().signal));
  };
  expect(await readPicture('figure.png', await ask('png'))).toMatchObject({
    series: core.demo.series[0],
    view: 'arrhenius',
  });
  const drawn = await readPicture('figure.pdf', await ask('pdf'));
  if (drawn.kind !== 'conductivity') throw new Error('It is another figure.');
  expect(await core.client.call('figures.locate', { server: drawn.server })).toMatchObject({
    connectionId: core.connectionId,
  });
  await expect(core.client.call('figures.locate', { server: 'https://elsewhere.example/' })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('https://elsewhere.example/'),
  });
  expect(new TextDecoder().decode(await ask('svg'))).toContain('26S-001');
  expect(new TextDecoder('latin1').decode((await ask('pdf')).subarray(0, 5))).toBe('%PDF-');
});

describe.each(['A', 'B'] as const)('the conductivity story on a server of mode %s', (mode) => {
  beforeEach(async () => {
    core = await openTestCore({ mode });
  });

  test('reads every file it can and says why it cannot read the others', async () => {
    const figure = await loadFigure(core);
    const byName = new Map(figure.curves.map((curve) => [curve.sampleName, curve]));
    expect(figure.curves).toHaveLength(12);
    expect(byName.get('26S-010')).toMatchObject({ status: 'partial', message: expect.stringContaining('Line 42') });
    expect(byName.get('26S-011')).toMatchObject({ status: 'file-missing', fit: null });
    expect(byName.get('26S-005')).toMatchObject({ status: 'ok', missing: 8, nonPositive: 2 });
    // Named by a PDS measurement only.
    expect(byName.get('26S-008')).toMatchObject({ status: 'ok', serverFile: 'conductivity/2026/sigma_26S-008.dat' });
    expect(byName.get('26S-001')?.fit?.activationEnergyEv).toBeCloseTo(0.416, 2);
  });

  test('attaches once, then finds its own result unchanged, and updates it when the range changes', async () => {
    const before = await mySamples(core);
    const figure = await loadFigure(core);
    const spec = specOf(figure);
    const plan = await core.client.call('figures.attach.plan', { subject: { kind: 'conductivity', spec } });
    expect(plan).toMatchObject({ action: 'create', existing: null });
    expect(plan.checks.filter((check) => !check.ok)).toEqual([]);
    expect(await attach(core, spec)).toMatchObject({ state: 'done', kind: 'juliabase.result.add' });
    expect(await mySamples(core)).toEqual(before);

    const again = await core.client.call('figures.attach.plan', { subject: { kind: 'conductivity', spec } });
    expect(again).toMatchObject({ action: 'unchanged', changes: [] });
    const narrower = { ...spec, fitRange: { minInverseKelvin: 2.35, maxInverseKelvin: 2.9 } };
    const update = await core.client.call('figures.attach.plan', { subject: { kind: 'conductivity', spec: narrower } });
    expect(update.action).toBe('update');
    expect(update.changes.map((change) => change.what)).toContain('26S-009, E_a/eV');
    expect(await attach(core, narrower)).toMatchObject({
      state: 'done',
      kind: 'juliabase.result.edit',
      remoteId: String(again.existing?.resultId),
    });
    expect(await ownResults(core)).toBe(1);

    const sample = await core.client.call('juliabase.sample.get', {
      connectionId: core.connectionId,
      name: '26S-012',
      refresh: true,
    });
    expect(
      sample.value.sample.processes.some(
        (process) => 'title' in process && process.title === 'Conductivity (Arrhenius)',
      ),
    ).toBe(true);
  });

  // What follows depends on the mode in nothing that the contract tests of the client would not notice.
  if (mode === 'B' && !isNightly) return;

  test('a late commit is not sent again; looking later finds the one record', async () => {
    const figure = await loadFigure(core);
    core.demo.control.setFaults([
      { match: { method: 'POST', path: '^results/add/' }, kind: 'late-commit', delayMs: 3000 },
    ]);
    // To the series alone: the samples would be off My Samples again when the late request is worked on.
    const item = await attach(core, specOf(figure), { attachToSamples: false });
    expect(item).toMatchObject({ state: 'checking', attempts: 1 });
    await expect.poll(() => ownResults(core), { timeout: 10_000, interval: 300 }).toBe(1);
    expect(await settled(core, item.id)).toMatchObject({ state: 'done', attempts: 1 });
    expect(await ownResults(core)).toBe(1);
  });

  test('what the server holds is not overwritten if it changed since the look', async () => {
    const figure = await loadFigure(core);
    const spec = specOf(figure);
    await attach(core, spec);
    const other = { ...spec, fitRange: { minInverseKelvin: 2.4, maxInverseKelvin: 2.9 } };
    const plan = await core.client.call('figures.attach.plan', { subject: { kind: 'conductivity', spec: other } });
    await attach(core, { ...spec, fitRange: { minInverseKelvin: 2.4, maxInverseKelvin: 3 } });
    await expect(
      core.client.call('figures.attach.start', {
        subject: { kind: 'conductivity', spec: other },
        draft: plan.draft,
        mode: 'update',
        resultId: plan.existing?.resultId ?? null,
        basis: plan.basis,
      }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});

test('a figure that is attached to samples alone is found again there, and joins the series when that is wanted', async () => {
  core = await openTestCore();
  const spec = specOf(await loadFigure(core));
  const samplesAlone = { attachToSeries: false };
  const first = await attach(core, spec, samplesAlone);
  expect(first).toMatchObject({ state: 'done', kind: 'juliabase.result.add' });
  expect(await ownResults(core)).toBe(0);

  const again = await core.client.call('figures.attach.plan', {
    subject: { kind: 'conductivity', spec },
    draft: samplesAlone,
  });
  expect(again).toMatchObject({ action: 'unchanged', existing: { resultId: Number(first.remoteId) } });
  expect(await attach(core, spec)).toMatchObject({ kind: 'juliabase.result.edit', remoteId: first.remoteId });
  expect(await ownResults(core)).toBe(1);
});

describe('reading', () => {
  beforeEach(async () => {
    core = await openTestCore();
  });

  test('the session may expire at any moment', async () => {
    const { connectionId } = core;
    await core.client.call('juliabase.samples.mine', { connectionId });
    core.demo.control.expireSessions();
    const page = await core.client.call('juliabase.sample.get', { connectionId, name: '26S-001', refresh: true });
    expect(page).toMatchObject({
      source: 'server',
      value: { seriesNames: expect.arrayContaining(['µc-Si:H SC variation']) },
    });
    expect(page.value.seriesResults.map((result) => result.title)).toEqual(['Raman crystallinity']);
  });

  test('what was seen stays when the server is gone, with its age and the reason', async () => {
    const { connectionId } = core;
    const fresh = await core.client.call('juliabase.sample.get', { connectionId, name: '26S-001' });
    await core.demo.close();
    const kept = await core.client.call('juliabase.sample.get', { connectionId, name: '26S-001', refresh: true });
    expect(kept).toMatchObject({ source: 'cache', asOfUtc: fresh.asOfUtc });
    expect(kept.staleReason).not.toBeNull();
    await expect(core.client.call('juliabase.sample.get', { connectionId, name: '26S-002' })).rejects.toMatchObject({
      code: 'network',
    });
    expect((await core.client.call('connections.list', {}))[0]).toMatchObject({ state: 'offline' });
  }, 60_000);

  test('no permission, unknown series and a wrong password are told apart', async () => {
    const { connectionId } = core;
    await expect(
      core.client.call('juliabase.series.get', { connectionId, name: 'Comparison with Helios' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(core.client.call('juliabase.series.get', { connectionId, name: 'none' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(core.client.call('connections.login', { id: connectionId, password: 'wrong' })).rejects.toMatchObject({
      code: 'auth-required',
    });
    core.demo.control.clearRequests();
    await expect(core.client.call('juliabase.samples.mine', { connectionId, refresh: true })).rejects.toMatchObject({
      code: 'auth-required',
    });
    expect(core.demo.control.requests().filter(({ method }) => method === 'POST')).toEqual([]);
  });
});
