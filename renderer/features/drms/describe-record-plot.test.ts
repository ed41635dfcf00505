import { expect, test } from 'vitest';
import type { RecordColumn } from '../../../app/contract/drms.ts';
import { describeRecordPlot, taiOfAxis } from './describe-record-plot.ts';

const column = (change: Partial<RecordColumn>): RecordColumn => ({
  name: 'T_REC',
  role: 'keyword',
  kind: 'time',
  type: 'time',
  unit: null,
  timeScale: 'TAI',
  note: '',
  hex: false,
  ...change,
});
const mean = column({ name: 'DATAMEAN', kind: 'real', type: 'float', unit: 'm/s', timeScale: null });
/** 2016.04.01_00:00:00_TAI and half a day later. */
const points = { x: Float64Array.of(1_238_544_000, 1_238_587_200), y: Float64Array.of(1, 2) };

test('times stand on the axis as their own clock shows them, wherever the window is opened', () => {
  const tai = describeRecordPlot(points, column({}), mean, 'light');
  expect(tai.data[0]?.x).toEqual(['2016-04-01T00:00:00.000', '2016-04-01T12:00:00.000']);
  const utc = describeRecordPlot(points, column({ timeScale: 'UTC' }), mean, 'light');
  expect(utc.data[0]?.x).toEqual(['2016-03-31T23:59:24.000', '2016-04-01T11:59:24.000']);
});

test('each axis names its unit or time scale', () => {
  const { layout } = describeRecordPlot(points, column({}), mean, 'dark');
  expect(layout).toMatchObject({
    xaxis: { type: 'date', title: { text: 'T_REC (TAI)' } },
    yaxis: { title: { text: 'DATAMEAN (m/s)' } },
  });
});

test('a place on the axis leads back to the time', () => {
  for (const timeScale of ['TAI', 'UTC']) {
    const time = column({ timeScale });
    const text = describeRecordPlot(points, time, mean, 'light').data[0]?.x[0];
    expect(taiOfAxis(time, Date.parse(`${text}Z`))).toBe(1_238_544_000);
  }
});
