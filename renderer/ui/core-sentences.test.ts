import { describe, expect, test } from 'vitest';
import { compileSentences } from './core-sentences.ts';

const say = compileSentences({
  'The login failed.': 'Die Anmeldung ist gescheitert.',
  'Try again.': 'Versuchen Sie es noch einmal.',
  '{0} is not there.': '{0} ist nicht da.',
  'The file {0} is not there.': 'Die Datei {0} ist nicht da.',
  '{0} answered {1} with {2}.': '{0} hat {1} mit {2} beantwortet.',
  '{0} of {1}': '{0} von {1}',
  'sample {0}': 'Probe {0}',
  'It failed: {0}': 'Es ist gescheitert: {0}',
  'From {0} to {1}': 'Bis {1}, ab {0}',
  'The disk of {0} is full': 'Die Platte von {0} ist voll',
  'Result: {0}': 'Ergebnis: {=0}',
  'Samples with “{0}”': 'Proben mit „{=0}“',
});

describe('sentences of the core', () => {
  test.each([
    ['The login failed.', 'Die Anmeldung ist gescheitert.'],
    ['14S-001 is not there.', '14S-001 ist nicht da.'],
    ['The file a b.dat is not there.', 'Die Datei a b.dat ist nicht da.'],
    ['From 1 to 2', 'Bis 2, ab 1'],
    ['The disk of /data is full. Try again.', 'Die Platte von /data ist voll. Versuchen Sie es noch einmal.'],
    ['lab answered sample 5 with 404.', 'lab hat Probe 5 mit 404 beantwortet.'],
    ['It failed: The login failed.', 'Es ist gescheitert: Die Anmeldung ist gescheitert.'],
    ['The login failed. Try again.', 'Die Anmeldung ist gescheitert. Versuchen Sie es noch einmal.'],
    ['Oh dear. x is not there. Try again.', 'Oh dear. x ist nicht da. Versuchen Sie es noch einmal.'],
    ['Crawl a · 3 of 4', 'Crawl a · 3 von 4'],
    ['Result: The login failed.', 'Ergebnis: The login failed.'],
    ['Result: a. Try again.', 'Ergebnis: a. Versuchen Sie es noch einmal.'],
    ['Result: a · Samples with “Try again.” · 3 of 4', 'Ergebnis: a · Proben mit „Try again.“ · 3 von 4'],
    ['It failed: Samples with “3 of 4”', 'Es ist gescheitert: Proben mit „3 of 4“'],
  ])('%s', (english, german) => {
    expect(say(english)).toBe(german);
  });

  test('stay as they are where they are not known', () => {
    for (const text of ['', 'A list of things', 'The login failed', 'x'.repeat(5000)]) expect(say(text)).toBe(text);
  });

  test('that a server sends are no trap', () => {
    expect(say(`It failed: ${'of . '.repeat(400)}`)).toBe(`Es ist gescheitert: ${'of . '.repeat(400)}`);
  });
});
