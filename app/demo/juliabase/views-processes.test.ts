import { describe, expect, test } from 'vitest';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();

/** As the conductivity operator on a sample of her list. */
const common = {
  combined_operator: '3',
  timestamp: '2026-03-05 13:20:00Z',
  timestamp_inaccuracy: '0',
  comments: 'By hand',
  sample: '1',
};
const conductivity = { ...common, number: '9001', raw_datafile: 'conductivity/2026/sigma_26S-001.dat', voltage: '50' };
const edit = { 'edit_description-description': 'Corrected.' };

describe('conductivity measurements', () => {
  test('are added, read by number and by id, and edited', async () => {
    const browser = await demo.signIn('l.brandt');
    const id = await (await browser.post('conductivity_measurements/add/', conductivity)).json();
    const stored = {
      id,
      content_type: 'Institute | conductivity measurement',
      number: 9001,
      voltage: 50,
      temperature_min: null,
      timestamp: '2026-03-05T13:20:00Z',
      operator: 'l.brandt',
      samples: [1],
    };
    expect(await browser.json('conductivity_measurements/9001')).toMatchObject(stored);
    const changed = { ...conductivity, ...edit, voltage: '70' };
    expect(await (await browser.post('conductivity_measurements/9001/edit/', changed)).json()).toBe(id);
    expect(await browser.json(`processes/${id}`)).toMatchObject({ ...stored, voltage: 70 });
  });

  test.each([
    ['a taken number', { number: '1' }, 'exists already'],
    ['no number', { number: '' }, 'This field is required'],
    ['a file that is not there', { raw_datafile: 'conductivity/none.dat' }, 'open file'],
    ['a sample off the list', { sample: '12' }, 'not one of the available choices'],
    ['another operator', { combined_operator: '4' }, 'not one of the available choices'],
    ['a picture in the comments', { comments: '![x](y)' }, 'image'],
    ['a time to come', { timestamp: '2199-01-01 00:00:00Z' }, 'future'],
    ['no inaccuracy', { timestamp_inaccuracy: '7' }, 'This field is required'],
  ])('refuses %s', async (_what, change, message) => {
    const browser = await demo.signIn('l.brandt');
    const answer = await (await browser.post('conductivity_measurements/add/', { ...conductivity, ...change })).text();
    expect(answer).toContain('class="error-messages"');
    expect(answer).toContain(message);
    expect((await browser.get('conductivity_measurements/9001')).status).toBe(404);
  });

  test('hostile paths that exist are stored as given', async () => {
    const browser = await demo.signIn('l.brandt');
    await browser.post('conductivity_measurements/add/', { ...conductivity, raw_datafile: '../files' });
    expect(await browser.json('conductivity_measurements/9001')).toMatchObject({ raw_datafile: '../files' });
  });

  test('the sample may be preset, and leave the list with the form', async () => {
    const browser = await demo.signIn('l.brandt');
    const form = { ...conductivity, sample: '12', remove_from_my_samples: 'on' };
    const id = await (await browser.post('conductivity_measurements/add/?sample=26S-012', form)).json();
    expect(await browser.json(`processes/${id}`)).toMatchObject({ samples: [12] });
  });

  test('adding needs the permission, an unknown key in an edit breaks', async () => {
    const student = await demo.signIn('j.park');
    expect((await student.post('conductivity_measurements/add/', conductivity)).status).toBe(401);
    const browser = await demo.signIn('l.brandt');
    expect((await browser.post('conductivity_measurements/777/edit/', conductivity)).status).toBe(500);
    expect((await browser.get('conductivity_measurements/777')).status).toBe(404);
  });
});

describe('other classes', () => {
  test('layers of a 5-chamber deposition are those with a number', async () => {
    const browser = await demo.signIn('l.brandt');
    const { sample, ...form } = common;
    const answer = await browser.post('5-chamber_depositions/add/', {
      ...form,
      sample_list: ['1', '2'],
      number: '26S-900',
      '0-number': '1',
      '0-chamber': 'i1',
      '0-sih4': '2.5',
      '1-chamber': 'p',
    });
    await answer.json();
    const stored = (await browser.json('5-chamber_depositions/26S-900')) as object;
    expect(stored).toMatchObject({ samples: [1, 2], 'layer 1': { number: 1, chamber: 'i1', sih4: 2.5 } });
    expect(stored).not.toHaveProperty('layer 2');
    const moved = await browser.get('depositions/26S-900');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/5-chamber_depositions/26S-900']);
  });

  test('cells of a solar simulator measurement are keys; the same file twice is refused', async () => {
    const admin = await demo.signIn('m.keller');
    const { combined_operator, ...rest } = common;
    const form = {
      ...rest,
      operator: '4',
      irradiation: 'AM1.5',
      temperature: '25.0',
      '0-position': 'A1',
      '0-data_file': 'run7.dat',
      '0-area': '0.25',
    };
    const url = 'solarsimulator_measurements/add/?sample=26S-001';
    const id = await (await admin.post(url, form)).json();
    expect(await admin.json(`processes/${id}`)).toMatchObject({
      operator: 't.okafor',
      'cell position A1': { position: 'A1', data_file: 'run7.dat', area: 0.25, eta: null },
    });
    expect(await (await admin.post(url, form)).text()).toContain('exists already');
  });

  test('the time of a cluster tool layer is normalised', async () => {
    const admin = await demo.signIn('m.keller');
    const { combined_operator, sample, ...rest } = common;
    await admin.post('cluster_tool_depositions/add/?sample=26S-001', {
      ...rest,
      operator: '2',
      sample_list: '1',
      number: '26C-900',
      '0-number': '1',
      '0-step_type': 'clustertoolhotwirelayer',
      '0-wire_material': 'rhenium',
      '0-time': '00:10:00',
    });
    expect(await admin.json('cluster_tool_depositions/26C-900')).toMatchObject({
      'layer 1': { content_type: 'Institute | cluster tool hot-wire layer', time: '10:00', wire_material: 'rhenium' },
    });
  });

  test('a process is deleted within its first hour only', async () => {
    const browser = await demo.signIn('l.brandt');
    const old = await (await browser.post('conductivity_measurements/add/', conductivity)).json();
    expect((await browser.post(`processes/${old}/delete/`, {})).status).toBe(401);
    const timestamp = new Date().toISOString().slice(0, 19).concat('Z');
    const young = await browser.post('conductivity_measurements/add/', { ...conductivity, number: '9002', timestamp });
    const id = await young.json();
    expect(await (await browser.post(`processes/${id}/delete/`, {})).json()).toBe(true);
    expect((await browser.get(`processes/${id}`)).status).toBe(404);
  });
});
