import { describe, expect, test } from 'vitest';
import type { FigureSpec } from '../contract/figures.ts';
import type { ArrheniusFit, CurveSummary } from '../domain/conductivity.ts';
import type { FigureSubject } from '../domain/figure-identity.ts';
import { attachTable, defaultComments, differingCells, figureIdentity } from './attach-content.ts';

const fit: ArrheniusFit = {
  activationEnergyEv: 0.48213,
  activationEnergyStderrEv: 0.0031,
  lnSigma0: 4.1,
  lnSigma0Stderr: 0.1,
  sigma300: 7.33e-7,
  sigma300Stderr: 2e-9,
  rSquared: 0.99912,
  points: 27,
  worstResidualSigma: 1.5,
  curved: false,
  suggestedRange: null,
};

function curve(sampleName: string, points: number): CurveSummary {
  return {
    sampleName,
    sampleId: 1,
    status: points > 0 ? 'ok' : 'file-missing',
    points,
    missing: 0,
    nonPositive: 0,
    serverFile: null,
    localFile: null,
    processId: null,
    message: null,
    temperatureMinK: null,
    temperatureMaxK: null,
    columns: [],
    fit: null,
    fitMessage: null,
  };
}

const spec: FigureSpec = {
  figureId: 'f',
  view: 'arrhenius',
  yScale: 'log',
  showFit: true,
  fitRange: null,
  samples: [],
};

describe('the table of a figure', () => {
  const rows = [
    { curve: curve('a', 27), fit },
    { curve: curve('b_*', 0), fit: null },
  ];

  test('keeps every sample and leaves cells without a value empty', () => {
    expect(attachTable(rows, ['sample', 'ea', 'ea-stderr', 'sigma300', 'points'])).toEqual({
      headings: ['sample', 'E_a/eV', 'standard error of E_a/eV', 'σ(300 K)/(S/cm)', 'points'],
      rows: [
        ['a', '0.482', '0.003', '7.33e-7', '27'],
        ['b_*', '', '', '', ''],
      ],
    });
  });

  test('comments name the range in kelvin and samples without data, safe for Markdown', () => {
    const text = defaultComments(spec, rows, { minInverseKelvin: 2.35, maxInverseKelvin: 3.3 });
    expect(text).toBe('Fit of ln σ over 1000/T from 303 to 426 K.\nWithout data: b\\_\\*.');
  });

  test('differences are found by heading, not by position', () => {
    const before = { headings: ['E_a/eV', 'sample'], rows: [['0.5', 'a']] };
    const after = {
      headings: ['sample', 'E_a/eV'],
      rows: [
        ['a', '0.6'],
        ['b', '0.7'],
      ],
    };
    expect(differingCells(before, after)).toEqual([
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });
});

test('the identity of a figure is stored on servers and must never change', () => {
  const identity = figureIdentity({
    kind: 'conductivity',
    view: 'arrhenius',
    subject: 'µc-Si:H SC variation',
    subjectKind: 'series',
  });
  expect(identity).toMatch(/^[a-z2-7]{26}$/);
  expect(identity).toMatchInlineSnapshot(`"v2p5c4umywardjtk52ngyz7q7a"`);
  expect(
    figureIdentity({ kind: 'conductivity', view: 'linear', subject: 'µc-Si:H SC variation', subjectKind: 'series' }),
  ).not.toBe(identity);
  const ofTable: FigureSubject = {
    ...{ kind: 'table', subjectKind: 'series', subject: ['µc-Si:H SC variation'] },
    ...{ source: 'samples {"kind":"series","name":"µc-Si:H SC variation"}', x: 'thickness', ys: ['Ea'] },
  };
  expect(figureIdentity(ofTable)).toMatchInlineSnapshot(`"hylsezx6z42qo3cdggvvopivuo"`);
  for (const other of [{ x: 'date' }, { ys: ['Ea', 'sigma'] }, { source: 'table t' }, { subject: ['other'] }])
    expect(figureIdentity({ ...ofTable, ...other })).not.toBe(figureIdentity(ofTable));
});
