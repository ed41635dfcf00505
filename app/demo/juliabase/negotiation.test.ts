import { expect, test } from 'vitest';
import { chooseMedia, wantsJson } from './negotiation.ts';
import { jsonAccept } from './test-browser.ts';

test.each([
  ['application/json', true],
  ['application/json, text/plain, */*', true],
  [jsonAccept, true],
  ['application/json, text/html', false],
  ['application/json, application/xhtml+xml', false],
  ['*/*', false],
  ['application/*', false],
  [undefined, false],
  ['foo/bar', false],
  ['application/json;q=0', true],
])('%s → JSON %s', (accept, json) => {
  expect(wantsJson(accept)).toBe(json);
});

test('exports prefer CSV on a tie', () => {
  expect(chooseMedia('*/*', ['text/csv', 'application/json'])).toBe('text/csv');
  expect(chooseMedia('application/json', ['text/csv', 'application/json'])).toBe('application/json');
});
