import { expect, test } from 'vitest';
import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import type { ArrheniusFit, CurveSummary } from '../../../app/domain/conductivity.ts';
import { drawnInWords, figureSummary, leftOutInWords, rowsOfFigure } from './figure-rows.ts';

const fit: ArrheniusFit = {
  activationEnergyEv: 0.482,
  activationEnergyStderrEv: 0.003,
  lnSigma0: 1,
  lnSigma0Stderr: 0.1,
  sigma300: 1e-6,
  sigma300Stderr: 1e-8,
  rSquared: 0.999,
  points: 20,
  worstResidualSigma: 2,
  curved: false,
  suggestedRange: null,
};

function curve(sampleName: string, changes: Partial<CurveSummary> = {}): CurveSummary {
  return {
    sampleName,
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
    fit,
    fitMessage: null,
    ...changes,
  };
}

const figure: ConductivityFigure = {
  figureId: 'f1',
  connectionId: 'c1',
  seriesName: 's',
  asOfUtc: '2026-11-21T12:00:00Z',
  curves: [curve('A'), curve('B'), curve('C', { status: 'file-missing', points: 0, fit: null })],
  fitRange: null,
};

test('a curve is drawn if it has points and is ticked', () => {
  expect(rowsOfFigure(figure, ['B'], undefined).map((row) => row.drawn)).toEqual([true, false, false]);
});

test('a new range replaces the fits, also by none', () => {
  const rows = rowsOfFigure(figure, [], {
    fitRange: null,
    fits: [{ sampleName: 'A', fit: null, message: 'Fewer than three points.' }],
  });
  expect(rows[0]).toMatchObject({ fit: null, fitMessage: 'Fewer than three points.' });
  expect(rows[1]?.fit).toBe(fit);
});

test('what cannot be shown is said', () => {
  expect(leftOutInWords(curve('A'), true)).toBeNull();
  expect(leftOutInWords(curve('A', { missing: 2, nonPositive: 1 }), true)).toBe(
    '2 rows have a missing value and 1 point has σ ≤ 0, which a logarithm cannot show.',
  );
  expect(leftOutInWords(curve('A', { nonPositive: 1 }), false)).toBeNull();
});

test('the summary counts what is drawn', () => {
  expect(figureSummary(rowsOfFigure(figure, [], undefined), 'series s', 'arrhenius')).toBe(
    'Conductivity over 1000/T of 2 of 3 samples of series s. Activation energies from 0.482 to 0.482 electronvolt.',
  );
});

test('it is said how much is drawn, and that extremes are kept', () => {
  expect(drawnInWords(660, 660, false)).toBe('All 660 points drawn');
  expect(drawnInWords(6000, 5_000_000, false)).toBe(
    '5\u202f000\u202f000 points drawn as 6000, minimum and maximum kept',
  );
  expect(drawnInWords(300, 660, true)).toBe('300 of 660 points drawn in this part, minimum and maximum kept');
});
