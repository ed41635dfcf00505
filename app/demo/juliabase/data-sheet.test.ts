import { expect, test } from 'vitest';
import { storySeries } from './seed.ts';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();

function processIds(html: string): number[] {
  return [...html.matchAll(/id="process-heading-(\d+)"/g)].map((match) => Number(match[1]));
}

test('the data sheet shows the results of the series, the JSON does not', async () => {
  const browser = await demo.signIn('l.brandt');
  const sample = (await browser.json('samples/26S-001')) as Record<string, { title?: string }>;
  expect(Object.values(sample).flatMap((value) => value?.title ?? [])).toEqual(['Adhesion']);
  const inherited = processIds(await browser.text('samples/26S-001')).filter((id) => !(`process #${id}` in sample));
  expect(inherited).toHaveLength(1);
  expect(await browser.json(`results/${inherited[0]}`)).toMatchObject({
    title: 'Raman crystallinity',
    sample_series: [storySeries],
  });
});

test('text of users is shown, never run', async () => {
  const browser = await demo.signIn('l.brandt');
  const html = await browser.text(`samples/${encodeURIComponent(encodeURIComponent('26-LB-<b>x</b>'))}`);
  expect(html).toContain('26-LB-&lt;b&gt;x&lt;/b&gt;');
  expect(html).not.toContain('<b>x</b>');
});

test('the main menu lists topics and series of My Samples', async () => {
  const html = await (await demo.signIn('l.brandt')).text('');
  expect(html).toContain('<h3>Thin-film silicon</h3><div id="topic-1">');
  expect(html).toMatch(/<h4><a href="\/sample_series\/%25C2%25B5c-Si/);
});

test('tasks are shown by the lists of the user', async () => {
  const browser = await demo.signIn('t.okafor');
  const form = { process_class: '2', priority: '1 high', comments: 'Please measure.', sample_list: '1' };
  const lena = await demo.signIn('l.brandt');
  expect(await (await lena.post('tasks/add/', form)).json()).toBe(true);
  const lists = (await browser.json('tasks/')) as Record<string, Record<string, { comments: string }>>;
  expect(Object.keys(lists)).toEqual(['Institute | PDS measurement']);
  const [id, task] = Object.entries(lists['Institute | PDS measurement'] ?? {}).at(-1) ?? [];
  expect(task).toMatchObject({ status: '1 new', customer: 'l.brandt', comments: 'Please measure.', samples: [1] });
  expect((await browser.post(`tasks/${id}/remove/`, {})).status).toBe(401);
  expect(await (await lena.post(`tasks/${id}/remove/`, {})).json()).toBe(true);
});

test('a status message is shown until its author withdraws it', async () => {
  const browser = await demo.signIn('l.brandt');
  const form = {
    status_level: 'red',
    message: 'Pump broken.',
    timestamp: '2026-03-05 13:20:00Z',
    process_classes: '2',
  };
  expect(await (await browser.post('status/add/', form)).json()).toBe(true);
  const shown = await browser.text('status/');
  expect(shown).toContain('Pump broken.');
  // Messages are numbered, and those of the seed are all shown.
  const id = shown.match(/<h2>/g)?.length;
  expect((await (await demo.signIn('j.park')).post(`status/${id}/withdraw/`, {})).status).toBe(401);
  await browser.post(`status/${id}/withdraw/`, {});
  expect(await browser.text('status/')).not.toContain('Pump broken.');
});
