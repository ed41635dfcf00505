import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMarker, isAppError, type JuliaBaseClient } from '../clients/juliabase/index.ts';
import type { DemoOptions } from '../demo/index.ts';
import { openTestLab, resultDraft, type TestLab, tinyPng } from './juliabase-lab.ts';

type Fault = Parameters<TestLab['demo']['control']['setFaults']>[0][number];
type Strike = Omit<Fault, 'match'>;

/** What a client must report when the server or the network fails: never a false success, never a second record. */
export function juliaBaseFaultsSuite(name: string, options: Partial<DemoOptions>): void {
  describe(name, () => {
    let lab: TestLab;
    /** Sees the truth. */
    let judge: JuliaBaseClient;
    let client: JuliaBaseClient;

    beforeAll(async () => {
      lab = await openTestLab(options);
    });
    beforeEach(() => {
      lab.demo.control.reset();
      lab.demo.control.clearRequests();
      judge = lab.client('m.keller');
      client = lab.client();
    });
    afterAll(() => lab.close());

    const strike = (method: string, path: string, fault: Strike): void =>
      lab.demo.control.setFaults([{ match: { method, path }, ...fault }]);
    const failureOf = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => undefined,
        (error: unknown) => error,
      );

    it.each<[string, Strike, 'added' | 'not-created' | 'unknown', number]>([
      ['reset before the body', { kind: 'reset-before' }, 'unknown', 0],
      ['reset within the body', { kind: 'reset-at-request-byte', offset: 200 }, 'unknown', 0],
      ['reset instead of the answer', { kind: 'reset-after-commit' }, 'unknown', 1],
      ['answer cut off', { kind: 'reset-at-response-byte', offset: 1 }, 'unknown', 1],
      ['late commit', { kind: 'late-commit', delayMs: 100_000 }, 'unknown', 0],
      ['500 without commit', { kind: 'status', status: 500 }, 'unknown', 0],
      ['503 without commit', { kind: 'status', status: 503 }, 'unknown', 0],
      ['502 after commit', { kind: 'status-after-commit' }, 'unknown', 1],
      ['a page without commit', { kind: 'html' }, 'not-created', 0],
      ['a page after commit', { kind: 'html-after-commit' }, 'added', 1],
      ['broken JSON after commit', { kind: 'bad-json' }, 'unknown', 1],
      ['expired session', { kind: 'expire-session' }, 'added', 1],
      ['slow answer', { kind: 'delay', delayMs: 30 }, 'added', 1],
    ])('adding, %s', async (_, fault, expected, records) => {
      const marker = createMarker();
      const ids = (await client.series.get('Round robin 50')).members.slice(-2).map(({ id }) => id);
      const listed = await client.keys.mySamples();
      strike('POST', '^results/add/', fault);
      const outcomes: string[] = [];
      const image = { bytes: tinyPng, fileName: 'x.png' };
      const adding = client.results.add(resultDraft({ marker, sampleIds: ids, image }), {
        onOutcome: ({ outcome }) => void outcomes.push(outcome),
      });
      const failure = await failureOf(adding);
      if (expected === 'added') expect(failure).toBeUndefined();
      else expect(failure).toMatchObject({ details: { outcome: expected, marker }, source: 'lab' });
      expect(outcomes).toEqual([expected === 'added' ? 'created' : expected]);
      expect((await judge.results.findByMarker(marker)).hits).toHaveLength(records);
      expect(await lab.client().keys.mySamples()).toEqual(listed);
    });

    it('ends the session of a lost write, so that what arrives late makes nothing', async () => {
      const marker = createMarker();
      strike('POST', '^results/add/', { kind: 'late-arrival', delayMs: 300 });
      const adding = client.results.add(resultDraft({ marker }));
      expect(await failureOf(adding)).toMatchObject({ details: { outcome: 'unknown' } });
      const late = (): boolean =>
        lab.demo.control.requests().some(({ path, status }) => path.startsWith('results/add/') && status === 302);
      await vi.waitFor(() => expect(late()).toBe(true), { timeout: 10_000 });
      expect(await judge.results.findByMarker(marker)).toEqual({ hits: [], complete: true });
    });

    it('reports a hook that failed after the write as unknown', async () => {
      const failing = client.results.add(resultDraft(), { onOutcome: () => Promise.reject(new Error('disk full')) });
      expect(await failureOf(failing)).toMatchObject({ details: { outcome: 'unknown' } });
      const before = client.results.add(resultDraft(), { onBeforeSend: () => Promise.reject(new Error('disk full')) });
      expect(await failureOf(before)).toMatchObject({ details: { outcome: 'not-created' } });
    });

    it('knows that nothing was made when the samples could not be made selectable', async () => {
      const ids = (await client.series.get('Round robin 50')).members.slice(-3).map(({ id }) => id);
      strike('POST', '^change_my_samples', { kind: 'reset-after-commit' });
      const failure = await failureOf(client.results.add(resultDraft({ sampleIds: ids })));
      expect(failure).toMatchObject({ details: { outcome: 'not-created' } });
      expect(lab.demo.control.requestCounts()['POST results/add/']).toBeUndefined();
      const listed = await lab.client().keys.mySamples();
      expect(ids.some((id) => [...listed.values()].includes(id))).toBe(false);
    });

    it('repeats an undo that did not get through', async () => {
      const ids = (await client.series.get('Round robin 50')).members.slice(-2).map(({ id }) => id);
      await client.mySamples.temporary(ids, async () => {
        strike('POST', '^change_my_samples', { kind: 'reset-before' });
      });
      const listed = [...(await lab.client().keys.mySamples()).values()];
      expect(ids.some((id) => listed.includes(id))).toBe(false);
    });

    it.each<[string, Strike, boolean | 'not-created' | 'unknown', string]>([
      ['reset instead of the answer', { kind: 'reset-after-commit' }, true, 'new'],
      ['502 after commit', { kind: 'status-after-commit' }, true, 'new'],
      ['a page after commit', { kind: 'html-after-commit' }, true, 'new'],
      ['a page without commit', { kind: 'html' }, 'not-created', 'conductivity'],
      ['reset before the body', { kind: 'reset-before' }, 'unknown', 'conductivity'],
      ['expired session', { kind: 'expire-session' }, true, 'new'],
    ])('editing, %s', async (_, fault, expected, title) => {
      const { id } = await client.results.add(resultDraft());
      strike('POST', '^results/\\d+/edit/', fault);
      const failure = await failureOf(client.results.edit(id, { title: 'new', description: 'x' }));
      if (expected === true) expect(failure).toBeUndefined();
      else expect(failure).toMatchObject({ details: { outcome: expected } });
      expect((await judge.results.get(id)).title).toBe(title);
    });

    it.each<[string, Strike, string | undefined]>([
      ['one reset', { kind: 'reset-before' }, undefined],
      ['one cut answer', { kind: 'reset-at-response-byte', offset: 20 }, undefined],
      ['a passing 503', { kind: 'status', status: 503, count: 2 }, undefined],
      ['a lasting 503', { kind: 'status', status: 503, count: 9 }, 'remote-failed'],
      ['an error page', { kind: 'status', status: 500 }, 'remote-failed'],
      ['an expired session', { kind: 'expire-session' }, undefined],
      ['a page instead of data', { kind: 'html' }, 'bad-response'],
      ['broken JSON', { kind: 'bad-json' }, 'bad-response'],
    ])('reading, %s', async (_, fault, code) => {
      await client.signIn();
      strike('GET', '^samples/', fault);
      const failure = await failureOf(client.samples.get('26S-001'));
      if (code === undefined) expect(failure).toBeUndefined();
      else expect(isAppError(failure) && failure).toMatchObject({ code, source: 'lab', remedy: expect.any(String) });
    });

    it('does not believe a search page that is cut off or no search page', async () => {
      const { marker } = await client.results.add(resultDraft());
      strike('GET', '^advanced_search', { kind: 'html' });
      expect(await client.results.findByMarker(marker)).toEqual({ hits: [], complete: false });
    });
  });
}
