import { describe, expect, test } from 'vitest';
import type { TestBrowser } from './test-browser.ts';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();

async function idOf(browser: TestBrowser, name: string): Promise<unknown> {
  const { samples } = (await browser.json(`primary_keys?samples=${encodeURIComponent(name)}`)) as {
    samples: Record<string, unknown>;
  };
  return samples[name];
}

describe('finding', () => {
  test.each(['26-LB-a%252Fb', '26-LB-%25237', '26-LB-50%2525', '26-LB-a%2Fb', '26-LB-(x)', '26-LB-Zn%25E2%2582%2582'])(
    'odd name %s',
    async (name) => {
      const browser = await demo.signIn('l.brandt');
      expect((await browser.get(`samples/${name}`)).status).toBe(200);
    },
  );

  test('a unique alias gives the sample, an ambiguous one a page to choose from', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await browser.json('samples/SC3-glass')).toMatchObject({ name: '26S-001' });
    const choice = await browser.get('samples/OLD-7');
    expect(choice.headers.get('content-type')).toContain('text/html');
    expect(await choice.text()).toMatch(/Ambiguous.*href="\/samples\/26S-002".*href="\/samples\/26S-003"/s);
  });

  test('a piece has the processes of its parent before its own', async () => {
    const admin = await demo.signIn('m.keller');
    const piece = (await admin.json('samples/25L-001-a')) as Record<string, { content_type?: string }>;
    expect(piece.split_origin).toBe('split of 25L-001');
    const kinds = Object.values(piece).flatMap((value) => value?.content_type ?? []);
    expect(kinds).toContain('Institute | substrate');
    expect(kinds).toContain('Samples database – core | sample split');
    expect(kinds.at(-1)).toBe('Institute | layer thickness measurement');
  });

  test('the list by a part of the name includes aliases on request', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await browser.text('samples/?name_pattern=old-7')).not.toContain('26S-002');
    expect(await browser.text('samples/?name_pattern=old-7&aliases=on')).toContain('26S-002');
  });
});

describe('adding', () => {
  const form = { name: '26-LB-new1', current_location: 'Box 1', currently_responsible_person: '3', topic: '1' };

  test('a sample lands on My Samples', async () => {
    const browser = await demo.signIn('l.brandt');
    const id = await (await browser.post('add_sample', form)).json();
    expect(await browser.json('primary_keys?samples=*')).toMatchObject({ samples: { '26-LB-new1': id } });
  });

  test.each([
    ['a missing field', { current_location: '' }, [422, 3]],
    ['an unknown format', { name: 'hello' }, [422, 5]],
    ['a format for administrators', { name: '26S-999' }, [422, 5]],
    ['a taken name', { name: '26-LB-a/b' }, [422, 5]],
    ['an unknown person', { currently_responsible_person: '999' }, [404, 2]],
    ['an invisible topic', { topic: '5' }, [404, 2]],
  ])('refuses %s', async (_what, change, [status, code]) => {
    const browser = await demo.signIn('l.brandt');
    const wanted: Record<string, string> = { ...form, ...change };
    if (wanted.current_location === '') delete wanted.current_location;
    const answer = await browser.post('add_sample', wanted);
    expect([answer.status, ((await answer.json()) as unknown[])[0]]).toEqual([status, code]);
  });
});

describe('editing', () => {
  const form = {
    current_location: 'Glovebox',
    currently_responsible_person: '3',
    topic: '1',
    'edit_description-description': 'Moved.',
    'informal_layers-TOTAL_FORMS': '0',
    'informal_layers-INITIAL_FORMS': '0',
  };

  test('what is left out is emptied; management fields and a description are needed', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await (await browser.post('samples/26S-001/edit/', form)).json()).toBe(true);
    expect(await browser.json('samples/26S-001')).toMatchObject({
      current_location: 'Glovebox',
      purpose: '',
      tags: '',
    });
    const { 'informal_layers-TOTAL_FORMS': _total, ...lacking } = form;
    expect(await (await browser.post('samples/26S-001/edit/', lacking)).text()).toContain('errorlist nonfield');
  });

  test('informal layers are lost, unless the switch is off', async () => {
    const admin = await demo.signIn('m.keller');
    const edit = { ...form, topic: '4' };
    demo.server.control.change({ switches: { informalLayerLoss: false } });
    await admin.post('samples/25L-004/edit/', edit);
    expect(await admin.json('samples/25L-004')).toHaveProperty('informal layer #1');
    demo.server.control.change({ switches: { informalLayerLoss: true } });
    await admin.post('samples/25L-004/edit/', edit);
    expect(await admin.json('samples/25L-004')).not.toHaveProperty('informal layer #1');
  });

  test('informal layers are copied to other samples', async () => {
    const admin = await demo.signIn('m.keller');
    await admin.post('change_my_samples', { add: '1' });
    expect(await (await admin.post('samples/25L-004/copy_informal_stack/', { samples: '1' })).json()).toBe(true);
    expect(await admin.json('samples/26S-001')).toHaveProperty('informal layer #1');
  });

  test('several at once over My Samples', async () => {
    const browser = await demo.signIn('l.brandt');
    const change = { samples: ['1', '2'], new_current_location: 'Vault', new_tags: 'kept', comment: 'Stored.' };
    expect(await (await browser.post('my_samples/l.brandt', change)).json()).toBe(true);
    expect(await browser.json('samples/26S-002')).toMatchObject({
      current_location: 'Vault',
      tags: 'µc-Si,transition,kept',
    });
  });

  test('by id every suffix but the edit is a check box of My Samples', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await (await browser.post('samples/by_id/1/kill/', { reason: 'lost' })).json()).toBe(true);
    expect(await browser.json('my_samples/l.brandt')).not.toContain(1);
    expect(JSON.stringify(await browser.json('samples/by_id/1/export/'))).not.toContain('cease of existence');
  });
});

describe('splits, renames, deaths', () => {
  test('a split needs the dummy at its end', async () => {
    const browser = await demo.signIn('l.brandt');
    const form = { finished: 'on', '0-new_name': '26S-001-a', '1-new_name': '26S-001-b' };
    const silent = await (await browser.post('samples/26S-001/split/', form)).text();
    expect(silent).not.toContain('errorlist');
    expect(await idOf(browser, '26S-001-a')).toBeUndefined();
    const pieces = await (await browser.post('samples/26S-001/split/', { ...form, '2-new_name': '26S-001' })).json();
    expect(pieces).toEqual({ '26S-001-a': expect.any(Number), '26S-001-b': expect.any(Number) });
    expect(await browser.json('latest_split/26S-001')).toEqual(expect.any(Number));
    expect(await browser.json('samples/26S-001-b')).toMatchObject({ split_origin: 'split of 26S-001' });
  });

  test('a split gets more pieces later', async () => {
    const browser = await demo.signIn('l.brandt');
    const form = { finished: 'on', '1-new_name': '26S-001' };
    await browser.post('samples/26S-001/split/', { ...form, '0-new_name': '26S-001-a' });
    const split = await browser.json('latest_split/26S-001');
    const more = await browser.post(`resplit/${split}`, { ...form, '0-new_name': '26S-001-c' });
    expect(Object.keys((await more.json()) as object)).toEqual(['26S-001-c']);
    expect(await browser.json('latest_split/26S-001')).toBe(split);
    expect((await browser.post('resplit/1', form)).status).toBe(404);
  });

  test('nobody can add an alias, unless the switch is off', async () => {
    const [browser, admin] = await Promise.all([demo.signIn('l.brandt'), demo.signIn('m.keller')]);
    const form = { sample: '1', alias: 'first' };
    expect(await (await browser.post('add_alias', form)).json()).toBe(false);
    expect((await admin.post('add_alias', form)).status).toBe(500);
    demo.server.control.change({ switches: { brokenAddAlias: false } });
    expect(await (await admin.post('add_alias', form)).json()).toBe(true);
    expect(await idOf(browser, 'first')).toEqual([1]);
  });

  test('a renamed sample is found by its old name', async () => {
    const browser = await demo.signIn('l.brandt');
    const form = { old_name: '26S-001', new_name: '26-LB-first', create_alias: 'on' };
    expect(await (await browser.post('samples/rename/', form)).json()).toBe(true);
    expect(await idOf(browser, '26S-001')).toEqual([1]);
    expect(await (await browser.post('samples/rename/', form)).text()).toContain('does not exist');
  });

  test('a sample dies once', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await (await browser.post('samples/26S-001/kill/', { reason: 'lost' })).json()).toBe(true);
    expect((await browser.post('samples/26S-001/kill/', { reason: 'lost' })).status).toBe(404);
  });

  test('new samples on one substrate get provisional names, then real ones', async () => {
    const browser = await demo.signIn('l.brandt');
    const form = {
      number_of_samples: '2',
      substrate: 'glass',
      substrate_originator: '<>',
      timestamp: '2026-03-05 13:20:00Z',
      timestamp_inaccuracy: '0',
      current_location: 'Box',
    };
    const [first, second] = (await (await browser.post('samples/add/', form)).json()) as [number, number];
    expect(await idOf(browser, '*00010')).toBe(first);
    const names = { [`${first}-name`]: '26-LB-one', [`${second}-name`]: '26-LB-two' };
    expect(await (await browser.post(`bulk_rename?ids=${first},${second}`, names)).json()).toBe(true);
    expect(await idOf(browser, '26-LB-two')).toBe(second);
  });
});
