import { describe, expect, test } from 'vitest';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();

describe('primary keys', () => {
  test('aliases are lists even if unique, unknown names are left out', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await browser.json('primary_keys')).toEqual({});
    expect(await browser.json('primary_keys?samples=26S-001,SC3-glass,OLD-7,nothing')).toEqual({
      samples: { '26S-001': 1, 'SC3-glass': [1], 'OLD-7': [2, 3] },
    });
    expect((await browser.post('primary_keys', {})).status).toBe(405);
  });

  test('confidential topics, people without department and foreign contacts are for administrators', async () => {
    const seen = async (login: string): Promise<Record<string, Record<string, number>>> =>
      (await (await demo.signIn(login)).json('primary_keys?topics=*&users=*&external_operators=*')) as Record<
        string,
        Record<string, number>
      >;
    const [operator, admin] = [await seen('l.brandt'), await seen('m.keller')];
    expect(operator.topics).not.toHaveProperty('Industry project Helios');
    expect(operator.users).not.toHaveProperty('root');
    expect(operator.external_operators).toEqual({ 'Glass works Northfield': 1 });
    expect(admin.topics).toHaveProperty('Industry project Helios');
    expect(admin.users).toMatchObject({ root: 1, 'e.former': 8 });
  });

  test('names of confidential samples are not told', async () => {
    const guest = await demo.signIn('v.guest');
    expect(await guest.json('primary_keys?samples=26H-001,26S-001')).toEqual({ samples: { '26S-001': 1 } });
  });

  test('depositions are told by number', async () => {
    const browser = await demo.signIn('l.brandt');
    expect(await browser.json('primary_keys?depositions=26S-001,nothing')).toEqual({
      depositions: { '26S-001': expect.any(Number) },
    });
  });
});

describe('rights', () => {
  test('topics and permissions are one’s own business, and that of administrators', async () => {
    const browser = await demo.signIn('l.brandt');
    const [topics, managed, permissions] = (await browser.json('topics_and_permissions/l.brandt')) as unknown[];
    expect([topics, managed]).toEqual([
      [1, 2, 3, 6, 7, 8],
      [1, 3, 6, 8],
    ]);
    expect(permissions).toContain('institute.add_conductivitymeasurement');
    expect((await browser.get('topics_and_permissions/t.okafor')).status).toBe(401);
    const admin = await demo.signIn('m.keller');
    expect((await admin.get('topics_and_permissions/t.okafor')).status).toBe(200);
    expect((await admin.get('topics_and_permissions/nobody')).status).toBe(404);
  });

  test('available items are for administrators', async () => {
    expect((await (await demo.signIn('l.brandt')).get('available_items/Result')).status).toBe(401);
    const admin = await demo.signIn('m.keller');
    expect(await admin.json('available_items/PDSMeasurement')).toEqual(expect.arrayContaining([1, 2, 3]));
    expect(await admin.json('available_items/FiveChamberDeposition')).toContain('26S-001');
    expect((await admin.get('available_items/Nothing')).status).toBe(404);
  });
});

describe('My Samples', () => {
  test('what is in both lists cancels out; unknown ids are reported as changed, nothing is added', async () => {
    const browser = await demo.signIn('l.brandt');
    const change = async (form: Record<string, string>): Promise<unknown> =>
      (await browser.post('change_my_samples', form)).json();
    expect(await change({ add: '9999' })).toEqual([9999]);
    expect(await browser.json('my_samples/l.brandt')).not.toContain(9999);
    expect(await change({ add: '12,1', remove: '12' })).toEqual([]);
    expect(await change({ add: '12', remove: '1,11' })).toEqual(expect.arrayContaining([1, 12]));
    expect(await browser.json('my_samples/l.brandt')).toEqual(expect.arrayContaining([12]));
  });

  test('errors: no number, somebody else’s list', async () => {
    const browser = await demo.signIn('l.brandt');
    expect((await browser.post('change_my_samples', { add: 'x' })).status).toBe(404);
    const foreign = await browser.post('change_my_samples', { add: '1', user: '4' });
    expect([foreign.status, ((await foreign.json()) as unknown[])[0]]).toEqual([422, 6]);
    const admin = await demo.signIn('m.keller');
    expect(await (await admin.post('change_my_samples', { add: '12', user: '4' })).json()).toEqual([12]);
    expect((await admin.post('change_my_samples', { add: '1', user: '999' })).status).toBe(404);
  });

  test('the name in the address is checked only: the list is the own one', async () => {
    const admin = await demo.signIn('m.keller');
    expect(await admin.json('my_samples/l.brandt')).toEqual(await admin.json('my_samples/m.keller'));
  });
});

test('main menu elements and processes are folded and unfolded', async () => {
  const browser = await demo.signIn('l.brandt');
  const fold = async (path: string, form: Record<string, string>): Promise<unknown> =>
    (await browser.post(path, form)).json();
  expect(await fold('fold_main_menu_element/', { element_id: '1' })).toBe(true);
  expect(await browser.json('folded_main_menu_elements/')).toEqual([[1], []]);
  expect(await fold('fold_main_menu_element/', { element_id: '1' })).toBe(false);
  expect(await fold('fold_process/1', { process_id: '3' })).toBe(true);
  expect(await browser.json('folded_processes/1?process_ids=2,3')).toEqual([3]);
  expect((await browser.get('folded_processes/1')).status).toBe(422);
});
