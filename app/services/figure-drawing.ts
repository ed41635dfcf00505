import { columnFromArray, float64, tableFromColumns, tableToIPC, uint16 } from '@uwdata/flechette';
import type { ComputeApi, CurvePart } from '../analysis/compute-api.ts';
import { AppError } from '../contract/app-error.ts';
import type { BytesAnswer } from '../contract/bytes.ts';
import type { FigureSpec, ImageFormat } from '../contract/figures.ts';
import { describeConductivityFigure, type FigureTheme } from '../figures/conductivity-figure.ts';
import type { FigureProvenance } from '../figures/provenance.ts';
import type { FigureWorkerApi, LazyWorker } from './compute.ts';
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
  widthPx: number;
  heightPx: number;
  theme: FigureTheme;
}

/** Enough for every pixel of a printed column; more would only make the file larger. */
const pointsInImage = 20_000;

const contentTypes: Record<ImageFormat, string> = { png: 'image/png', svg: 'image/svg+xml', pdf: 'application/pdf' };

/** The finished picture with its provenance inside. */
export async function drawFigureImage(
  parts: FigureDrawingParts,
  request: ImageRequest,
): Promise<BytesAnswer & { bytes: Uint8Array }> {
  const { spec, format, widthPx, heightPx, theme } = request;
  const figure = parts.figures.get(spec.figureId);
  const names = figure.curves
    .filter((curve) => curve.points > 0 && spec.samples.includes(curve.sampleName))
    .map((curve) => curve.sampleName);
  if (names.length === 0)
    throw new AppError('invalid-input', 'The figure has no curve to draw.', {
      remedy: 'Tick at least one sample that has data.',
    });
  const drawn = await parts.compute.curves({
    figureId: spec.figureId,
    view: spec.view,
    curveKeys: names,
    xMin: null,
    xMax: null,
    maxPoints: pointsInImage,
  });
  const fitted = await parts.compute.fit({ figureId: spec.figureId, range: spec.fitRange });
  const description = describeConductivityFigure(
    drawn.map((part) => ({
      sampleName: part.curveKey,
      x: part.x,
      y: part.y,
      fit: fitted.fits.find((fit) => fit.curveKey === part.curveKey)?.fit ?? null,
      drawnOf: part.of,
    })),
    {
      view: spec.view,
      yScale: spec.yScale,
      showFit: spec.showFit,
      fitRange: fitted.range,
      theme,
      legend: true,
      fontFamily: 'DejaVu Sans',
      width: widthPx,
      height: heightPx,
    },
  );
  const title = figure.seriesName ?? names[0] ?? '';
  const provenance = await provenanceOf(parts, figure, spec, fitted.range);
  const bytes = await parts.drawing.use((api) =>
    api.draw({ figure: description, format, widthPx, heightPx, title, provenance }),
  );
  return { contentType: contentTypes[format], fileName: `conductivity-${slug(title)}.${format}`, bytes };
}

async function provenanceOf(
  parts: FigureDrawingParts,
  figure: OpenFigure,
  spec: FigureSpec,
  fitRange: FigureProvenance['fitRange'],
): Promise<FigureProvenance> {
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
    fitRange: spec.view === 'arrhenius' ? fitRange : null,
  };
}

/** Curves as one Arrow table: curve is the index into `samples`. */
export function curvesToArrow(parts: readonly CurvePart[], samples: readonly string[]): Uint8Array {
  const total = parts.reduce((sum, part) => sum + part.x.length, 0);
  const [curve, x, y] = [new Uint16Array(total), new Float64Array(total), new Float64Array(total)];
  let at = 0;
  for (const part of parts) {
    curve.fill(samples.indexOf(part.curveKey), at, at + part.x.length);
    x.set(part.x, at);
    y.set(part.y, at);
    at += part.x.length;
  }
  const table = tableFromColumns({
    curve: columnFromArray(curve, uint16()),
    x: columnFromArray(x, float64()),
    y: columnFromArray(y, float64()),
  });
  const bytes = tableToIPC(table, { format: 'stream' });
  if (bytes === null) throw new AppError('internal', 'The points could not be packed.');
  return bytes;
}

function slug(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .toLowerCase() || 'figure'
  );
}
