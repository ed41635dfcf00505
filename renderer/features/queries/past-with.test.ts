import { expect, test } from 'vitest';
import type { PastQuestion } from '../../../app/contract/queries.ts';
import { pastWith } from './past-with.ts';

// Only these are looked at.
const past = (title: string, place: string): PastQuestion => ({ title, place }) as PastQuestion;

test('words are looked for in the title and in the name of the server, whatever their case and accents', () => {
  const questions = [past('Proben mit Namen „26S“', 'Demo-Labor'), past('hmi.V_45s[2016.04.01]', 'JSOC')];
  const titles = (text: string) => pastWith({ total: 2, questions }, text).questions.map(({ title }) => title);
  expect(titles('proben labor')).toEqual(['Proben mit Namen „26S“']);
  expect(titles('jsoc hmi')).toEqual(['hmi.V_45s[2016.04.01]']);
  expect(pastWith({ total: 2, questions }, 'reihe')).toEqual({ total: 0, questions: [] });
});
