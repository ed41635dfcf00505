import { expect, test } from 'vitest';
import { coloursFor, limitsFor, usualChoices } from './picture-choices.ts';

const survey = {
  ...{ count: 100, missing: 0, min: -50, max: 300, mean: 1 },
  zscale: { low: -10, high: 20 },
  percentiles: [
    { percent: 99.5, low: -40, high: 90 },
    { percent: 99, low: -30, high: 80 },
  ],
};

test('data of both signs are drawn around zero', () => {
  const colours = coloursFor(usualChoices, survey);
  expect(colours.isSigned).toBe(true);
  expect(limitsFor(usualChoices, survey, colours)).toEqual({ low: -90, high: 90 });
});

test('data of one sign are not', () => {
  const positive = { ...survey, min: 0, percentiles: survey.percentiles.map((one) => ({ ...one, low: 1 })) };
  const colours = coloursFor(usualChoices, positive);
  expect(colours.name).toBe('gray');
  expect(limitsFor({ ...usualChoices, limits: 'zscale' }, positive, colours)).toEqual({ low: -10, high: 20 });
  expect(limitsFor({ ...usualChoices, limits: 'all' }, positive, colours)).toEqual({ low: 0, high: 300 });
});

test('limits by hand are taken as they are', () => {
  const choices = { ...usualChoices, limits: 'hand', byHand: { low: -5, high: 100 } };
  expect(limitsFor(choices, survey, coloursFor(choices, survey))).toEqual({ low: -5, high: 100 });
});
