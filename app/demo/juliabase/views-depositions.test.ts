import { describe, expect, test } from 'vitest';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();

test('old addresses of depositions lead to those of their class', async () => {
  const moved = await (await demo.signIn('l.brandt')).get('depositions/26S-001');
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/5-chamber_depositions/26S-001']);
});

describe('names after a deposition', () => {
  const url = 'depositions/split_and_rename_samples/26S-002';

  test('the sample is renamed and broken into pieces, once', async () => {
    const browser = await demo.signIn('l.brandt');
    const form = {
      '0-sample': '2',
      '0-number_of_pieces': '2',
      '0-new_name': '26-LB-plate',
      '0_0-new_name': '26-LB-plate-1',
      '0_1-new_name': '26-LB-plate-2',
      new_location: 'Rack',
    };
    expect(await (await browser.post(url, form)).json()).toBe(true);
    expect(await browser.json('samples/26-LB-plate-2')).toMatchObject({
      split_origin: 'split of 26-LB-plate',
      current_location: 'Rack',
    });
    expect(await browser.json('primary_keys?samples=26S-002')).toEqual({ samples: { '26S-002': [2] } });
    expect((await browser.post(url, form)).status).toBe(404);
  });

  test('a piece without a name changes nothing', async () => {
    const browser = await demo.signIn('l.brandt');
    const form = {
      '0-sample': '2',
      '0-number_of_pieces': '2',
      '0-new_name': '26-LB-plate',
      '0_0-new_name': '26-LB-p-1',
    };
    expect(await (await browser.post(url, form)).text()).toContain('errorlist');
    expect(await browser.json('primary_keys?samples=26S-002,26-LB-plate')).toEqual({ samples: { '26S-002': 2 } });
  });
});

describe('lab notebooks', () => {
  const url = '5-chamber_depositions/lab_notebook/2026/1';

  test('show a month, and lead away from an empty one', async () => {
    const senior = await demo.signIn('s.lind');
    expect((await senior.text(url)).match(/5-chamber_depositions\/26S-/g)).toHaveLength(12);
    const empty = await senior.get('5-chamber_depositions/lab_notebook/2020/5', 'text/html');
    expect([empty.status, empty.headers.get('location')]).toEqual([303, `/${url}`]);
    expect((await senior.get('other_depositions/lab_notebook/2026/1')).status).toBe(404);
  });

  test('are exported, and need a permission', async () => {
    const choice = '__-columns=1&__old_data-columns=1&__old_data-column_groups=deposition&12__-active=on';
    const rows = await (await demo.signIn('s.lind')).json(`${url}/export/?${choice}`);
    expect(rows).toEqual([{ number: '26S-001', operator: 'Lena Brandt' }]);
    expect((await (await demo.signIn('l.brandt')).get(url)).status).toBe(401);
  });
});
