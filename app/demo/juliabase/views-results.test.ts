import { describe, expect, test } from 'vitest';
import { storySeries } from './seed.ts';
import type { TestBrowser } from './test-browser.ts';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();

const form = {
  title: 'Test',
  comments: 'Some text',
  timestamp: '2026-03-05 13:20:00Z',
  timestamp_inaccuracy: '0',
  combined_operator: '3',
  number_of_quantities: '0',
  number_of_values: '0',
  'previous-number_of_quantities': '0',
  'previous-number_of_values': '0',
};
const size = (columns: number, rows: number): Record<string, string> => ({
  number_of_quantities: String(columns),
  number_of_values: String(rows),
  'previous-number_of_quantities': String(columns),
  'previous-number_of_values': String(rows),
});
const edit = { 'edit_description-description': 'Corrected.', 'edit_description-important': 'on' };

async function count(): Promise<number> {
  const admin = await demo.signIn('m.keller');
  return ((await admin.json('available_items/Result')) as number[]).length;
}

async function add(browser: TestBrowser, change: Record<string, string | string[]>, query = ''): Promise<number> {
  return (await (await browser.post(`results/add/${query}`, { ...form, ...change })).json()) as number; // The new id.
}

function upload(bytes: Uint8Array<ArrayBuffer> | string, fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...form, ...fields })) data.set(name, value);
  data.set('image_file', new Blob([bytes]), 'picture.gif');
  return data;
}

describe('what may be chosen', () => {
  test('samples of the list, with a preset one beside them; a folded topic hides its samples', async () => {
    const browser = await demo.signIn('l.brandt');
    const refused = 'not one of the available choices';
    expect(await (await browser.post('results/add/', { ...form, samples: '12' })).text()).toContain(refused);
    expect(await add(browser, { samples: ['12', '1'] }, '?sample=26S-012')).toBeGreaterThan(0);
    expect(await (await browser.post('fold_main_menu_element/', { element_id: '1' })).json()).toBe(true);
    expect(await (await browser.post('results/add/', { ...form, samples: '1' })).text()).toContain(refused);
    expect(await add(browser, { samples: '1' }, '?sample=26S-001')).toBeGreaterThan(0);
    expect((await browser.post('results/add/?sample=nothing', { ...form, samples: '1' })).status).toBe(404);
  });

  test('series with a sample of the list, or a preset one; not those of other topics', async () => {
    const browser = await demo.signIn('l.brandt');
    const texture = { ...form, sample_series: 'Texture depth' };
    expect(await add(browser, { sample_series: storySeries })).toBeGreaterThan(0);
    expect(await (await browser.post('results/add/', texture)).text()).toContain('not one of the available choices');
    const preset = await browser.post('results/add/?sample_series=Texture+depth', texture);
    expect(await preset.text()).toContain('permission');
  });

  test('at least one sample or series, and the own operator', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await (await browser.post('results/add/', form)).text()).toContain('at least one');
    const { combined_operator, ...anonymous } = form;
    const answer = await browser.post('results/add/', { ...anonymous, operator: '3', samples: '1' });
    expect(await answer.text()).toContain('<p>Operator</p>');
  });
});

describe('tables', () => {
  const cells = {
    ...size(2, 3),
    '0-quantity': 'T/&deg;C',
    '1-quantity': 'x  y',
    '0_0-value': '25',
    '1_2-value': ' 7 ',
  };

  test('columns come first in the names of cells; empty cells may be left out', async () => {
    const browser = await demo.signIn('l.brandt');
    const id = await add(browser, { ...cells, samples: '1' });
    expect(await browser.json(`results/${id}`)).toMatchObject({
      quantities_and_values: [
        ['T/°C', 'x y'],
        [
          ['25', ''],
          ['', ''],
          ['', '7'],
        ],
      ],
    });
    const choice = '__-columns=0&__-columns=1&__old_data-columns=0+1&__old_data-column_groups=row';
    expect(await browser.json(`results/${id}/export/?${choice}&1__-active=on&3__-active=on`)).toEqual([
      { row: 'row\u00a0#1', 'T/°C': '25' },
      { row: 'row\u00a0#3', 'x y': '7' },
    ]);
  });

  test('a size that is not told twice saves nothing, without a word', async () => {
    const browser = await demo.signIn('l.brandt');
    const before = await count();
    const answer = await browser.post('results/add/', { ...form, ...cells, number_of_values: '4', samples: '1' });
    expect(await answer.text()).not.toContain('errorlist');
    expect(await count()).toBe(before);
  });

  test('one zero makes both zero, a heading twice is refused, and so are more than a thousand fields', async () => {
    const browser = await demo.signIn('l.brandt');
    const id = await add(browser, { ...size(2, 0), samples: '1' });
    expect(await browser.json(`results/${id}`)).toMatchObject({ quantities_and_values: [[], []] });
    const twice = { ...form, ...cells, '1-quantity': 'T/°C', samples: '1' };
    expect(await (await browser.post('results/add/', twice)).text()).toContain('already used');
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`f${index}`, 'x']));
    expect((await browser.post('results/add/', many)).status).toBe(400);
  });
});

describe('images', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  test('the first bytes decide on the type; the thumbnail is a PNG', async () => {
    const browser = await demo.signIn('l.brandt');
    const answer = await browser.send('results/add/', upload(new Uint8Array(png), { samples: '1', title: 'A b/c' }));
    const id = await answer.json();
    expect(await browser.json(`results/${id}`)).toMatchObject({ image_type: 'png' });
    const image = await browser.get(`results/images/${id}`);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(image.headers.get('content-disposition')).toContain('attachment; filename="a-bc.png"');
    expect(Buffer.from(await image.arrayBuffer())).toEqual(png);
    expect((await browser.get(`results/thumbnails/${id}`)).headers.get('content-type')).toBe('image/png');
  });

  test('without an image, and for the thumbnail of a PDF, the server breaks', async () => {
    const browser = await demo.signIn('l.brandt');
    const id = await add(browser, { samples: '1' });
    expect((await browser.get(`results/images/${id}`)).status).toBe(500);
    const pdf = await (await browser.send('results/add/', upload('%PDF-1.4', { samples: '1' }))).json();
    expect((await browser.get(`results/images/${pdf}`)).status).toBe(200);
    expect((await browser.get(`results/thumbnails/${pdf}`)).status).toBe(500);
  });

  test.each([true, false])('an unknown image is refused; with the switch %s it leaves an orphan', async (switched) => {
    const browser = await demo.signIn('l.brandt');
    demo.server.control.change({ switches: { orphanResults: switched } });
    const answer = await browser.send('results/add/', upload('GIF89a', { comments: 'orphan-mark', samples: '1' }));
    expect(await answer.text()).toContain('errorlist');
    const hits = await browser.text('advanced_search?_model=Result&_old_model=Result&comments=orphan-mark');
    expect(/href="\/results\/\d+"/.test(hits)).toBe(switched);
  });

  test('a refused image in an edit changes the text, not the links', async () => {
    const browser = await demo.signIn('l.brandt');
    const id = await add(browser, { samples: '1' });
    await browser.send(`results/${id}/edit/`, upload('GIF89a', { ...edit, title: 'Changed', samples: '2' }));
    expect(await browser.json(`results/${id}`)).toMatchObject({ title: 'Changed', samples: [1] });
  });

  test('an empty file is an error', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await (await browser.send('results/add/', upload('', { samples: '1' }))).text()).toContain('empty');
  });
});

describe('edits', () => {
  test('replace everything but the image', async () => {
    const browser = await demo.signIn('l.brandt');
    const answer = await browser.send('results/add/', upload('%PDF-1.4', { samples: '1' }));
    const id = await answer.json();
    const changed = { ...form, ...edit, comments: 'New', sample_series: storySeries };
    expect(await (await browser.post(`results/${id}/edit/`, changed)).json()).toBe(id);
    expect(await browser.json(`results/${id}`)).toMatchObject({
      comments: 'New',
      samples: [],
      sample_series: [storySeries],
      image_type: 'pdf',
    });
  });

  test('need a description, and the important mark if samples are added', async () => {
    const browser = await demo.signIn('l.brandt');
    const id = await add(browser, { samples: '1' });
    expect(await (await browser.post(`results/${id}/edit/`, { ...form, samples: '1' })).text()).toContain('errorlist');
    const { 'edit_description-important': _mark, ...unmarked } = edit;
    const grown = await browser.post(`results/${id}/edit/`, { ...form, ...unmarked, samples: ['1', '2'] });
    expect(await grown.text()).toContain('errorlist');
  });

  test('are for the operator and administrators', async () => {
    const id = await add(await demo.signIn('l.brandt'), { samples: '1' });
    const senior = await demo.signIn('s.lind');
    expect((await senior.post(`results/${id}/edit/`, { ...form, ...edit, samples: '1' })).status).toBe(401);
  });
});

test('what was committed survives a restart', async () => {
  const id = await add(await demo.signIn('l.brandt'), { samples: '1' });
  await demo.restart();
  expect(await (await demo.signIn('l.brandt')).json(`results/${id}`)).toMatchObject({ title: 'Test' });
});
