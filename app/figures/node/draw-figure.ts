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
  /** By which the described figure is smaller or larger on paper. */
  scale: number;
  /** Of a PNG. */
  dpi: number;
  title: string;
  provenance: FigureProvenance;
}

const pxPerInch = 96;
const mmPerInch = 25.4;

/** The finished file; equal requests give equal bytes. */
export async function drawFigure({
  figure,
  format,
  widthPx,
  heightPx,
  scale,
  dpi,
  title,
  provenance,
}: DrawRequest): Promise<Uint8Array> {
  const svg = await drawNormalisedSvg(figure, widthPx, heightPx);
  const about = JSON.stringify(provenance);
  switch (format) {
    case 'svg':
      return new TextEncoder().encode(embedInSvg(onPaper(svg, widthPx * scale, heightPx * scale), about));
    case 'pdf':
      return svgToPdfBytes(svg, { widthPx, heightPx, scale, title, provenance: about });
    case 'png':
      return embedInPng(rasterise(svg, (dpi / pxPerInch) * scale), about);
    default:
      return format satisfies never;
  }
}

/** In millimetres, so that other programs place it as large as it is meant. */
function onPaper(svg: string, widthPx: number, heightPx: number): string {
  const mm = (px: number): string => `${Number(((px / pxPerInch) * mmPerInch).toFixed(2))}mm`;
  return svg.replace(
    /^(<svg[^>]*?) width="[^"]*" height="[^"]*"/,
    (_, head: string) => `${head} width="${mm(widthPx)}" height="${mm(heightPx)}"`,
  );
}

function rasterise(svg: string, zoom: number): Uint8Array {
  const fontFiles = (['regular', 'bold', 'italic', 'bold-italic'] as const).map(fontPath);
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  return new Uint8Array(picture.render().asPng());
}
