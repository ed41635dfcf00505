import { expect, test } from 'vitest';
import { type FigureDetails, plainDetails } from '../domain/figure-details.ts';
import { rightFindings } from './check/rules.ts';
import { describeConductivityFigure, type FigureCurve, type FigureOptions } from './conductivity-figure.ts';
import type { FigureDescription, PlotlyValue } from './plotly-types.ts';

const curve: FigureCurve = {
  sampleName: 'A',
  x: Float64Array.of(2.5, 4),
  y: Float64Array.of(1e-2, 1e-6),
  fit: null,
};
const options: FigureOptions = {
  ...{ view: 'arrhenius', yScale: 'log', showFit: false, fitRange: null, theme: 'print', legend: true },
};
const describe = (details: Partial<FigureDetails>, changes: Partial<FigureOptions> = {}): FigureDescription =>
  describeConductivityFigure([curve], { ...options, ...changes, details: { ...plainDetails, ...details } });

/** What stands at a path of a description. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

test('a plain figure is drawn as one without details', () => {
  expect(describe({})).toEqual(describeConductivityFigure([curve], options));
});

test('axes and points follow the units', () => {
  const { data, layout } = describe({ quantityUnit: 'Ω m', temperatureUnit: '°C' });
  expect([...(data[0]?.y ?? [])]).toEqual([1, 1e4]);
  expect([...(data[0]?.x ?? [])]).toEqual([2.5, 4]);
  expect(at(layout, 'yaxis', 'title', 'text')).toBe('<i>ρ</i> (Ω m)');
  expect(at(layout, 'xaxis2', 'title', 'text')).toBe('<i>T</i> (°C)');
  // 0 °C lies at 1000/273.15.
  const ticks = at(layout, 'xaxis2', 'ticktext') as string[];
  const places = at(layout, 'xaxis2', 'tickvals') as number[];
  expect(places[ticks.indexOf('0')] ?? places[ticks.indexOf('−20')]).toBeCloseTo(
    ticks.includes('0') ? 1000 / 273.15 : 1000 / 253.15,
    9,
  );
});

test('axes run from large to small, with the inset and the axis of the same quantity on the right', () => {
  const inset = { minKelvin: 260, maxKelvin: 300, minSigma: 1e-5, maxSigma: 1e-3, corner: 'top-right' } as const;
  const wish = { inset, onRight: ['A'] };
  const plain = describe(wish).layout;
  const turned = describe({ ...wish, reversed: ['temperature', 'sigma'] }).layout;
  for (const axis of ['xaxis', 'yaxis2', 'xaxis4', 'yaxis4'])
    expect(at(turned, axis, 'range'), axis).toEqual((at(plain, axis, 'range') as number[]).toReversed());
  // Without a curve of its own plotly looks for its ends.
  expect(at(turned, 'yaxis', 'autorange')).toBe('reversed');
  expect(at(turned, 'xaxis2')).toEqual(at(plain, 'xaxis2'));
  expect(at(describe({ reversed: ['sigma'] }).layout, 'xaxis')).toEqual(at(describe({}).layout, 'xaxis'));
});

test('a resistivity has its long bar upwards', () => {
  const errors = { sigma: { kind: 'percent', value: 50 }, kelvin: null } as const;
  const up = (unit: FigureDetails['quantityUnit'], side: string): unknown =>
    at(describe({ errors, quantityUnit: unit }).data[0], 'error_y', side, 0);
  expect(up('S/cm', 'array')).toBeCloseTo(5e-3, 12);
  expect(up('S/cm', 'arrayminus')).toBeCloseTo(5e-3, 12);
  expect(up('Ω cm', 'array')).toBeCloseTo(100, 9);
  expect(up('Ω cm', 'arrayminus')).toBeCloseTo(100 / 3, 9);
});

test('an error of the temperature is drawn along 1000/T', () => {
  const { data } = describe({ errors: { sigma: null, kelvin: 10 } });
  expect(at(data[0], 'error_x', 'array', 0)).toBeCloseTo(1000 / 390 - 2.5, 12);
  expect(at(data[0], 'error_x', 'arrayminus', 0)).toBeCloseTo(2.5 - 1000 / 410, 12);
});

test('a picture says what its bars mean, a window says it beside the figure', () => {
  const errors = { sigma: { kind: 'percent', value: 5 }, kelvin: null } as const;
  expect(at(describe({ errors }).layout, 'annotations', 0, 'text')).toBe('Bars: ± 5 % of σ');
  expect(at(describe({ errors }, { legend: false }).layout, 'annotations')).toEqual([]);
});

test('of many points some have a bar', () => {
  const many = { ...curve, x: new Float64Array(1000).fill(3), y: new Float64Array(1000).fill(1) };
  const { data, layout } = describeConductivityFigure([many], {
    ...options,
    details: { ...plainDetails, errors: { sigma: { kind: 'percent', value: 5 }, kelvin: null } },
  });
  const bars = at(data[0], 'error_y', 'array') as Float64Array;
  expect(bars.filter((bar) => bar > 0)).toHaveLength(59);
  expect(at(layout, 'annotations', 0, 'text')).toBe('Bars: ± 5 % of σ, of some points');
});

const marks: FigureDetails['marks'] = [
  { kind: 'text', id: 1, text: 'a < b', kelvin: 400, sigma: 1e-3, arrow: { rightPx: 20, downPx: -30 } },
  { kind: 'line', id: 2, along: 'temperature', at: 400 },
  { kind: 'region', id: 3, along: 'sigma', from: 1e-4, to: 1e-3 },
];

test('marks stand at their temperature and conductivity in every view and unit', () => {
  const arrhenius = describe({ marks }).layout;
  expect(at(arrhenius, 'annotations', 0)).toMatchObject({ text: 'a &lt; b', x: 2.5, y: -3, ax: 20, ay: -30 });
  expect(at(arrhenius, 'shapes', 0)).toMatchObject({ x0: 2.5, x1: 2.5 });
  expect(at(arrhenius, 'shapes', 1)).toMatchObject({ y0: 1e-4, y1: 1e-3, layer: 'below' });
  const linear = describe(
    { marks, temperatureUnit: '°C', quantityUnit: 'Ω cm' },
    { view: 'linear', yScale: 'linear' },
  ).layout;
  expect(at(linear, 'annotations', 0)).toMatchObject({ x: 126.85000000000002, y: 1000 });
  expect(at(linear, 'shapes', 1)).toMatchObject({ y0: 1e4, y1: 1000 });
});

test('a mark where a logarithm has no place is left out', () => {
  const line: FigureDetails['marks'] = [{ kind: 'line', id: 1, along: 'sigma', at: -1e-9 }];
  expect(at(describe({ marks: line }).layout, 'shapes')).toEqual([]);
  expect(at(describe({ marks: line }, { yScale: 'linear' }).layout, 'shapes')).toHaveLength(1);
});

test('a fitted formula is a line, with its residuals below', () => {
  const formula = { x: curve.x, y: curve.y, residuals: { x: curve.x, y: Float64Array.of(-2, 1) } };
  const { data, layout } = describeConductivityFigure([{ ...curve, formula }], options);
  expect(data.map(({ name }) => name)).toEqual(['A', 'A formula', 'A residuals', 'T']);
  expect(layout.yaxis.domain).toEqual([0.28, 1]);
  expect((at(layout, 'yaxis3', 'range') as PlotlyValue[])[1]).toBeCloseTo(2.2, 9);
});

const two = [curve, { ...curve, sampleName: 'B <2>', y: Float64Array.of(1, 1e-3) }];
const describeTwo = (details: Partial<FigureDetails>): FigureDescription =>
  describeConductivityFigure(two, { ...options, details: { ...plainDetails, ...details } });

test('each curve has a panel of its own that follows the first, with its name and the marks', () => {
  const { data, layout } = describeTwo({ panels: 'each', marks });
  expect(data.map(({ xaxis, yaxis }) => [xaxis, yaxis])).toEqual([
    ['x', 'y'],
    ['x11', 'y11'],
  ]);
  expect(at(layout, 'xaxis11')).toMatchObject({ matches: 'x', anchor: 'y11' });
  expect(at(layout, 'yaxis11')).toMatchObject({ matches: 'y', showticklabels: false });
  expect(at(layout, 'showlegend')).toBe(false);
  expect(at(layout, 'annotations', 2)).toMatchObject({ text: 'B &lt;2&gt;', xref: 'x11 domain' });
  expect((at(layout, 'shapes') as PlotlyValue[]).map((shape) => at(shape, 'xref'))).toEqual([
    ...['x', 'x domain', 'x11', 'x11 domain'],
  ]);
});

test('chosen curves have an axis on the right with their names', () => {
  const { data, layout } = describeTwo({ onRight: ['B <2>'] });
  expect(data.map(({ yaxis }) => yaxis)).toEqual([undefined, 'y2', undefined]);
  expect(at(layout, 'yaxis2')).toMatchObject({
    ...{ side: 'right', overlaying: 'y' },
    title: { text: '<i>σ</i> of B &lt;2&gt; (S/cm)' },
  });
  expect((layout.yaxis.range as number[])[1]).toBeLessThan(-1);
});

test('an inset shows its part of the curves once more', () => {
  const inset = { minKelvin: 300, maxKelvin: 500, minSigma: 1e-4, maxSigma: 1, corner: 'top-right' } as const;
  const { data, layout } = describeTwo({ inset });
  expect(at(layout, 'xaxis4', 'range')).toEqual([2, 1000 / 300]);
  expect(at(layout, 'yaxis4', 'range')).toEqual([-4, 0]);
  expect(data.filter(({ xaxis }) => xaxis === 'x4').map(({ x }) => [...x])).toEqual([
    [2.5, 4],
    [2.5, 4],
  ]);
  expect(at(describeTwo({ inset: { ...inset, minSigma: -1 } }).layout, 'xaxis4')).toBeUndefined();
});

test('another quantity of the files has the axis on the right with its unit, as far as it is the same', () => {
  const other = (unit: string) => ({ x: Float64Array.of(2.5, 4), y: Float64Array.of(1e-3, -1), unit });
  const three = [
    ...two.map((one) => ({ ...one, other: other('A') })),
    { ...curve, sampleName: 'C', other: other('mA') },
  ];
  const details = { ...plainDetails, onRight: ['A'], rightColumn: { column: 'current', scale: 'log' } } as const;
  const given = { ...options, details: { ...details, onRight: ['A'] } };
  const { data, layout } = describeConductivityFigure(three, given);
  expect(data.filter(({ yaxis }) => yaxis === 'y2').map(({ name }) => name)).toEqual([
    'A current (A)',
    'B &lt;2&gt; current (A)',
  ]);
  expect([...(data.find(({ yaxis }) => yaxis === 'y2')?.y ?? [])]).toEqual([1e-3, Number.NaN]);
  expect(at(layout, 'yaxis2')).toMatchObject({
    ...{ side: 'right', type: 'log', tickmode: 'auto', title: { text: 'current (A)' } },
  });
  expect(rightFindings([...three, curve], given).map(({ text }) => text)).toEqual([
    'The axis on the right leaves out A: there is no column current.',
    'The axis on the right leaves out C: the column current has another unit there.',
  ]);
});
