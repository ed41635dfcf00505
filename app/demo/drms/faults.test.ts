import { expect, it } from 'vitest';
import { FaultList } from '../http/fault-list.ts';
import { type Fault, faultNames, readFaultHeader } from './faults.ts';
import { freshDrms } from './test-demo.ts';

const demo = freshDrms();
const ask = (fault: string): Promise<Response> =>
  fetch(`${demo.server.cgiUrl}show_series`, { headers: { 'X-Demo-Fault': fault } });
const textOf = async (response: Response): Promise<string> =>
  Buffer.from(await response.arrayBuffer()).toString('latin1');

it.each(['ctl', 'quote', 'empty', 'cut', 'html200'])('%s: the answer is no JSON', async (fault) => {
  const response = await ask(fault);
  expect(response.status).toBe(200);
  const text = await textOf(response);
  expect(() => JSON.parse(text)).toThrow();
});

it('latin1: bytes above 0x7F arrive as they are', async () => {
  expect(await textOf(await ask('latin1'))).toContain('Größe µ ± é');
});

it('http500: a page with that status, or another with headers', async () => {
  const response = await ask('http500');
  expect([response.status, response.headers.get('content-type')]).toEqual([500, 'text/html']);
  demo.server.control.setFaults([{ name: 'http500', status: 503, headers: { 'retry-after': '7' } }]);
  const busy = await fetch(`${demo.server.cgiUrl}show_series`);
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '7']);
});

it.each(['reset', 'down', 'drop'])('%s: the connection ends early', async (fault) => {
  await expect(ask(fault).then(textOf)).rejects.toThrow();
});

it('hang: no answer until the client leaves', async () => {
  const leaving = new AbortController();
  const asked = fetch(`${demo.server.cgiUrl}show_series`, {
    headers: { 'X-Demo-Fault': 'hang' },
    signal: leaving.signal,
  });
  while (demo.server.control.requests().length === 0) await new Promise(setImmediate);
  leaving.abort();
  await expect(asked).rejects.toThrow();
});

it('slow: a later request overtakes', async () => {
  const order: string[] = [];
  const slow = ask('slow;delayMs=300').then(({ status }) => order.push(`slow ${status}`));
  await demo.text('show_series');
  order.push('next');
  await slow;
  expect(order).toEqual(['next', 'slow 200']);
});

it('huge: the answer is still JSON, but large', async () => {
  const text = await textOf(await ask('huge;bytes=1000000'));
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(JSON.parse(text)).toMatchObject({ status: 0 });
});

it('a misspelt fault is refused', async () => {
  expect((await ask('nonsense')).status).toBe(400);
  expect(() => readFaultHeader('drop;offfset=3')).toThrow('has no "offfset"');
  // As a test without types could.
  expect(() => demo.server.control.setFaults([{ name: 'typo' } as unknown as Fault])).toThrow('unknown');
});

it('strikes by path, number and at each n-th request', () => {
  const list = new FaultList(faultNames);
  list.set([
    { name: 'reset', path: 'jsoc_info', count: 1 },
    { name: 'drop', path: '^SUM', count: 100, every: 3 },
  ]);
  expect(list.take('show_series')).toBeUndefined();
  expect(list.take('cgi-bin/ajax/jsoc_info?op=x')?.name).toBe('reset');
  expect(list.take('cgi-bin/ajax/jsoc_info?op=x')).toBeUndefined();
  expect([1, 2, 3, 4, 5, 6].map(() => list.take('SUM1/D1')?.name)).toEqual([
    undefined,
    undefined,
    'drop',
    undefined,
    undefined,
    'drop',
  ]);
});

it.each([{ latencyMs: 300 }, { connectDelayMs: 300 }])('waits for %o before it answers', async (delay) => {
  const order: string[] = [];
  demo.server.control.change(delay);
  const slow = demo.text('show_series').then(() => order.push('delayed'));
  while (demo.server.control.traffic().requests === 0) await new Promise(setImmediate);
  demo.server.control.change({ latencyMs: 0, connectDelayMs: 0 });
  await demo.text('show_series');
  order.push('next');
  await slow;
  expect(order).toEqual(['next', 'delayed']);
});
