import { describe, expect, test } from 'vitest';
import {
  findStep,
  type ImageFrame,
  processedSize,
  processingProblems,
  sentProcessing,
  stepsFor,
  type TypedOptions,
  usualOptions,
} from './processing.ts';
import { processingSteps } from './processing-steps.ts';

const frame: ImageFrame = { width: 4096, height: 4096, arcsecPerPixel: 0.5, solarRadiusArcsec: 960 };

function step(name: string, changes: TypedOptions = {}): { name: string; options: TypedOptions } {
  const found = findStep(name);
  if (found === undefined) throw new Error(name);
  return { name, options: { ...usualOptions(found), ...changes } };
}

function messages(...steps: ReturnType<typeof step>[]): string[] {
  return processingProblems(steps, 'hmi.M_720s', frame).map(({ option, message }) => `${option}: ${message}`);
}

describe('steps', () => {
  test('are offered to the series they are made for', () => {
    expect(stepsFor('hmi.B_720s').map(({ name }) => name)).toEqual([
      'im_patch',
      'resize',
      'rebin',
      'aia_scale_other',
      'Maproj',
      'HmiB2ptr',
    ]);
    expect(stepsFor('aia.lev1').map(({ name }) => name)).toContain('aia_scale_aialev1');
    expect(processingProblems([step('HmiB2ptr')], 'hmi.M_720s')).toHaveLength(1);
  });

  test.each(processingSteps.map(({ name }) => name))('%s: what is left empty is not sent', (name) => {
    const sent = sentProcessing([step(name)])[name] ?? {};
    expect(Object.values(sent)).not.toContain('');
    expect(Object.values(sent).some((value) => Number.isNaN(value))).toBe(false);
  });

  test('an option the server does not know is told, since it would be ignored', () => {
    expect(messages(step('rebin', { scal: '0.5' }))).toEqual([
      'scal: rebin has no option scal; the server would ignore it.',
    ]);
  });

  test('signs that separate options cannot be sent', () => {
    expect(messages(step('aia_scale_other', { mpt: 'a,b=c' }))).toEqual([
      'mpt: Pointing table: , | ; = and quotes cannot be sent.',
    ]);
  });
});

describe('cut-outs', () => {
  const tracked = { t_ref: '2015-10-17T04:33:30Z', x: '-517.2', y: '-246' };

  test('are sent with numbers as numbers, and nothing of what was not asked', () => {
    expect(sentProcessing([step('im_patch', { ...tracked, car_rot: '2150' })])).toEqual({
      im_patch: {
        ...{ t: '0', t_ref: '2015-10-17T04:33:30Z', locunits: 'arcsec', x: -517.2, y: -246 },
        ...{ boxunits: 'pixels', width: 512, height: 512, r: '0', c: '0' },
      },
    });
    expect(messages(step('im_patch', tracked))).toEqual([]);
  });

  test('need a time to be tracked from, in a form the server reads', () => {
    expect(messages(step('im_patch'))).toEqual(['t_ref: Time of the place: give a value.']);
    expect(messages(step('im_patch', { t_ref: 'noon' }))[0]).toMatch(/no time such as/);
    expect(messages(step('im_patch', { t: '1' }))).toEqual([]);
  });

  test('cannot be tracked off the disk', () => {
    expect(messages(step('im_patch', { ...tracked, x: '900', y: '400' }))).toEqual([
      'x: This place is off the disk, whose radius is 960 arcsec; it cannot be tracked.',
    ]);
    expect(messages(step('im_patch', { t: '1', x: '900', y: '400' }))).toEqual([]);
  });

  test('have places and sizes within the bounds of their units', () => {
    expect(messages(step('im_patch', { ...tracked, locunits: 'stony', x: '91', y: '-91' }))).toHaveLength(2);
    expect(messages(step('im_patch', { ...tracked, locunits: 'carrlong', x: '361', y: '0' }))).toEqual([
      'car_rot: Carrington rotation: give a value.',
      'x: Carrington longitudes are 0 to 360.',
    ]);
    expect(messages(step('im_patch', { ...tracked, width: '5000', height: '10.5' }))).toEqual([
      'height: Height: give whole pixels.',
      'width: The images are 4096 pixels wide.',
    ]);
    expect(messages(step('im_patch', { ...tracked, width: 'wide' }))).toEqual(['width: Width: wide is no number.']);
  });

  test.each([
    ['pixels', '300', '200', { width: 300, height: 200 }],
    ['arcsec', '300', '200', { width: 600, height: 400 }],
    // One degree at the centre of the disk is 960 × π / 180 = 16.755 arcsec.
    ['degrees', '10', '20', { width: 335, height: 670 }],
  ])('have their size in %s', (boxunits, width, height, size) => {
    expect(processedSize([step('im_patch', { boxunits, width, height })], frame)).toEqual(size);
  });

  test('have no size where the scale of the images is not known', () => {
    const unknown = { ...frame, arcsecPerPixel: null };
    expect(processedSize([step('im_patch', { boxunits: 'arcsec' })], unknown)).toBeNull();
    expect(processedSize([step('im_patch')], unknown)).toEqual({ width: 512, height: 512 });
  });
});

describe('sizes', () => {
  test('follow all steps in their order', () => {
    expect(processedSize([step('im_patch', { width: '300' }), step('rebin', { scale: '0.5' })], frame)).toEqual({
      width: 150,
      height: 256,
    });
    expect(processedSize([step('resize', { scale_to: '1' })], frame)).toEqual({ width: 2048, height: 2048 });
    expect(processedSize([step('Maproj')], frame)).toEqual({ width: 1024, height: 1024 });
    expect(processedSize([step('aia_scale_other', { wide: '1000' })], frame)).toEqual({ width: 1000, height: 4096 });
    expect(processedSize([], frame)).toEqual({ width: 4096, height: 4096 });
  });
});
