import { createRequire } from 'node:module';
import type { FigureDescription } from '../plotly-types.ts';
import { installBrowser } from './browser-shim.ts';
import { normaliseSvg } from './normalise-svg.ts';

interface Plotly {
  register(modules: unknown[]): void;
  /** Draws the figure in an element of its own, once, and takes that away. */
  toImage(
    figure: FigureDescription,
    options: { format: 'svg'; width: number; height: number; imageDataOnly: true },
  ): Promise<string>;
}

let loaded: { plotly: Plotly; window: ReturnType<typeof installBrowser> } | undefined;

/** Loading takes about a second and 60 MB, so it waits for the first figure. */
function load(): NonNullable<typeof loaded> {
  if (loaded !== undefined) return loaded;
  const window = installBrowser();
  const require = createRequire(import.meta.url);
  const plotly = require('plotly.js/lib/core') as Plotly;
  plotly.register([require('plotly.js/lib/scatter')]);
  loaded = { plotly, window };
  return loaded;
}

/**
 * The figure as SVG text, drawn by the same plotly as in the window, its texts split into runs at absolute places.
 * One at a time.
 */
export async function drawNormalisedSvg(figure: FigureDescription, widthPx: number, heightPx: number): Promise<string> {
  const { plotly, window } = load();
  const svg = await plotly.toImage(figure, { format: 'svg', width: widthPx, height: heightPx, imageDataOnly: true });
  return withoutRandomIds(normalise(window, svg));
}

function normalise(window: ReturnType<typeof installBrowser>, svg: string): string {
  const place = window.document.createElement('div');
  place.innerHTML = svg;
  const root = place.querySelector('svg');
  if (root === null) throw new Error('Plotly drew no SVG.');
  // The emulated element has the methods that the normaliser names.
  normaliseSvg(root as unknown as Parameters<typeof normaliseSvg>[0]);
  return place.innerHTML;
}

/** Plotly numbers its clip paths by chance; the same figure shall be the same file. */
function withoutRandomIds(svg: string): string {
  const names = new Map<string, string>();
  for (const [, id] of svg.matchAll(/\bid="([^"]+)"/g))
    if (id !== undefined && !names.has(id)) names.set(id, `q${names.size + 1}`);
  return svg
    .replaceAll(/(class="trace scatter) trace[0-9a-f]+/g, '$1')
    .replaceAll(/\bid="([^"]+)"/g, (whole, id: string) => (names.has(id) ? `id="${names.get(id)}"` : whole))
    .replaceAll(/url\(['"]?(?:[^#'")]*)#([^'")]+)['"]?\)/g, (whole, id: string) =>
      names.has(id) ? `url(#${names.get(id)})` : whole,
    )
    .replaceAll(/url\(&quot;[^#]*#([^&]+)&quot;\)/g, (whole, id: string) =>
      names.has(id) ? `url(#${names.get(id)})` : whole,
    );
}
