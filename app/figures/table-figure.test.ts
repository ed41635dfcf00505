import { describe, expect, test } from 'vitest';
import type { FigureColumn } from '../domain/table-figure.ts';
import { describeTableFigure, type TableCurve } from './table-figure.ts';
import { axisPlace, valueAtPlace, xAxisOf } from './time-axis.ts';

const columnOf = (more: Partial<FigureColumn>): FigureColumn => ({
  name: 'T_REC',
  kind: 'time',
  unit: null,
  timeScale: 'TAI',
  ...more,
});
const mean = columnOf({ name: 'DATAMEAN', kind: 'real', unit: 'm/s', timeScale: null });
const curveOf = (more: Partial<TableCurve>): TableCurve => ({
  label: 'DATAMEAN',
  column: mean,
  axis: 'y',
  all: { x: Float64Array.of(0, 45), y: Float64Array.of(1, Number.NaN) },
  ...more,
});
const wishes = { mode: 'auto', drag: 'zoom', yScale: 'linear', theme: 'light', line: null } as const;

describe('a plot of keywords', () => {
  test('draws times as their clock shows them, with scale and unit on the axes, and gaps open', () => {
    const { data, layout } = describeTableFigure([curveOf({})], xAxisOf(columnOf({}), 'own'), wishes);
    expect(data[0]?.x).toEqual(['1977-01-01T00:00:00.000', '1977-01-01T00:00:45.000']);
    expect(data[0]).toMatchObject({ connectgaps: false, mode: 'lines+markers' });
    expect(layout).toMatchObject({
      xaxis: { type: 'date', title: { text: 'T_REC (TAI)' } },
      yaxis: { title: { text: 'DATAMEAN (m/s)' } },
      showlegend: false,
    });
    expect(layout.yaxis2).toBeUndefined();
  });

  test.each(['TAI', 'UTC'] as const)('finds the way back from a place on an axis in %s', (scale) => {
    const axis = xAxisOf(columnOf({}), scale);
    const tai = 1_238_544_000.5;
    expect(valueAtPlace(axis, axisPlace(axis, tai))).toBeCloseTo(tai, 6);
    expect(axisPlace(axis, tai) - axisPlace({ ...axis, scale: 'TAI' }, tai)).toBe(scale === 'UTC' ? -36_000 : 0);
  });

  test('has axes that run from large to small', () => {
    const x = xAxisOf(columnOf({}), 'own');
    const print = { widthPx: 400, heightPx: 300, seen: { x: null, y: [1, 2] } } as const;
    const { layout } = describeTableFigure([curveOf({})], x, { ...wishes, reversed: ['x', 'y'], print });
    expect(layout).toMatchObject({ xaxis: { autorange: 'reversed' }, yaxis: { range: [2, 1] } });
  });

  test('has a second axis for a second unit, and the selected points on that of their curve', () => {
    const rms = columnOf({ name: 'DATARMS', kind: 'real', unit: 'Gauss', timeScale: null });
    const selected = { x: Float64Array.of(45), y: Float64Array.of(7) };
    const { data, layout } = describeTableFigure(
      [curveOf({}), curveOf({ label: 'DATARMS', column: rms, axis: 'y2', selected })],
      xAxisOf(columnOf({}), 'UTC'),
      { ...wishes, drag: 'range', mode: 'points' },
    );
    expect(data.map(({ name, yaxis, mode }) => [name, yaxis, mode])).toEqual([
      ['DATAMEAN', 'y', 'markers'],
      ['DATARMS', 'y2', 'markers'],
      ['DATARMS (selected)', 'y2', 'markers'],
    ]);
    expect(layout).toMatchObject({
      xaxis: { title: { text: 'T_REC (UTC)' } },
      yaxis2: { title: { text: 'DATARMS (Gauss)' } },
      dragmode: 'select',
      selectdirection: 'h',
      showlegend: true,
    });
  });

  test('on paper has its size, the part that is seen, bars without a point of their own, and a line over its band', () => {
    const bars = { x: Float64Array.of(1), y: Float64Array.of(20), errors: Float64Array.of(3) };
    const all = { x: Float64Array.of(1, 2, 3), y: Float64Array.of(20, -1, 40) };
    const x = xAxisOf(columnOf({ name: 'd', kind: 'real', unit: 'nm', timeScale: null }), 'own');
    const { data, layout } = describeTableFigure([curveOf({ all, bars })], x, {
      ...{ mode: 'points', yScale: 'log', theme: 'print' },
      line: { x: [1, 3], middle: [2, 4], lower: [1, 3], upper: [3, 5] },
      print: { widthPx: 400, heightPx: 300, seen: { x: [1, 2], y: [10, 100] } },
    });
    expect(data.map(({ name, mode }) => [name, mode])).toEqual([
      ['band', 'none'],
      ['DATAMEAN', 'markers'],
      ['DATAMEAN (errors)', 'markers'],
      ['line', 'lines'],
    ]);
    expect(data[1]?.y).toEqual(Float64Array.of(20, Number.NaN, 40));
    expect(data[2]).toMatchObject({ error_y: { array: bars.errors }, marker: { opacity: 0 } });
    expect(data[0]?.x).toEqual([1, 3, 3, 1]);
    expect(layout).toMatchObject({
      ...{ width: 400, height: 300, paper_bgcolor: '#ffffff' },
      xaxis: { title: { text: 'd (nm)' }, range: [1, 2] },
      yaxis: { type: 'log', range: [1, 2] },
    });
  });
});
