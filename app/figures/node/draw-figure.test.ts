import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { describeConductivityFigure, type FigureCurve } from '../conductivity-figure.ts';
import type { FigureProvenance } from '../provenance.ts';
import { type DrawRequest, drawFigure } from './draw-figure.ts';
import { drawNormalisedSvg } from './draw-svg.ts';

const boltzmannEvPerK = 8.617333262e-5;
const curves: FigureCurve[] = [0.42, 0.55, 0.7].map((energy, index) => {
  const kelvin = Float64Array.from({ length: 24 }, (_, step) => 440 - 10 * step);
  return {
    sampleName: `S-${index + 1} <µ>`,
    x: kelvin.map((value) => 1000 / value),
    y: kelvin.map((value) => 40 * Math.exp(-energy / (boltzmannEvPerK * value))),
    fit: null,
  };
});
const figure = describeConductivityFigure(curves, {
  view: 'arrhenius',
  yScale: 'log',
  showFit: true,
  fitRange: { minInverseKelvin: 2.4, maxInverseKelvin: 3.2 },
  theme: 'print',
  legend: true,
});
const provenance: FigureProvenance = {
  program: 'Quarry',
  version: '1',
  kind: 'conductivity',
  server: 'https://lab.example/',
  series: 'µ & <b>',
  samples: [],
  view: 'arrhenius',
  yScale: 'log',
  fitRange: null,
};
const request = (format: DrawRequest['format']): DrawRequest => ({
  figure,
  format,
  widthPx: 900,
  heightPx: 600,
  scale: 1,
  dpi: 192,
  title: 'µ',
  provenance,
});

describe('figures without a window', () => {
  test.each(['png', 'svg', 'pdf'] as const)('%s: equal figures are equal files', async (format) => {
    expect(Buffer.from(await drawFigure(request(format))).equals(Buffer.from(await drawFigure(request(format))))).toBe(
      true,
    );
  });

  test('other programs find in a PDF what it was made from', async () => {
    expect(Buffer.from(await drawFigure(request('pdf'))).toString('latin1')).toContain('quarry.json');
  });

  test('superscripts stand above their line and names of samples are text', async () => {
    const svg = await drawNormalisedSvg(figure, 900, 600);
    expect(svg).toContain('S-1 &lt;µ&gt;');
    expect(svg).not.toContain('<tspan');
    const sizeOf = (text: string): number => Number(new RegExp(`font-size="([\\d.]+)px"[^>]*>${text}<`).exec(svg)?.[1]);
    expect(sizeOf('−6') / sizeOf('10')).toBeCloseTo(0.7, 2);
    const heightOf = (text: string): number => Number(new RegExp(`y="([-\\d.]+)"[^>]*>${text}<`).exec(svg)?.[1]);
    expect(heightOf('−6')).toBeLessThan(heightOf('10') - 4);
  });
});

const browserPath = [process.env.QUARRY_CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Transforms of points and texts of ticks and titles: what a person sees moved if it differs. */
function essence(svg: string): { points: [number, number][]; texts: string[] } {
  const points = [...svg.matchAll(/class="point"[^>]*?transform="translate\(([-\d.]+),\s?([-\d.]+)\)/g)].map(
    ([, x, y]): [number, number] => [Number(x), Number(y)],
  );
  const texts = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, inner = '']) =>
    decoded(inner.replaceAll(/<[^>]*>|\u200b/g, '')).trim(),
  );
  return { points, texts: texts.filter((text) => text !== '') };
}

function decoded(text: string): string {
  return text
    .replaceAll(/&lt;|&#60;/g, '<')
    .replaceAll(/&gt;|&#62;/g, '>')
    .replaceAll('&amp;', '&');
}

// The browser is a tool of the tests; where there is none the end-to-end run has said so already.
test.skipIf(browserPath === undefined)('the picture is the one that the window draws', async () => {
  const library = join(
    dirname(createRequire(import.meta.url).resolve('plotly.js/package.json')),
    'dist',
    'plotly-basic.min.js',
  );
  const browser = await chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    await page.setContent('<div id="figure"></div>');
    await page.addScriptTag({ content: readFileSync(library, 'utf8') });
    const plain: { data: unknown[]; layout: unknown } = {
      data: figure.data.map((trace) => ({
        ...trace,
        x: [...trace.x],
        y: [...trace.y].map((value) => (Number.isFinite(value) ? value : null)),
      })),
      // Plotly takes it as plain JSON.
      layout: { ...figure.layout, width: 900, height: 600 },
    };
    const drawn = await page.evaluate(async ({ data, layout }) => {
      const { Plotly } = globalThis as unknown as {
        Plotly: { newPlot(...args: unknown[]): Promise<unknown>; toImage(...args: unknown[]): Promise<string> };
      };
      await Plotly.newPlot('figure', data, layout, { staticPlot: true });
      return Plotly.toImage('figure', { format: 'svg', width: 900, height: 600, imageDataOnly: true });
    }, plain);
    const [inWindow, alone] = [
      essence(decodeURIComponent(drawn.replaceAll(/%(?![0-9A-F]{2})/g, '%25'))),
      essence(await drawNormalisedSvg(figure, 900, 600)),
    ];
    expect(alone.points.length).toBe(inWindow.points.length);
    expect(alone.points.length).toBe(72);
    for (const [index, [x, y]] of alone.points.entries()) {
      // The legend is a little wider or narrower where another program measures its texts.
      expect(Math.abs(x - (inWindow.points[index]?.[0] ?? 0))).toBeLessThan(8);
      expect(Math.abs(y - (inWindow.points[index]?.[1] ?? 0))).toBeLessThan(3);
    }
    expect(new Set(alone.texts.join('').replaceAll(/\s/g, ''))).toEqual(
      new Set(inWindow.texts.join('').replaceAll(/\s/g, '')),
    );
  } finally {
    await browser.close();
  }
});
