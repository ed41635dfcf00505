import type { ComputeApi } from '../analysis/compute-api.ts';
import { AppError } from '../contract/app-error.ts';
import type { BytesAnswer } from '../contract/bytes.ts';
import type { FigureSpec, ImageFormat } from '../contract/figures.ts';
import { isPlain } from '../domain/figure-details.ts';
import { describedSize, type FigureFinding, type PrintSize, printPresets, usualDpi } from '../domain/figure-print.ts';
import { errorColumnOf } from '../domain/figure-units.ts';
import {
  describeConductivityFigure,
  type FigureCurve,
  type FigureOptions,
  type FigureTheme,
} from '../figures/conductivity-figure.ts';
import type { ConductivityProvenance } from '../figures/provenance.ts';
import type { FigureWorkerApi, LazyWorker } from './compute.ts';
import { fittedLines } from './figure-formula.ts';
import type { FigureRegistry, OpenFigure } from './figure-registry.ts';

export interface FigureDrawingParts {
  figures: FigureRegistry;
  compute: ComputeApi;
  drawing: LazyWorker<FigureWorkerApi>;
  version: string;
  /** What a picture names as its server; the same at each start, for equal figures shall be equal files. */
  serverNameOf(connectionId: string): Promise<string>;
}

export interface ImageRequest {
  spec: FigureSpec;
  format: ImageFormat;
  size: PrintSize;
  /** Of a PNG. */
  dpi: number;
  theme: FigureTheme;
}

/** As a figure is drawn that nobody has given a size. */
export const usualImage = { size: printPresets.screen.size, dpi: usualDpi, theme: 'print' } as const;

/** Enough for every pixel of a printed column; more would only make the file larger. */
const pointsInImage = 20_000;

export const contentTypes: Record<ImageFormat, string> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
};

/** The finished picture with its provenance inside. */
export async function drawFigureImage(
  parts: FigureDrawingParts,
  request: ImageRequest,
): Promise<BytesAnswer & { bytes: Uint8Array }> {
  const { spec, format, size, dpi, theme } = request;
  const { widthPx, heightPx, scale } = describedSize(size);
  const { figure, curves, options } = await drawnFigure(parts, spec, theme);
  const description = describeConductivityFigure(curves, { ...options, width: widthPx, height: heightPx });
  const title = figure.seriesName ?? curves[0]?.sampleName ?? '';
  const provenance = await provenanceOf(parts, figure, spec, options.fitRange);
  const bytes = await parts.drawing.use((api) =>
    api.draw({ figure: description, format, widthPx, heightPx, scale, dpi, title, provenance }),
  );
  return { contentType: contentTypes[format], fileName: `conductivity-${slug(title)}.${format}`, bytes };
}

/** What a careful reviewer would say about the picture. */
export async function checkFigureImage(
  parts: FigureDrawingParts,
  { spec, size }: Pick<ImageRequest, 'spec' | 'size'>,
): Promise<FigureFinding[]> {
  // It brings the library of colours, whose many files take a while to load.
  const { checkFigure } = await import('../figures/check/check-figure.ts');
  const { curves, options } = await drawnFigure(parts, spec, 'print');
  return checkFigure({ curves, options, size });
}

async function drawnFigure(
  parts: FigureDrawingParts,
  spec: FigureSpec,
  theme: FigureTheme,
): Promise<{ figure: OpenFigure; curves: FigureCurve[]; options: FigureOptions }> {
  const figure = parts.figures.get(spec.figureId);
  const names = figure.curves
    .filter((curve) => curve.points > 0 && spec.samples.includes(curve.sampleName))
    .map((curve) => curve.sampleName);
  if (names.length === 0)
    throw new AppError('invalid-input', 'The figure has no curve to draw.', {
      remedy: 'Tick at least one sample that has data.',
    });
  const { figureId, view, yScale, showFit } = spec;
  const drawn = await parts.compute.curves({
    ...{ figureId, view, curveKeys: names, xMin: null, xMax: null },
    maxPoints: pointsInImage,
    errorColumn: errorColumnOf(spec.details?.errors),
  });
  const column = spec.details?.rightColumn?.column ?? null;
  const others =
    column === null
      ? []
      : await parts.compute.curves({
          figureId,
          view,
          curveKeys: names,
          xMin: null,
          xMax: null,
          maxPoints: pointsInImage,
          column,
        });
  const unitOf = (name: string): string | null =>
    figure.curves.find(({ sampleName }) => sampleName === name)?.columns.find((one) => one.name === column)?.unit ??
    null;
  const otherOf = (name: string): FigureCurve['other'] => {
    const part = others.find(({ curveKey }) => curveKey === name);
    return part && { x: part.x, y: part.y, unit: unitOf(name) };
  };
  const fitted = await parts.compute.fit({ figureId, range: spec.fitRange });
  const formulas = await fittedLines(parts, { ...spec, fitRange: fitted.range, samples: names });
  return {
    figure,
    curves: drawn.map((part) => ({
      sampleName: part.curveKey,
      x: part.x,
      y: part.y,
      errors: part.errors ?? undefined,
      other: otherOf(part.curveKey),
      fit: fitted.fits.find((fit) => fit.curveKey === part.curveKey)?.fit ?? null,
      formula: formulas.get(part.curveKey),
      drawnOf: part.of,
    })),
    options: {
      ...{ view, yScale, showFit, fitRange: fitted.range, theme, legend: true, fontFamily: 'DejaVu Sans' },
      details: spec.details,
    },
  };
}

async function provenanceOf(
  parts: FigureDrawingParts,
  figure: OpenFigure,
  spec: FigureSpec,
  fitRange: ConductivityProvenance['fitRange'],
): Promise<ConductivityProvenance> {
  return {
    program: 'Quarry',
    version: parts.version,
    kind: 'conductivity',
    server: await parts.serverNameOf(figure.connectionId),
    series: figure.seriesName,
    samples: figure.curves
      .filter((curve) => spec.samples.includes(curve.sampleName))
      .map((curve) => ({ name: curve.sampleName, file: curve.serverFile })),
    view: spec.view,
    yScale: spec.yScale,
    fitRange: spec.view === 'arrhenius' || spec.details?.formula?.inFitRange === true ? fitRange : null,
    ...(spec.details === undefined || isPlain(spec.details) ? {} : { details: spec.details }),
  };
}

/** Letters and digits alone, for names of files. */
export function slug(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .toLowerCase() || 'figure'
  );
}
