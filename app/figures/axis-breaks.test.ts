import { describe, expect, test } from 'vitest';
import { type AxisBreak, plainDetails } from '../domain/figure-details.ts';
import { type AxisGaps, drawnPlace, isLeftOut, valueAtPlace } from './axis-breaks.ts';
import { brokenCurve, brokenLine } from './broken-curve.ts';
import { brokenTicks } from './broken-ticks.ts';
import { describeConductivityFigure } from './conductivity-figure.ts';
import type { FigureCurve, FigureOptions } from './figure-options.ts';
import { placedBreaks } from './placed-breaks.ts';

const linear: AxisGaps = {
  scale: 'linear',
  left: [
    { from: 2, to: 4 },
    { from: 6, to: 9 },
  ],
  gap: 0.5,
};
const log: AxisGaps = { scale: 'log', left: [{ from: -6, to: -2 }], gap: 0.25 };

test('places and values belong to each other on both sides of gaps and within', () => {
  expect([1, 2, 3, 4, 6, 9, 10].map((value) => drawnPlace(value, linear))).toEqual([1, 2, 2.25, 2.5, 4.5, 5, 6]);
  for (const value of [1, 2.5, 4, 5.5, 8, 12])
    expect(valueAtPlace(drawnPlace(value, linear), linear)).toBeCloseTo(value, 12);
  for (const value of [1e-7, 1e-4, 1e-1]) expect(valueAtPlace(drawnPlace(value, log), log) / value).toBeCloseTo(1, 12);
  expect(drawnPlace(1e-1, log)).toBeCloseTo(10 ** -4.75, 12);
  expect([2, 3, 4].map((value) => isLeftOut(value, linear))).toEqual([false, true, false]);
});

test('a line ends at a gap and goes on behind it, on a logarithmic axis as it is drawn there', () => {
  const line = { x: Float64Array.of(1, 5), y: Float64Array.of(1, 1e-4) };
  const cut = brokenLine(line, { x: { ...linear, left: [{ from: 2, to: 4 }] }, y: null, yScale: 'log' });
  expect([...cut.x]).toEqual([1, 2, 2, 2.5, 3.5]);
  expect([...cut.y].map((value) => Math.round(Math.log10(value) * 1e6) / 1e6)).toEqual([0, -1, Number.NaN, -3, -4]);
});

test('points inside a gap are left out with their bars, and no line leads over it', () => {
  const bars = { plus: Float64Array.of(0.1, 0.1, 0.1, 0.1), minus: Float64Array.of(0.1, 0.1, 0.1, 1.5) };
  const curve = brokenCurve(
    {
      ...{ sampleName: 'A', fit: null, xBars: bars, yBars: null },
      ...{ x: Float64Array.of(1, 3, 4.5, 5), y: Float64Array.of(10, 20, 30, 40) },
    },
    { x: { ...linear, left: [{ from: 2, to: 4 }] }, y: null, yScale: 'linear' },
  );
  expect([...curve.y]).toEqual([10, Number.NaN, 30, 40]);
  expect([...(curve.values?.x ?? [])]).toEqual([1, 1, 4.5, 5]);
  expect([...(curve.bridges?.x ?? [])]).toEqual([1, 2, 2, 2.5, 3]);
  // The last bar reaches over the end of the gap: from 5 to 3.5, which stands inside of it.
  expect(curve.xBars?.minus[3]).toBeCloseTo(3.5 - drawnPlace(3.5, linear), 12);
});

describe('ticks', () => {
  test('say the values, at least one on each side', () => {
    const ticks = brokenTicks([0, 6], linear);
    expect(ticks.ticktext).toEqual(['0', '1', '2', '5', '6', '10']);
    expect(ticks.tickvals).toEqual([0, 1, 2, 3.5, 4.5, 6]);
  });

  test('are powers of ten, or lie between them', () => {
    expect(brokenTicks([-8, -3.75], log).ticktext).toEqual(
      ['−8', '−7', '−6', '−1', '0'].map((power) => (power === '0' ? '1' : `10<sup>${power}</sup>`)),
    );
    expect(brokenTicks([-1.7 - 3.75, -1.4 - 3.75], log).ticktext).toEqual(['2×10<sup>−2</sup>']);
  });

  test('are finer in a part between round numbers', () => {
    const gaps = { scale: 'linear', left: [{ from: 2.13, to: 2.31 }], gap: 0.01 } as const;
    expect(brokenTicks([2.11, 2.5], gaps, 3).ticktext).toEqual(['2.12', '2.4', '2.6']);
  });

  test('of small and large numbers share a power', () => {
    const small = { scale: 'linear', left: [{ from: 3e-7, to: 8e-7 }], gap: 1e-8 } as const;
    expect(brokenTicks([0, 5.2e-7], small, 4).ticktext).toEqual([
      '0',
      '0.2×10<sup>−6</sup>',
      '0.8×10<sup>−6</sup>',
      '1.0×10<sup>−6</sup>',
    ]);
  });
});

const curve: FigureCurve = {
  sampleName: 'A',
  x: Float64Array.from({ length: 11 }, (_, step) => 2 + step / 5),
  y: Float64Array.from({ length: 11 }, (_, step) => 10 ** -step),
  fit: null,
};
const options: FigureOptions = {
  ...{ view: 'arrhenius', yScale: 'log', showFit: false, fitRange: null, theme: 'print', legend: true },
};
const withBreaks = (...breaks: AxisBreak[]): FigureOptions => ({ ...options, details: { ...plainDetails, breaks } });
const problemsOf = (given: FigureOptions): string[] => placedBreaks([curve], given).problems.map(({ text }) => text);

test('a break that cannot be drawn says where and why', () => {
  const cold = { along: 'temperature', from: 1000 / 3.6, to: 1000 / 3.1 } as const;
  expect(problemsOf(withBreaks(cold, { along: 'sigma', from: 1e-7, to: 1e-3 }))).toEqual([]);
  expect(
    problemsOf(
      withBreaks(...[cold, { ...cold, from: 300, to: 310 }, { ...cold, from: 100, to: 290 }], {
        along: 'sigma',
        from: -1,
        to: 1e-3,
      }),
    ),
  ).toEqual([
    'The break of the lower axis from 3.23 to 3.33 K⁻¹ is not drawn: it overlaps another one, from 3.1 to 3.6 K⁻¹.',
    'The break of the lower axis from 3.45 to 10 K⁻¹ is not drawn: on one of its sides there are no data, which reach from 2 to 4 K⁻¹.',
    'The break of the axis on the left from −1 to 0.001 S/cm is not drawn: a logarithmic axis has no place for what is not positive.',
  ]);
  const ohms = withBreaks({ along: 'sigma', from: -1, to: 1e-3 });
  expect(
    problemsOf({ ...ohms, yScale: 'linear', details: { ...plainDetails, ...ohms.details, quantityUnit: 'Ω cm' } }),
  ).toEqual([expect.stringContaining('is not drawn: what is not positive has no resistivity.')]);
});

test('a figure has its gaps on all axes, true values where it is pointed at, and the usual strokes', () => {
  const given = withBreaks({ along: 'temperature', from: 1000 / 3.1, to: 1000 / 2.3 });
  const { data, layout, gaps } = describeConductivityFigure([curve], given);
  const [points, bridge, upper] = data;
  expect([...(points?.x ?? [])].filter(Number.isFinite).at(-1)).toBeCloseTo(4 - 0.8 + (gaps?.x?.gap ?? 0), 12);
  expect(points?.hovertemplate).toContain('%{customdata[0]:.3f}');
  expect(points?.customdata).toContainEqual([4, 1e-10]);
  expect(bridge?.name).toBe('A at gaps');
  expect(upper?.xaxis).toBe('x2');
  const texts = (layout.xaxis2 as unknown as { ticktext: string[] }).ticktext;
  // 400 K is 2.5 and 350 K is 2.86, both inside of the gap.
  expect(texts.filter((text) => ['400', '350'].includes(text))).toEqual([]);
  expect(texts).toContain('300');
  expect((layout.shapes as unknown[]).length).toBe(6);
  expect((layout.xaxis.range as number[])[1]).toBeLessThan(3.4);
});

test('an inset has the strokes of the gaps that it shows on all its sides', () => {
  const given = withBreaks({ along: 'temperature', from: 1000 / 3.1, to: 1000 / 2.3 });
  const strokesOf = (maxKelvin: number): Record<string, unknown>[] => {
    const inset = { minKelvin: 250, maxKelvin, minSigma: 1e-9, maxSigma: 1, corner: 'top-right' } as const;
    const details = { ...plainDetails, ...given.details, inset };
    const { layout } = describeConductivityFigure([curve], { ...given, details });
    // Shapes are objects.
    return (layout.shapes as unknown as Record<string, unknown>[]).filter(
      ({ xref, type }) => xref === 'x4' && type === 'line',
    );
  };
  const all = strokesOf(450);
  expect(all.map(({ yref, yanchor }) => `${yref} ${yanchor}`)).toEqual([
    ...['y4 domain 0', 'y4 domain 0', 'y4 domain 1', 'y4 domain 1'],
  ]);
  expect(strokesOf(1000 / 3.5)).toEqual([]);
  // A part that ends inside of the gap has its other end.
  expect(strokesOf(400)).toHaveLength(2);
});

test('the axis on the right has no gaps', () => {
  const given = withBreaks({ along: 'sigma', from: 1e-7, to: 1e-3 });
  const details = { ...plainDetails, ...given.details, onRight: ['B'] };
  const { data } = describeConductivityFigure([curve, { ...curve, sampleName: 'B' }], { ...given, details });
  expect([...(data[1]?.y ?? [])]).toEqual([...curve.y]);
  expect([...(data[0]?.y ?? [])].filter(Number.isFinite)).toHaveLength(8);
});
