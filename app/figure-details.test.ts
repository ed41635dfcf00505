import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wholeBytes } from './contract/bytes.ts';
import { FigureDetailsSchema } from './contract/figure-details.ts';
import type { FigureSpec } from './contract/figures.ts';
import { type FigureDetails, plainDetails } from './domain/figure-details.ts';
import { printPresets } from './domain/figure-print.ts';
import { readPicture } from './figures/read-picture.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';
import { loadFigure, specOf } from './testing/story-core.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let core: TestCore;
let plain: FigureSpec;
beforeAll(async () => {
  core = await openTestCore();
  const all = specOf(await loadFigure(core));
  plain = { ...all, samples: ['26S-001', '26S-004'] };
});
afterAll(() => core.close());

const details: FigureDetails = {
  ...{
    temperatureUnit: '°C',
    quantityUnit: 'S/m',
    panels: 'together',
    onRight: ['26S-004'],
    rightColumn: null,
    reversed: ['sigma'],
  },
  errors: { sigma: { kind: 'percent', value: 20 }, kelvin: 1 },
  marks: [
    { kind: 'text', id: 1, text: 'kink', kelvin: 320, sigma: 1e-7, arrow: { rightPx: 40, downPx: -40 } },
    { kind: 'line', id: 2, along: 'sigma', at: 1e-8 },
    { kind: 'region', id: 3, along: 'temperature', from: 290, to: 310 },
  ],
  formula: { formula: 'a * exp(-b * x)', start: { b: 5 }, weight: 'errors', inFitRange: true },
  breaks: [{ along: 'temperature', from: 345, to: 350 }],
  inset: { minKelvin: 300, maxKelvin: 340, minSigma: 1e-8, maxSigma: 1e-5, corner: 'bottom-left' },
};

test('a picture shows and brings back all that was drawn on it', async () => {
  const query = JSON.stringify({ spec: { ...plain, details }, format: 'svg' });
  const picture = await wholeBytes(await core.app.bytes('figure-image', query, new AbortController().signal));
  const svg = new TextDecoder().decode(picture);
  for (const text of ['kink', '(S/m)', '(°C)', '− fit (%)', 'of 26S-004', 'Bars: ± 20 % of σ, ± 1 K'])
    expect(svg).toContain(text);
  const read = await readPicture('figure.svg', picture);
  if (read.kind !== 'conductivity') throw new Error('It is another figure.');
  expect(FigureDetailsSchema.parse(read.details)).toEqual(details);
});

test('bars are as long as a column of the file says, for the formula too', async () => {
  const before = await loadFigure(core);
  const [path] = before.curves.flatMap(({ sampleName, localFile }) => (sampleName === '26S-001' ? [localFile] : []));
  if (path == null) throw new Error('26S-001 has no file.');
  const lines = readFileSync(path, 'utf8').split('\n');
  const withErrors = lines.map((line, index) => {
    if (line.startsWith('# T/K')) return `${line}\tdsigma/(S/cm)`;
    const sigma = Number(line.split('\t')[1]);
    if (!/^\d/.test(line)) return line;
    return index % 2 === 0 ? `${line}\t` : `${line}\t${(sigma / 10).toExponential(3)}`;
  });
  writeFileSync(path, withErrors.join('\n'));
  const figure = await loadFigure(core);
  const first = figure.curves.find(({ sampleName }) => sampleName === '26S-001');
  expect(first?.columns).toEqual([{ name: 'dsigma', unit: 'S/cm', isError: true }]);
  const rightColumn = { column: 'dsigma', scale: 'log' } as const;
  const errors: FigureDetails['errors'] = { sigma: { kind: 'column', column: 'dsigma' }, kelvin: null };
  const spec = {
    ...specOf(figure),
    samples: ['26S-001', '26S-004'],
    details: { ...plainDetails, errors, rightColumn },
  };
  const found = await core.client.call('figures.check', { spec, size: printPresets['one-column'].size });
  expect(found.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'The file of 26S-004 has no errors in a column dsigma, so no bars are drawn there.',
      'The axis on the right leaves out 26S-004: there is no column dsigma.',
    ]),
  );
  const { fits } = await core.client.call('figures.formula.fit', {
    ...{ figureId: figure.figureId, view: 'arrhenius', samples: spec.samples, errors, fitRange: null },
    fit: { formula: 'a * exp(-b * x)', start: {}, weight: 'errors', inFitRange: false },
  });
  const [weighted, other] = fits;
  // Every second point has an error.
  expect(weighted?.fit?.points).toBe(Math.floor((weighted?.fit?.of ?? 0) / 2));
  expect(other?.message).toBe('Its file has no column dsigma with errors by which the points could be weighted.');
});

test('a formula is fitted to each drawn curve, or says where it is wrong', async () => {
  const { figureId, view, samples } = plain;
  const fit = { formula: 'a * exp(-b * x)', start: {}, weight: 'relative', inFitRange: true } as const;
  const ask = (formula: string) =>
    core.client.call('figures.formula.fit', {
      ...{ figureId, view, samples, fit: { ...fit, formula }, errors: null },
      fitRange: plain.fitRange,
    });
  const { parameters, fits } = await ask(fit.formula);
  expect(parameters).toEqual(['a', 'b']);
  expect(fits.map(({ sampleName }) => sampleName)).toEqual(samples);
  // 0.416 eV in units of 1000 k.
  expect(fits[0]?.fit?.values[1]).toBeCloseTo(0.416 / (1000 * 8.617333262e-5), 1);
  expect(await ask('a * exp(-b * x')).toMatchObject({ problem: { at: 15 }, fits: [] });
});

test('the file of options that the documentation shows says a figure', async () => {
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/figures.md'), 'utf8')) ?? [];
  const { details: said, samples = [] } = await core.client.call('figures.options.read', { text, name: 'f.yaml' });
  const asked = FigureDetailsSchema.parse({ ...plainDetails, ...said });
  expect(asked).toMatchObject({ ...details, formula: { start: { b: 5 }, weight: 'errors' } });
  const spec = { ...plain, samples, details: asked };
  const found = await core.client.call('figures.check', { spec, size: printPresets['two-columns'].size });
  expect(found.filter(({ rule }) => rule !== 'break')).toEqual([]);
});

test.each([
  [
    'details:\n  marks:\n    - { kind: text, text: a, kelvin: -3, sigma: 1 }',
    /^f\.yaml:3:\d+: details\.marks\.0\.kelvin: /,
  ],
  [
    'details:\n  breaks:\n    - { along: sigma, from: 2, to: 1 }',
    /^f\.yaml:3:\d+: details\.breaks\.0: The break starts after its end\.$/,
  ],
  ['view: polar', /^f\.yaml:1:1: view: /],
  ['details:\n  inset: { corner: top-left, minKelvins: 3 }', /^f\.yaml:2:30: details\.inset\.minKelvins: /m],
])('a mistake in a file of options is told with its place: %j', async (text, message) => {
  const reading = core.client.call('figures.options.read', { text, name: 'f.yaml' });
  await expect(reading).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringMatching(message) });
});
