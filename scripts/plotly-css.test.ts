import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plotlyCss } from './plotly-css.ts';

test('the style file of the figures is that of the installed plotly', () => {
  const kept = readFileSync(new URL('../renderer/plots/plotly.css', import.meta.url), 'utf8');
  expect(kept).toBe(plotlyCss());
  expect(kept.split('\n').length).toBeGreaterThan(60);
  expect(kept).toContain('.js-plotly-plot .plotly .main-svg {position:absolute;top:0;left:0;pointer-events:none;}');
});
