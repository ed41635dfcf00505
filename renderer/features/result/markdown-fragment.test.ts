// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { markdownFragment } from './markdown-fragment.ts';

function html(markdown: string): string {
  const place = document.createElement('div');
  place.append(markdownFragment(markdown));
  return place.innerHTML;
}

test('emphasis, lists and lines of a comment are kept', () => {
  expect(html('*curved*\n**again**')).toMatch(/<em>curved<\/em><br ?\/?>\s*<strong>again<\/strong>/);
  expect(html('- one\n- two')).toContain('<li>one</li>');
});

test('HTML is shown as it was written and makes no elements', () => {
  const place = document.createElement('div');
  place.append(
    markdownFragment('<img src=x onerror=alert(1)> and <script>alert(1)</script>\n\n<b onclick="x()">b</b>'),
  );
  expect(place.querySelectorAll('img, script, b')).toHaveLength(0);
  expect(place.textContent).toContain('<img src=x onerror=alert(1)> and <script>alert(1)</script>');
  expect(place.textContent).toContain('<b onclick="x()">b</b>');
});

test('pictures are not fetched', () => {
  const place = document.createElement('div');
  place.append(markdownFragment('![alt](https://example.org/spy.png)'));
  expect(place.querySelector('img')).toBeNull();
  expect(place.textContent).toContain('![alt](https://example.org/spy.png)');
});

test('a link says where it leads, and only http and https lead anywhere', () => {
  expect(html('[lab](https://lab.example/a)')).toContain('lab (lab.example)</a>');
  expect(html('https://lab.example/a')).toContain('>https://lab.example/a</a>');
  const bad = document.createElement('div');
  bad.append(markdownFragment('[click](javascript:alert(1)) [file](file:///etc/passwd)'));
  expect(bad.querySelectorAll('a')).toHaveLength(0);
  expect(bad.textContent).toContain('click');
});
