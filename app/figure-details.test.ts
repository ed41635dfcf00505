import { afterAll, beforeAll, expect, test } from 'vitest';
import { wholeBytes } from './contract/bytes.ts';
import { FigureDetailsSchema } from './contract/figure-details.ts';
import type { FigureSpec } from './contract/figures.ts';
import type { FigureDetails } from './domain/figure-details.ts';
import { readPicture } from './figures/read-picture.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';
import { loadFigure, specOf } from './testing/story-core.ts';

let core: TestCore;
let plain: FigureSpec;
beforeAll(async () => {
  core = await openTestCore();
  const all = specOf(await loadFigure(core));
  plain = { ...all, samples: ['26S-001', '26S-004'] };
});
afterAll(() => core.close());

const details: FigureDetails = {
  ...{ temperatureUnit: '°C', quantityUnit: 'S/m', panels: 'together', onRight: ['26S-004'] },
  errors: { sigma: { kind: 'percent', value: 20 }, kelvin: 1 },
  marks: [
    { kind: 'text', id: 1, text: 'kink', kelvin: 320, sigma: 1e-7, arrow: { rightPx: 40, downPx: -40 } },
    { kind: 'region', id: 2, along: 'temperature', from: 290, to: 310 },
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
  const { details: read } = await readPicture('figure.svg', picture);
  expect(FigureDetailsSchema.parse(read)).toEqual(details);
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
