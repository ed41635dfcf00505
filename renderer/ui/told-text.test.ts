import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ToldText } from './told-text.tsx';

test.each([
  ['Start it with `quarry serve`.', 'Start it with <code>quarry serve</code>.'],
  ['`a` or `b`', '<code>a</code> or <code>b</code>'],
  ['A single ` stays, and <b> is text.', 'A single ` stays, and &lt;b&gt; is text.'],
])('%s', (text, markup) => {
  expect(renderToStaticMarkup(createElement(ToldText, null, text))).toBe(markup);
});
