import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeEntities } from './html-entities.ts';

test.each([
  ['T/&deg;C', 'T/°C'],
  ['&sigma; &#963; &#x3C3; &#X3c3;', 'σ σ σ σ'],
  ['&Sigma;&Omega;', 'ΣΩ'],
  ['a &amp;lt; b', 'a &lt; b'],
  ['&lt;script&gt;', '<script>'],
  ['&#39;&#x27;', "''"],
  ['&nosuch; &deg &; & &&amp;', '&nosuch; &deg &; & &&'],
  ['&constructor;&toString;', '&constructor;&toString;'],
  ['&#0;&#xD800;&#x110000;&#9999999;', '\ufffd\ufffd\ufffd\ufffd'],
  ['&#x1F600;', '😀'],
  ['&#-5;&#x;&#12345678;', '&#-5;&#x;&#12345678;'],
  ['no reference', 'no reference'],
])('%j reads %j', (source, text) => {
  expect(decodeEntities(source)).toBe(text);
});

test('what Django escapes comes back', () => {
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeEntities(text.replace(/[&<>"']/g, (character) => escapes[character] ?? ''))).toBe(text);
    }),
  );
});

test.each(['&', '&#', '&a', '&#x1', '&amp'])('two million of %j stay as they are', (piece) => {
  const text = piece.repeat(2_000_000);
  expect(decodeEntities(text)).toBe(text);
});
