import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../node_modules/plotly.js/build/plotcss.js', import.meta.url);
const target = new URL('../renderer/plots/plotly.css', import.meta.url);

const head = `/* biome-ignore-all lint: made by scripts/plotly-css.ts from plotly.js */
/* biome-ignore-all format: made by scripts/plotly-css.ts from plotly.js */`;

/**
 * The rules that plotly adds by script, as a style file: a content security policy without inline styles refuses the
 * script's way. Plotly puts each rule before the others, hence the reversed order.
 */
export function plotlyCss(): string {
  const rules = readFileSync(source, 'utf8').matchAll(/^\s+("(?:[^"\\]|\\.)*"|\w+): ("(?:[^"\\]|\\.)*"),?$/gm);
  const lines = Array.from(rules, ([, key = '', body = '""']) => {
    const selector = key.startsWith('"') ? String(JSON.parse(key)) : key;
    return `${expand(selector)} {${String(JSON.parse(body))}}`;
  });
  return `${head}\n${lines.toReversed().join('\n')}\n`;
}

function expand(selector: string): string {
  return selector.replaceAll('X', '.js-plotly-plot .plotly').replaceAll('Y', '.plotly-notifier');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, plotlyCss());
