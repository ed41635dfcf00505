/** Typed value of one option of a processing step. */
export type OptionForm =
  | { kind: 'number'; unit?: string; least?: number; most?: number; isWhole?: boolean }
  /** The values as they are sent. */
  | { kind: 'choice'; choices: readonly { value: string; label: string }[] }
  | { kind: 'time' }
  | { kind: 'text' };

/** An option of a step, as the server knows it and as people are asked for it. */
export interface StepOption {
  /** As it is sent, case-sensitive. */
  name: string;
  label: string;
  form: OptionForm;
  /** What the form begins with; empty: left out of the request unless something is given. */
  usual: string;
  isRequired: boolean;
  /** Asked for only while another option has one of these values. */
  onlyWith?: { option: string; values: readonly string[] };
}

/** A step of processing that the server can do with the images of an export. */
export interface ProcessingStep {
  /** As it is sent, case-sensitive. */
  name: string;
  title: string;
  note: string;
  /** Series that it is made for, in lower case; absent: any with images. */
  series?: RegExp;
  options: readonly StepOption[];
}

const flag = (name: string, label: string, usual = '0'): StepOption => ({
  ...{ name, label, usual, isRequired: false },
  form: {
    kind: 'choice',
    choices: [
      { value: '0', label: 'No' },
      { value: '1', label: 'Yes' },
    ],
  },
});

const number = (
  name: string,
  label: string,
  given: { unit?: string; usual?: string; least?: number; most?: number; isWhole?: boolean; isRequired?: boolean } = {},
): StepOption => {
  const { usual = '', isRequired = true, ...form } = given;
  return { name, label, form: { kind: 'number', ...form }, usual, isRequired };
};

const largestSide = 4096;
const pixels = { unit: 'pixels', least: 1, most: largestSide, isWhole: true } as const;

const cutOut: ProcessingStep = {
  name: 'im_patch',
  title: 'Cut out a part',
  note: 'A box around a place, counted from disk centre; it can follow the rotation of the Sun.',
  options: [
    {
      ...{ name: 't', label: 'Follow the rotation', usual: '0', isRequired: true },
      form: {
        kind: 'choice',
        choices: [
          { value: '0', label: 'Yes' },
          { value: '1', label: 'No' },
        ],
      },
    },
    {
      ...{ name: 't_ref', label: 'Time of the place', form: { kind: 'time' }, usual: '', isRequired: true },
      onlyWith: { option: 't', values: ['0'] },
    },
    {
      ...{ name: 'locunits', label: 'Place in', usual: 'arcsec', isRequired: true },
      form: {
        kind: 'choice',
        choices: [
          { value: 'arcsec', label: 'Arcsec' },
          { value: 'stony', label: 'Stonyhurst, °' },
          { value: 'carrlong', label: 'Carrington, °' },
          { value: 'pixels', label: 'Pixels' },
        ],
      },
    },
    {
      ...number('car_rot', 'Carrington rotation', { least: 1, isWhole: true }),
      onlyWith: { option: 'locunits', values: ['carrlong'] },
    },
    number('x', 'Centre x', { usual: '0' }),
    number('y', 'Centre y', { usual: '0' }),
    {
      ...{ name: 'boxunits', label: 'Size in', usual: 'pixels', isRequired: true },
      form: {
        kind: 'choice',
        choices: [
          { value: 'pixels', label: 'Pixels' },
          { value: 'arcsec', label: 'Arcsec' },
          { value: 'degrees', label: 'Degrees' },
        ],
      },
    },
    number('width', 'Width', { usual: '512', least: 0.001 }),
    number('height', 'Height', { usual: '512', least: 0.001 }),
    flag('r', 'Register pixels'),
    flag('c', 'Blank outside the limb'),
  ],
};

const aiaScale = (name: string, title: string, series?: RegExp): ProcessingStep => ({
  ...{ name, title, note: 'Same scale, centre and north for all images (level 1.5).' },
  ...(series === undefined ? {} : { series }),
  options: [
    { name: 'mpt', label: 'Pointing table', form: { kind: 'text' }, usual: '', isRequired: false },
    number('xc', 'Centre x', { unit: 'arcsec', isRequired: false }),
    number('yc', 'Centre y', { unit: 'arcsec', isRequired: false }),
    number('wide', 'Width', { ...pixels, isRequired: false }),
    number('high', 'Height', { ...pixels, isRequired: false }),
  ],
});

/** All steps that servers know (protocol 2.7). Options they do not know are ignored there without a word. */
export const processingSteps: readonly ProcessingStep[] = [
  cutOut,
  {
    name: 'resize',
    title: 'Resize and register',
    note: 'Same scale and centre for all images, by interpolation.',
    options: [
      flag('rescale', 'Change the scale', '1'),
      {
        ...number('scale_to', 'Scale', { unit: 'arcsec per pixel', least: 0.01 }),
        onlyWith: { option: 'rescale', values: ['1'] },
      },
      flag('regrid', 'Interpolate', '1'),
      flag('do_stretchmarks', 'Fill gaps'),
      {
        ...{ name: 'center_to', label: 'Centre on', usual: '0', isRequired: true },
        form: {
          kind: 'choice',
          choices: [
            { value: '0', label: 'Disk centre' },
            { value: '1', label: 'Centre of the first image' },
            { value: '2', label: 'No change' },
          ],
        },
      },
      flag('c', 'Blank outside the limb'),
    ],
  },
  {
    name: 'rebin',
    title: 'Rebin',
    note: 'Larger or smaller pixels: 0.5 halves both sides.',
    options: [
      number('scale', 'Scale', { usual: '0.5', least: 0.001, most: 8 }),
      {
        ...{ name: 'method', label: 'Method', usual: 'boxcar', isRequired: true },
        form: {
          kind: 'choice',
          choices: [
            { value: 'boxcar', label: 'Mean of the pixels' },
            { value: 'gaussian', label: 'Gaussian' },
          ],
        },
      },
      {
        ...number('FWHM', 'Full width at half maximum', { unit: 'pixels', least: 0.001 }),
        onlyWith: { option: 'method', values: ['gaussian'] },
      },
      {
        ...number('nvector', 'Length of the kernel', { unit: 'pixels', least: 1, isWhole: true }),
        onlyWith: { option: 'method', values: ['gaussian'] },
      },
      flag('c', 'Blank outside the limb'),
      flag('u', 'Leave out rotation and shift'),
    ],
  },
  aiaScale('aia_scale_orig', 'Scale AIA images', /^aia\.lev1_/),
  aiaScale('aia_scale_aialev1', 'Scale AIA images', /^aia\.lev1$/),
  aiaScale('aia_scale_other', 'Scale as AIA images', /^(?!aia\.lev1)/),
  {
    name: 'Maproj',
    title: 'Project onto a map',
    note: 'A map around a place in heliographic coordinates.',
    options: [
      {
        ...{ name: 'map', label: 'Projection', usual: 'Postel', isRequired: true },
        form: {
          kind: 'choice',
          choices: [
            { value: 'Postel', label: 'Postel (equidistant)' },
            { value: 'carree', label: 'Plate carrée' },
            { value: 'cyleqa', label: 'Cylindrical equal area' },
            { value: 'orthographic', label: 'Orthographic' },
          ],
        },
      },
      number('clon', 'Longitude of the centre', { unit: 'degrees', usual: '0', least: -360, most: 360 }),
      number('clat', 'Latitude of the centre', { unit: 'degrees', usual: '0', least: -90, most: 90 }),
      number('scale', 'Scale', { unit: 'degrees per pixel', usual: '0.03', least: 0.0001 }),
      number('cols', 'Columns', { ...pixels, usual: '1024' }),
      number('rows', 'Rows', { ...pixels, usual: '1024' }),
      number('grid', 'Lines of the grid every', { unit: 'degrees', least: 0, isRequired: false }),
    ],
  },
  {
    name: 'HmiB2ptr',
    title: 'Vector field in heliographic components',
    note: 'Bp, Bt and Br in place of strength, inclination and azimuth.',
    series: /^hmi\.b_720s$/,
    options: [
      {
        ...{ name: 'l', label: 'Components', usual: '1', isRequired: true },
        form: { kind: 'choice', choices: [{ value: '1', label: 'Bp, Bt, Br' }] },
      },
      number('ambweak', 'Disambiguation in weak fields', { least: 0, most: 2, isWhole: true, isRequired: false }),
    ],
  },
];
