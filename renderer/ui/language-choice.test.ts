import { expect, test } from 'vitest';
import { languageFor, readLanguageSetting } from './language-choice.ts';

test('The language is that of the setting', () => {
  expect(languageFor('en', 'de-DE')).toBe('en');
  expect(languageFor('de', 'en-GB')).toBe('de');
});

test('By default it is that of the system, English unless German', () => {
  expect(['de', 'de-AT', 'DE', 'en-GB', 'fr-FR', 'den'].map((system) => languageFor('system', system))).toEqual([
    'de',
    'de',
    'de',
    'en',
    'en',
    'en',
  ]);
});

test('What another version has kept counts as no choice', () => {
  expect([null, 'fr', 'de', 'en'].map(readLanguageSetting)).toEqual(['system', 'system', 'de', 'en']);
});
