import { Resvg } from '@resvg/resvg-js';
import type { FigureDescription } from '../plotly-types.ts';
import type { FigureProvenance } from '../provenance.ts';
import { drawNormalisedSvg } from './draw-svg.ts';
import { embedInPng, embedInSvg } from './embed-provenance.ts';
import { fontPath } from './font-metrics.ts';
import { svgToPdfBytes } from './svg-to-pdf.ts';

export interface DrawRequest {
  figure: FigureDescription;
  format: 'png' | 'svg' | 'pdf';
  widthPx: number;
  heightPx: number;
  title: string;
  provenance: FigureProvenance;
}

/** Pixels of a PNG per pixel of the figure, enough for print at half size. */
const pngScale = 2;

/** The finished file; equal requests give equal bytes. */
export async function drawFigure({
  figure,
  format,
  widthPx,
  heightPx,
  title,
  provenance,
}: DrawRequest): Promise<Uint8Array> {
  const svg = await drawNormalisedSvg(figure, widthPx, heightPx);
  const about = JSON.stringify(provenance);
  switch (format) {
    case 'svg':
      return new TextEncoder().encode(embedInSvg(svg, about));
    case 'pdf':
      return svgToPdfBytes(svg, { widthPx, heightPx, title, provenance: about });
    case 'png':
      return embedInPng(rasterise(svg), about);
    default:
      return format satisfies never;
  }
}

function rasterise(svg: string): Uint8Array {
  const fontFiles = (['regular', 'bold', 'italic', 'bold-italic'] as const).map(fontPath);
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: pngScale },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  return new Uint8Array(picture.render().asPng());
}
