import { describe, expect, test } from 'vitest';
import type { Fault } from './faults.ts';
import type { TestBrowser } from './test-browser.ts';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();

const form = {
  comments: 'Some text',
  timestamp: '2026-03-05 13:20:00Z',
  timestamp_inaccuracy: '0',
  combined_operator: '3',
  samples: '1',
  number_of_quantities: '0',
  number_of_values: '0',
  'previous-number_of_quantities': '0',
  'previous-number_of_values': '0',
};

async function count(): Promise<number> {
  const admin = await demo.signIn('m.keller');
  return ((await admin.json('available_items/Result')) as number[]).length;
}

function strike(fault: Omit<Fault, 'match'>): void {
  demo.server.control.setFaults([{ match: { method: 'POST', path: '^results/add/' }, ...fault }]);
}

/** Text of the answer, or `reset`. */
function add(browser: TestBrowser, title = 'First'): Promise<string> {
  return browser
    .post('results/add/', { ...form, title })
    .then((answer) => answer.text())
    .catch(() => 'reset');
}

describe('one result is added', () => {
  test.each([
    ['reset-before', false],
    ['reset-at-request-byte', false],
    ['reset-after-commit', true],
    ['reset-at-response-byte', true],
    ['status', false],
    ['status-after-commit', true],
    ['html', false],
    ['html-after-commit', true],
    ['bad-json', true],
    ['delay', true],
  ] as const)('%s: committed %s', async (kind, isCommitted) => {
    const browser = await demo.signIn('l.brandt');
    const before = await count();
    strike({ kind, offset: 1, delayMs: 20 });
    expect((await add(browser)) === 'reset').toBe(kind.startsWith('reset'));
    expect((await count()) - before).toBe(isCommitted ? 1 : 0);
  });

  test('a late commit comes after the reset, even after the logout', async () => {
    const browser = await demo.signIn('l.brandt');
    const before = await count();
    strike({ kind: 'late-commit', delayMs: 150 });
    expect(await add(browser)).toBe('reset');
    await browser.get('logout_remote_client');
    expect(await count()).toBe(before);
    await expect.poll(count, { timeout: 5000 }).toBe(before + 1);
  });

  test('a late arrival is fenced off by the logout', async () => {
    const browser = await demo.signIn('l.brandt');
    const before = await count();
    demo.server.control.setFaults([{ match: { path: '^results/add/' }, kind: 'late-arrival', count: 2, delayMs: 100 }]);
    expect(await add(browser)).toBe('reset');
    await browser.get('logout_remote_client');
    // Sent later with the same delay: once it has come, the first has come as well.
    expect(await add(await demo.signIn('l.brandt'), 'Second')).toBe('reset');
    await expect.poll(count, { timeout: 5000 }).toBe(before + 1);
    const hits = await (await demo.signIn('l.brandt')).text('advanced_search?_model=Result&_old_model=Result');
    expect([hits.includes('>Second<'), hits.includes('>First<')]).toEqual([true, false]);
  });
});

test('a fault strikes as often as told, with the status and headers it names', async () => {
  const browser = await demo.signIn('l.brandt');
  const fault: Fault = { match: { path: '^samples/' }, kind: 'status', status: 429, headers: { 'retry-after': '1' } };
  demo.server.control.setFaults([{ ...fault, count: 2 }]);
  const answers = [];
  for (let round = 0; round < 3; round++) answers.push(await browser.get('samples/26S-001'));
  expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(answers[0]?.headers.get('retry-after')).toBe('1');
  expect(demo.server.control.requestCounts()).toMatchObject({ 'GET samples/26S-001': 3 });
});

test('an expired session leads to the login page; other sessions of the person stay', async () => {
  const [browser, other] = [await demo.signIn('l.brandt'), await demo.signIn('l.brandt')];
  demo.server.control.setFaults([{ match: {}, kind: 'expire-session' }]);
  expect((await browser.get('samples/26S-001')).status).toBe(302);
  expect((await other.get('samples/26S-001')).status).toBe(200);
});
