import { describe, expect, it, test } from 'vitest';
import {
  isLoginPage,
  isWholePage,
  readBlocks,
  readDenialReason,
  readFormProblems,
  readLinkedNames,
  readLinkedResultIds,
  readLinks,
  readProcessIds,
  saysTooMany,
} from './html-pages.ts';

const hostile = '<script>alert(1)</script>';
const escaped = '&lt;script&gt;alert(1)&lt;/script&gt;';

describe('error lists of a form', () => {
  it('belong to the label before them', () => {
    const html = `<table><tr><td class="error-messages">
      <p>Title:</p><ul class="errorlist" id="id_title_error"><li>This field is required.</li><li>Too  long.</li></ul>
      <p>Image file</p><ul class="errorlist"><li>Invalid file format.</li></ul>
      <ul class="errorlist nonfield"><li>Choose a sample.</li></ul></td></tr></table>`;
    expect(readFormProblems(html)).toEqual([
      { field: 'Title', messages: ['This field is required.', 'Too long.'] },
      { field: 'Image file', messages: ['Invalid file format.'] },
      { field: '', messages: ['Choose a sample.'] },
    ]);
  });

  it('outside the cell for errors have no label', () => {
    const html = '<p>Help</p><ul class="errorlist"><li>No.</li></ul><ul><li>menu</li></ul>';
    expect(readFormProblems(html)).toEqual([{ field: '', messages: ['No.'] }]);
  });

  it('may be missing, empty, or cut off', () => {
    for (const html of ['', '<p>x</p>', '<ul class="errorlist"></ul>', '<ul class="errorlist"><li>No'])
      expect(readFormProblems(html)).toEqual([]);
  });

  it('show what the server says as text', () => {
    const html = `<td class="error-messages"><p>${escaped}</p><ul class="errorlist"><li>${escaped}</li></ul></td>`;
    expect(readFormProblems(html)).toEqual([{ field: hostile, messages: [hostile] }]);
    const raw = `<ul class="errorlist"><li>a${hostile}<b onclick="x()">b</b></li></ul>`;
    expect(readFormProblems(raw)).toEqual([{ field: '', messages: ['ab'] }]);
  });
});

test.each([
  ['<input name="username"><input name="password" type="password">', true],
  ["<INPUT NAME='password'><INPUT NAME='username'>", true],
  ['<input name="password">', false],
  ['<input name="old_password"><input name="username">', false],
  ['name="password" name="username"', false],
  ['<!-- <input name="username"><input name="password"> -->', false],
  ['<script>"<input name=\\"username\\"><input name=\\"password\\">"</script>', false],
  ['&lt;input name="username"&gt;&lt;input name="password"&gt;', false],
])('%s asks for a password: %s', (html, expected) => {
  expect(isLoginPage(html)).toBe(expected);
});

test.each([
  [
    "<h1>Access denied</h1><p>Sorry, you can't access this resource.</p><p>You  are\n no operator.</p>",
    'You are no operator.',
  ],
  ['<p>Sorry, you can’t access this resource. You are no operator.</p>', 'You are no operator.'],
  ['<p>Sorry, you can&#x27;t access this resource.</p>', ''],
  ['<p>Something else.</p>', ''],
  [`<p>Sorry, you can't access this resource.</p><p>${escaped}</p>`, hostile],
  ['', ''],
])('%s gives the reason %j', (html, reason) => {
  expect(readDenialReason(html)).toBe(reason);
});

describe('links', () => {
  const html = `<a href="/jb/samples/27-AL-1">x</a><a href="/jb/samples/a%252Fb?x=1#y">x</a>
    <a href="/jb/samples/27-AL-1">again</a><a href="/jb/samples/x/edit/">x</a><a href="/jb/samples/">x</a>
    <a href="/samples/other">x</a><a href="javascript:alert(1)">x</a><a>x</a><link href="/jb/samples/no">
    <a href="/jb/sample_series/a%2520b%2525">x</a><a href="/jb/samples/${escaped}">x</a>
    <a href="/jb/results/7">x</a><a href="/jb/results/12/">x</a><a href="/jb/results/7?a">x</a>
    <a href="/jb/results/12/edit/">x</a><a href="/jb/results/add/">x</a><a href="/jb/results/0">x</a>`;

  it('name samples and series, each once', () => {
    expect(readLinkedNames(html, '/jb/', 'samples')).toEqual(['27-AL-1', 'a/b']);
    expect(readLinkedNames(html, '/jb/', 'sample_series')).toEqual(['a b%']);
    expect(readLinkedNames('<a href="/jb/samples/&lt;b&gt;x">', '/jb/', 'samples')).toEqual(['<b>x']);
  });

  it('name Results by id, ascending', () => {
    expect(readLinkedResultIds(html, '/jb/')).toEqual([7, 12]);
  });

  it('are read as text and never followed', () => {
    expect(readLinks(html)).toContain('javascript:alert(1)');
  });
});

test('data sheets name their processes in order, each once', () => {
  const html = `<h2 id="process-heading-93"></h2><h2 id="process-heading-88"><h2 id="process-heading-93">
    <h2 id="process-heading-0"><h2 id="process-heading-x1"><p>process-heading-5</p>`;
  expect(readProcessIds(html)).toEqual([93, 88]);
});

test('blocks end where the next of their kind begins', () => {
  expect(readBlocks('<p>a<p>b <i>c</i></p><div>d</div><p>e', 'p')).toEqual(['a', 'b c', 'e']);
});

test.each([
  ['<html><p>x</p></html>', true],
  ['<HTML></HTML>\n\n', true],
  ['<html><p>x</p></ht', false],
  ['<html></html><p>', false],
  ['', false],
])('%j is whole: %s', (html, whole) => {
  expect(isWholePage(html)).toBe(whole);
});

test('a page may say that it does not show everything', () => {
  expect(['Too many results', 'zu viele Treffer', '12 results'].map(saysTooMany)).toEqual([true, true, false]);
});

test.each(['<p>', '<li>', '<ul class="errorlist"><li>x', '<td class="error-messages"><p>a', '<a href="/jb/samples/x'])(
  'a page of 100 000 times %j is read in one go',
  (piece) => {
    const html = piece.repeat(100_000);
    expect(readFormProblems(html).length).toBeLessThanOrEqual(100_000);
    expect(readLinkedNames(html, '/jb/', 'samples').length).toBeLessThanOrEqual(100_000);
    expect(readDenialReason(html)).toBe('');
    expect(isLoginPage(html)).toBe(false);
  },
);
