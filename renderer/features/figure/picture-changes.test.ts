import { expect, test } from 'vitest';
import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import type { ConductivityProvenance } from '../../../app/figures/provenance.ts';
import { notInPicture, pictureChanges } from './picture-changes.ts';

const curve = (sampleName: string, serverFile: string | null): ConductivityFigure['curves'][number] => ({
  ...{
    sampleName,
    serverFile,
    sampleId: 1,
    status: 'ok',
    points: 10,
    missing: 0,
    nonPositive: 0,
    columns: [],
    localFile: null,
  },
  ...{ processId: null, message: null, temperatureMinK: null, temperatureMaxK: null, fit: null, fitMessage: null },
});
const figure: ConductivityFigure = {
  ...{ figureId: 'f', connectionId: 'lab', seriesName: 'SC', asOfUtc: '2026-11-21T20:00:00Z', fitRange: null },
  curves: [curve('A', 'a.dat'), curve('B', 'b2.dat'), curve('C', null), curve('new', 'n.dat')],
};
const picture = (samples: ConductivityProvenance['samples']): ConductivityProvenance => ({
  ...{ program: 'Quarry', version: '1', kind: 'conductivity', server: 'x', series: 'SC', samples },
  ...{ view: 'arrhenius', yScale: 'log', fitRange: null },
});

test('what is as it was needs no words; later members are not shown', () => {
  const same = picture([{ name: 'A', file: 'a.dat' }]);
  expect(pictureChanges(figure, same)).toEqual([]);
  expect(notInPicture(figure, same)).toEqual(['B', 'C', 'new']);
});

test('gone samples and other files are named', () => {
  const samples = ['A', 'B', 'C', 'X'].map((name) => ({ name, file: `${name.toLowerCase()}.dat` }));
  expect(pictureChanges(figure, picture(samples))).toEqual([
    'X is not in the series any more, or you may not see it.',
    'B was drawn from b.dat; now its file is b2.dat.',
    'C was drawn from c.dat, and has no raw data file now.',
  ]);
  const many = ['V', 'W', 'X', 'Y', 'Z'].map((name) => ({ name, file: null }));
  expect(pictureChanges(figure, picture(many))).toEqual([
    'V, W, X and 2 more are not in the series any more, or you may not see them.',
  ]);
});
