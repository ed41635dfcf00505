import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { collapse, type HtmlToken, scanHtml } from './html-scan.ts';

/** Tokens in short: `<a href=x>`, `</a>`, and texts as they are. */
function scan(html: string): string[] {
  return Array.from(scanHtml(html), (token) => {
    if (token.kind === 'text') return token.text;
    if (token.kind === 'close') return `</${token.name}>`;
    return `<${[token.name, ...Array.from(token.attributes, ([key, value]) => `${key}=${value}`)].join(' ')}>`;
  });
}

test.each<[string, string[]]>([
  ['<p>a</p>', ['<p>', 'a', '</p>']],
  [`<A HREF="x" title='y' z=1 disabled>t</A>`, ['<a href=x title=y z=1 disabled=>', 't', '</a>']],
  ['<a href = "x">', ['<a href=x>']],
  ['<br/><hr />', ['<br>', '<hr>']],
  ['<a title="1 > 0" href="y">', ['<a title=1 > 0 href=y>']],
  ['<a href="1" href="2">', ['<a href=1>']],
  ['<a href="?a=1&amp;b=&lt;">&deg;</a>', ['<a href=?a=1&b=<>', '°', '</a>']],
  ['a < b', ['a ', '<', ' b']],
  ['<!DOCTYPE html><!-- <p>no</p> --><p>', ['<p>']],
  ['<?xml version="1.0"?>x', ['x']],
  ['<!-- open <p>', []],
  ['<p', ['<p>']],
  ['<a href="open>x', ['<a href=>', 'x']],
  ['</>x', ['x']],
  ['', []],
])('%j', (html, tokens) => {
  expect(scan(html)).toEqual(tokens);
});

describe('what is no text of a page', () => {
  test.each([
    ['<script>if (a < b) document.write("<p>x</p>")</script>y', ['<script>', '</script>', 'y']],
    ['<SCRIPT>x</sCript >y', ['<script>', '</script>', 'y']],
    ['<style>p > a {}</style>y', ['<style>', '</style>', 'y']],
    ['<template><p>x</p></template>y', ['<template>', '</template>', 'y']],
    ['<script>a</scripture>b</script>y', ['<script>', '</script>', 'y']],
    ['<script>never closed <p>x', ['<script>']],
  ])('%j', (html, tokens) => {
    expect(scan(html)).toEqual(tokens);
  });
});

test('scripts that a server escaped stay text', () => {
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const escaped = hostile.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  expect(scan(`<li>${escaped}</li>`)).toEqual(['<li>', hostile, '</li>']);
});

test('blanks collapse', () => {
  expect(collapse('  a \n\t b\u00a0c ')).toBe('a b c');
});

describe('broken pages', () => {
  const piece = fc.constantFrom(
    ...['<', '>', '"', "'", '=', '/', '&', '!--', '-->', 'a', ' ', '<p', '</p>', '<script', '</script', 'href', '?'],
  );

  it('give tokens, never an error', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const html = pieces.join('');
        const tokens: HtmlToken[] = [...scanHtml(html)];
        expect(tokens.length).toBeLessThanOrEqual(html.length);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '<',
    '<a',
    '<a ',
    '<!--',
    '<!',
    '</',
    '<a href="',
    `<a href='x"`,
    '<a b=',
    ' a',
    'a=',
    '<a/',
    '<script>',
    '<script></script',
    '<script></script>',
    '&amp;',
    '<p>',
    '"<a b="',
  ])('made of %j cost no more than their length', (repeated) => {
    const html = `<a ${repeated.repeat(200_000)}`;
    let tokens = 0;
    for (const _ of scanHtml(html)) tokens++;
    for (const _ of scanHtml(html.slice(3))) tokens++;
    expect(tokens).toBeLessThanOrEqual(html.length * 2);
  });

  it('with millions of blanks, names and quotes in one tag cost no more than their length', () => {
    for (const inside of [' ', '\n\t', 'a ', 'a', "'", '"', '=', 'a= ', 'a="b"']) {
      const [token] = scanHtml(`<a ${inside.repeat(1_000_000)}`);
      expect(token).toMatchObject({ kind: 'open', name: 'a' });
    }
  });
});
