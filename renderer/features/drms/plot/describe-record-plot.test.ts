import { describe, expect, test } from 'vitest';
import type { RecordColumn } from '../../../../app/contract/drms.ts';
import { describeRecordPlot, type RecordCurve } from './describe-record-plot.ts';
import { axisPlace, valueAtPlace, xAxisOf } from './time-axis.ts';

const columnOf = (more: Partial<RecordColumn>): RecordColumn => ({
  name: 'T_REC',
  role: 'keyword',
  kind: 'time',
  type: 'time',
  unit: null,
  timeScale: 'TAI',
  note: '',
  hex: false,
  ...more,
});
const mean = columnOf({ name: 'DATAMEAN', kind: 'real', unit: 'm/s', timeScale: null });
const none = { x: new Float64Array(), y: new Float64Array() };
const curveOf = (more: Partial<RecordCurve>): RecordCurve => ({
  label: 'DATAMEAN',
  column: mean,
  axis: 'y',
  all: { x: Float64Array.of(0, 45), y: Float64Array.of(1, Number.NaN) },
  selected: none,
  ...more,
});
const wishes = { mode: 'auto', drag: 'zoom', isLog: false, theme: 'light' } as const;

describe('a plot of keywords', () => {
  test('draws times as their clock shows them, with scale and unit on the axes, and gaps open', () => {
    const { data, layout } = describeRecordPlot([curveOf({})], xAxisOf(columnOf({}), 'own'), wishes);
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

  test('has a second axis for a second unit, and the selected points on that of their curve', () => {
    const rms = columnOf({ name: 'DATARMS', kind: 'real', unit: 'Gauss', timeScale: null });
    const selected = { x: Float64Array.of(45), y: Float64Array.of(7) };
    const { data, layout } = describeRecordPlot(
      [curveOf({}), curveOf({ label: 'DATARMS', column: rms, axis: 'y2', selected })],
      xAxisOf(columnOf({}), 'UTC'),
      { ...wishes, drag: 'range', mode: 'points' },
    );
    expect(data.map(({ name, yaxis, mode }) => [name, yaxis, mode])).toEqual([
      ['DATAMEAN', 'y', 'markers'],
      ['DATARMS', 'y2', 'markers'],
      ['DATARMS, selected', 'y2', 'markers'],
    ]);
    expect(layout).toMatchObject({
      xaxis: { title: { text: 'T_REC (UTC)' } },
      yaxis2: { title: { text: 'DATARMS (Gauss)' } },
      dragmode: 'select',
      selectdirection: 'h',
      showlegend: true,
    });
  });
});
