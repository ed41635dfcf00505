import { expect, test } from 'vitest';
import type { FigureRow } from './figure-rows.ts';
import { fitTableText } from './fit-table-text.ts';

const curve: FigureRow['curve'] = {
  sampleName: 'A\tB',
  sampleId: 1,
  status: 'ok',
  points: 40,
  missing: 0,
  nonPositive: 0,
  columns: [],
  serverFile: null,
  localFile: null,
  processId: null,
  message: null,
  temperatureMinK: 200,
  temperatureMaxK: 450,
  fit: null,
  fitMessage: null,
};

test('the copied table has a cell for each heading and full precision', () => {
  const fit = {
    activationEnergyEv: 0.48231,
    activationEnergyStderrEv: 0.00312,
    lnSigma0: 1,
    lnSigma0Stderr: 0.1,
    sigma300: 7.331e-7,
    sigma300Stderr: 2e-9,
    rSquared: 0.9991,
    points: 20,
    worstResidualSigma: 2,
    curved: false,
    suggestedRange: null,
  };
  const text = fitTableText([
    { curve, drawn: true, fit, fitMessage: null },
    { curve: { ...curve, sampleName: 'C', status: 'file-missing' }, drawn: false, fit: null, fitMessage: null },
  ]);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(lines.map((cells) => cells.length)).toEqual([8, 8, 8]);
  expect(lines[1]?.slice(0, 5)).toEqual(['A B', '7.331e-7', '2e-9', '0.48231', '0.00312']);
  expect(lines[2]?.at(-1)).toBe('file missing');
});
