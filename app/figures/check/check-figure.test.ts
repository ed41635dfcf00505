import { describe, expect, test } from 'vitest';
import { type FigureDetails, plainDetails, quantityUnits } from '../../domain/figure-details.ts';
import { type FigureRule, printPresets } from '../../domain/figure-print.ts';
import { describeConductivityFigure } from '../conductivity-figure.ts';
import type { FigureCurve } from '../figure-options.ts';
import { checkDescription, checkFigure, type FigureCase } from './check-figure.ts';

const curve = (sampleName: string, scale = 1): FigureCurve => ({
  sampleName,
  x: Float64Array.from({ length: 20 }, (_, step) => 2.2 + step / 8),
  y: Float64Array.from({ length: 20 }, (_, step) => scale * Math.exp(-step / 2)),
  fit: null,
});

/** About a line of 0.345 eV, in turns above and below it. */
const scattered = (sampleName: string, share: number): FigureCurve => ({
  ...curve(sampleName),
  y: Float64Array.from(
    { length: 20 },
    (_, step) => Math.exp(-step / 2) * (step % 2 === 0 ? 1 + share : 1 / (1 + share)),
  ),
  fit: {
    ...{ activationEnergyEv: 4 * 1000 * 8.617333262e-5, activationEnergyStderrEv: 0, lnSigma0: 8.8, lnSigma0Stderr: 0 },
    ...{ sigma300: 1, sigma300Stderr: 0, rSquared: 1, points: 20, worstResidualSigma: 1, curved: false },
    suggestedRange: null,
  },
});
const good: FigureCase = {
  curves: ['A', 'B', 'C'].map((name, index) => curve(name, index + 1)),
  options: {
    ...{ view: 'arrhenius', yScale: 'log', showFit: false, fitRange: null, theme: 'print', legend: true },
  },
  size: printPresets['one-column'].size,
};

function withDetails(given: FigureCase, changes: Partial<FigureDetails>): FigureCase {
  return {
    ...given,
    options: { ...given.options, details: { ...plainDetails, ...given.options.details, ...changes } },
  };
}

const bad: Record<Exclude<FigureRule, 'unit'>, FigureCase> = {
  'text-size': { ...good, size: { ...good.size, textPt: 5 } },
  'line-width': { ...good, size: { ...good.size, textPt: 4 } },
  overlap: { ...good, size: { widthMm: 50, heightMm: 60, textPt: 9 } },
  log: { ...good, curves: [curve('A'), { ...curve('B'), y: Float64Array.from({ length: 20 }, (_, i) => i - 2) }] },
  bars: {
    ...good,
    options: { ...good.options, showFit: true, fitRange: { minInverseKelvin: 2.2, maxInverseKelvin: 4.6 } },
    curves: [scattered('A', 0.4)],
  },
  break: withDetails(good, { breaks: [{ along: 'temperature', from: 1000 / 3, to: 1000 / 2.7 }] }),
  alike: { ...good, curves: Array.from({ length: 14 }, (_, index) => curve(`S${index}`, index + 1)) },
};

const rulesOf = (found: FigureCase): FigureRule[] => checkFigure(found).map(({ rule }) => rule);

/** As the window does it. */
function mended(given: FigureCase, rule: FigureRule): FigureCase {
  const change = checkFigure(given).find((finding) => finding.rule === rule)?.remedy?.change;
  switch (change?.kind) {
    case 'size':
      return { ...given, size: change.size };
    case 'y-scale':
      return { ...given, options: { ...given.options, yScale: change.yScale } };
    case 'curves':
      return { ...given, curves: given.curves.filter(({ sampleName }) => change.samples.includes(sampleName)) };
    case 'quantity':
      return withDetails(given, { quantityUnit: change.quantityUnit });
    case 'breaks':
      return withDetails(given, { breaks: change.breaks });
    case 'bars':
      return withDetails(given, { errors: { sigma: { kind: 'percent', value: change.percent }, kelvin: null } });
    default:
      throw new Error(`There is no remedy for ${rule}.`);
  }
}

test('every preset is good for a figure of twelve curves', () => {
  const curves = Array.from({ length: 12 }, (_, index) => curve(`26S-0${index}`, index + 1));
  for (const { title, size } of Object.values(printPresets))
    for (const view of ['linear', 'arrhenius'] as const)
      expect([title, rulesOf({ curves, options: { ...good.options, view }, size })]).toEqual([title, []]);
});

describe.each(Object.entries(bad) as [FigureRule, FigureCase][])('%s', (rule, example) => {
  test('is found in a bad figure', () => {
    expect(rulesOf(example)).toContain(rule);
    expect(checkFigure(example).find((finding) => finding.rule === rule)?.text).toMatch(/^[A-Z].*\.$/);
  });

  test('is not found in a good one', () => expect(rulesOf(good)).not.toContain(rule));

  test('is gone after its remedy', () => expect(rulesOf(mended(example, rule))).not.toContain(rule));
});

test('the sentences name the place', () => {
  const sentence = (rule: keyof typeof bad): string | undefined =>
    checkFigure(bad[rule]).find((finding) => finding.rule === rule)?.text;
  expect(sentence('log')).toBe('The logarithmic axis leaves out 3 values of B that are not positive.');
  expect(sentence('break')).toBe('Breaks of the axes leave out 6 points of A, B, C.');
  expect(sentence('alike')).toBe('S0 and S12 look the same.');
  expect(sentence('text-size')).toBe(
    'The smallest text is 4.8 pt high when the figure is 86 mm wide; journals ask for 6 pt.',
  );
  expect(sentence('overlap')).toMatch(/^On the upper axis the labels \d+ and \d+ touch\.$/);
});

test('what has no resistivity is left out on any axis, and comes back with the conductivity', () => {
  const given = withDetails({ ...bad.log, options: { ...good.options, yScale: 'linear' } }, { quantityUnit: 'Ω cm' });
  expect(checkFigure(given).map(({ text }) => text)).toContain(
    'A conductivity that is not positive has no resistivity: 3 values of B are left out.',
  );
  expect(rulesOf(mended(given, 'log'))).not.toContain('log');
});

test('bars that leave a logarithmic axis are found, small scatter is not', () => {
  const given = withDetails(good, { errors: { sigma: { kind: 'absolute', value: 1e-3 }, kelvin: null } });
  expect(checkFigure(given).map(({ text }) => text)).toContain(
    'Error bars of A, B, C reach down to where a logarithmic axis has no place.',
  );
  expect(rulesOf(mended(given, 'bars'))).not.toContain('bars');
  expect(rulesOf({ ...bad.bars, curves: [scattered('A', 0.01)] })).not.toContain('bars');
});

test('curves whose files say nothing of errors are found', () => {
  const [first, second, third] = good.curves.map((one) => ({ ...one, errors: one.y.map((value) => value / 10) }));
  const bare = good.curves[1];
  if (first === undefined || second === undefined || third === undefined || bare === undefined) throw new Error();
  const given = withDetails(good, { errors: { sigma: { kind: 'column', column: 'dσ' }, kelvin: null } });
  expect(rulesOf({ ...given, curves: [first, second, third] })).toEqual([]);
  const none = { ...third, errors: third.y.map(() => Number.NaN) };
  expect(checkFigure({ ...given, curves: [first, bare, none] }).map(({ text }) => text)).toEqual([
    'The files of B, C have no errors in a column dσ, so no bars are drawn there.',
  ]);
});

test('every unit, error bars and a formula have axes that tell what they count', () => {
  const formula = (one: FigureCurve): FigureCurve => ({ ...one, formula: { x: one.x, y: one.y, residuals: one } });
  for (const quantityUnit of quantityUnits)
    for (const view of ['linear', 'arrhenius'] as const)
      expect(
        rulesOf(
          withDetails(
            { ...good, curves: good.curves.map(formula), options: { ...good.options, view } },
            { quantityUnit, temperatureUnit: '°C', errors: { sigma: { kind: 'percent', value: 5 }, kelvin: 1 } },
          ),
        ),
      ).toEqual([]);
});

test('colours that not everybody tells apart are found where markers do not help', () => {
  const figure = describeConductivityFigure(good.curves, good.options);
  const red = { color: '#c8553d', width: 1.2, dash: 'solid' };
  const green = { ...red, color: '#7a8b2f' };
  const lines = figure.data.map((trace, index) => ({ ...trace, mode: 'lines', line: index === 0 ? red : green }));
  const found = checkDescription(
    { ...figure, data: lines.slice(0, 2) },
    { ...good, curves: good.curves.slice(0, 2), scale: 1 },
  );
  expect(found.map(({ text }) => text)).toEqual([
    'A and B differ in their colour only, and not for people who see no green.',
  ]);
});

test('axes without a unit or a title are found', () => {
  const figure = describeConductivityFigure(good.curves, good.options);
  const layout = { ...figure.layout, xaxis: { title: { text: '1000/<i>T</i>' } }, yaxis: {} };
  expect(checkDescription({ ...figure, layout }, { ...good, scale: 1 }).map(({ text }) => text)).toEqual([
    'The lower axis, “1000/T”, has no unit in brackets.',
    'The axis on the left has no title.',
  ]);
});

test('a break that cannot be drawn is found, and gone when it is removed', () => {
  const inside = { along: 'temperature', from: 1000 / 2.9, to: 1000 / 2.85 } as const;
  const given = withDetails(good, { breaks: [inside, { along: 'sigma', from: 10, to: 20 }] });
  expect(checkFigure(given).map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^The break of the axis on the left from 10 to 20 S\/cm is not drawn/),
  );
  expect(mended(given, 'break').options.details?.breaks).toEqual([inside]);
});
