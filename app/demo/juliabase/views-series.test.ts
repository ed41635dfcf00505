import { describe, expect, test } from 'vitest';
import { storySeries } from './seed.ts';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();
const quote = (name: string): string => encodeURIComponent(encodeURIComponent(name));
const choice = '__-column_groups=sample&__-columns=0&__old_data-column_groups=sample&__old_data-columns=0';
const rows = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => `${first + index}__-active=on`).join('&');

describe('reading', () => {
  test('members come from the export, in slices; surplus flags are harmless', async () => {
    const browser = await demo.signIn('l.brandt');
    const url = `sample_series/${quote(storySeries)}/export/?${choice}`;
    expect(await browser.json(`${url}&1__-active=on&2__-active=on&99__-active=on`)).toEqual([
      { sample: '26S-001', name: '26S-001' },
      { sample: '26S-002', name: '26S-002' },
    ]);
    expect(await browser.json(`${url}&${rows(11, 20)}`)).toHaveLength(2);
    const large = `sample_series/${quote('Round robin 50')}/export/?${choice}&${rows(1, 50)}`;
    expect(await browser.json(large)).toHaveLength(50);
  });

  test('without a confirmed choice the wizard is shown, and for a series without members', async () => {
    const browser = await demo.signIn('l.brandt');
    const wizard = await browser.get(`sample_series/${quote(storySeries)}/export/`);
    expect(await wizard.text()).toContain('<select name="__-column_groups"');
    const empty = await browser.get(`sample_series/${quote('Planned for 2027')}/export/?${choice}`);
    expect(empty.headers.get('content-type')).toContain('text/html');
  });

  test('the same table as CSV', async () => {
    const browser = await demo.signIn('l.brandt');
    const url = `sample_series/${quote(storySeries)}/export/?${choice}&1__-active=on`;
    const table = await browser.get(url, 'text/csv');
    expect(table.headers.get('content-type')).toContain('text/csv');
    expect(await table.text()).toBe('sample\tname\r\n26S-001\t26S-001\r\n');
  });

  test('the page breaks as the real one, and does not when switched', async () => {
    const browser = await demo.signIn('l.brandt');
    expect((await browser.get(`sample_series/${quote(storySeries)}`)).status).toBe(500);
    expect((await browser.get('sample_series/nothing')).status).toBe(404);
    demo.server.control.change({ switches: { brokenSeriesPage: false } });
    const html = await browser.text(`sample_series/${quote(storySeries)}`);
    expect(/<ul class="sample-list">(.*?)<\/ul>/s.exec(html)?.[1]?.match(/<li>/g)).toHaveLength(12);
  });

  test('a member that may not be viewed closes the whole export', async () => {
    const browser = await demo.signIn('l.brandt');
    const url = `sample_series/${quote('Comparison with Helios')}/export/?${choice}&1__-active=on`;
    expect((await browser.get(url)).status).toBe(401);
  });

  test('a confidential series is not even listed to a superuser', async () => {
    const list = async (user: string): Promise<string> =>
      (await demo.signIn(user)).text('advanced_search?_model=SampleSeries&_old_model=SampleSeries');
    expect(await list('root')).not.toContain('Helios pilot line');
    expect(await list('s.lind')).toContain('Helios pilot line');
  });

  test('all members can be put on My Samples', async () => {
    const browser = await demo.signIn('l.brandt');
    await browser.post('mysampleseries/', { ss: storySeries, 'add.x': '1' });
    expect(await browser.json('my_samples/l.brandt')).toEqual(expect.arrayContaining([1, 5, 12]));
    expect(await browser.text('mysampleseries/')).toContain('class="sample-series"');
  });
});

describe('writing', () => {
  const form = {
    name_prefix_data: 'l.brandt-26-',
    short_name: 'new',
    currently_responsible_person: '3',
    topic: '1',
    description: 'Made now.',
    samples: ['1', '2'],
  };
  const edit = { 'edit_description-description': 'Grown.' };

  test('a series is added under its prefix, then changed', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await (await browser.post('sample_series/add/', form)).json()).toBe(true);
    const url = `sample_series/${quote('l.brandt-26-new')}`;
    expect(await browser.json(`${url}/export/?${choice}&${rows(1, 9)}`)).toHaveLength(2);
    const changed = { ...form, ...edit, samples: ['2'] };
    expect(await (await browser.post(`${url}/edit/`, changed)).json()).toBe(true);
    expect(await browser.json(`${url}/export/?${choice}&${rows(1, 9)}`)).toEqual([
      { sample: '26S-002', name: '26S-002' },
    ]);
    expect(await (await browser.post('sample_series/add/', form)).text()).toContain('already given');
  });

  test.each([
    ['a sample off the list', { samples: '12' }],
    ['no sample', { samples: [] }],
    ['another person', { currently_responsible_person: '4' }],
    ['a confidential topic', { topic: '5' }],
    ['a topic without members', { topic: '99' }],
    ['a long name', { short_name: 'x'.repeat(45) }],
  ])('refuses %s', async (_what, change) => {
    const browser = await demo.signIn('l.brandt');
    expect(await (await browser.post('sample_series/add/', { ...form, ...change })).text()).toContain('errorlist');
  });

  test('without the prefix field the server breaks; editing is for the responsible person', async () => {
    const browser = await demo.signIn('l.brandt');
    const { name_prefix_data, ...lacking } = form;
    expect((await browser.post('sample_series/add/', lacking)).status).toBe(500);
    const student = await demo.signIn('j.park');
    expect((await student.post(`sample_series/${quote(storySeries)}/edit/`, { ...form, ...edit })).status).toBe(401);
  });
});
