import type { BytesAnswer } from '../contract/bytes.ts';
import type { ImageFormat } from '../contract/figures.ts';
import type { PictureTable, TableFigureSpec, TablePicture } from '../contract/table-figures.ts';
import { describedSize, type FigureFinding, type PrintSize } from '../domain/figure-print.ts';
import type { FigureTheme } from '../figures/curve-style.ts';
import { describeTableFigure } from '../figures/table-figure.ts';
import type { FigureWorkerApi, LazyWorker } from './compute.ts';
import { contentTypes, slug } from './figure-drawing.ts';
import type { ReadTable } from './table-columns.ts';
import { type TableFigureData, tableCurves } from './table-figure-data.ts';
import { questionOfTable, serverOfQuestion, type TableServers } from './table-figure-question.ts';

export interface TableDrawingParts extends TableFigureData, TableServers {
  drawing: LazyWorker<FigureWorkerApi>;
  version: string;
}

export interface TableImageRequest {
  spec: TableFigureSpec;
  format: ImageFormat;
  size: PrintSize;
  /** Of a PNG. */
  dpi: number;
  theme: FigureTheme;
}

/** The finished picture with its provenance inside. */
export async function drawTableFigure(
  parts: TableDrawingParts,
  { spec, format, size, dpi, theme }: TableImageRequest,
  signal: AbortSignal,
): Promise<BytesAnswer & { bytes: Uint8Array }> {
  const { widthPx, heightPx, scale } = describedSize(size);
  const { read, x, curves, line } = await tableCurves(parts, spec, signal);
  const { mode, yScale, seen, reversed } = spec.figure;
  const print = { widthPx, heightPx, seen };
  const figure = describeTableFigure(curves, x, { mode, yScale, theme, line, reversed, print });
  const title = `${curves.map(({ label }) => label).join(', ')} over ${x.column.name}`;
  const picture = await pictureOf(parts, spec, read);
  const provenance = { program: 'Quarry', version: parts.version, kind: 'table', picture } as const;
  const bytes = await parts.drawing.use((api) =>
    api.draw({ figure, format, widthPx, heightPx, scale, dpi, title, provenance }),
  );
  return { contentType: contentTypes[format], fileName: `${slug(title)}.${format}`, bytes };
}

/** What a careful reviewer would say about the picture. */
export async function checkTableImage(
  parts: TableFigureData,
  { spec, size }: Pick<TableImageRequest, 'spec' | 'size'>,
  signal: AbortSignal,
): Promise<FigureFinding[]> {
  // It brings the library of colours, whose many files take a while to load.
  const { checkTableFigure } = await import('../figures/check/check-table-figure.ts');
  const { x, curves, line } = await tableCurves(parts, spec, signal);
  const { mode, yScale, seen } = spec.figure;
  return checkTableFigure({ curves, x, options: { mode, yScale, theme: 'print', line, seen }, size });
}

async function pictureOf(
  parts: TableDrawingParts,
  { tableId, figure, filters, overlay }: TableFigureSpec,
  { table }: ReadTable,
): Promise<TablePicture> {
  return {
    ...(await sourceOf(parts, tableId)),
    figure,
    filters: filters.flatMap((filter) => {
      const column = table.columns[filter.column];
      return column === undefined ? [] : [{ column: column.name, unit: column.unit, filter }];
    }),
    overlay: overlay === null ? null : { ...(await sourceOf(parts, overlay.tableId)), x: overlay.x, y: overlay.y },
  };
}

async function sourceOf(parts: TableDrawingParts, tableId: string): Promise<PictureTable> {
  const { table } = await parts.records.read(tableId);
  const question = questionOfTable(await parts.kept.stored(tableId));
  return {
    server: question === null ? null : await serverOfQuestion(parts, question),
    table: { id: tableId, title: table.recordSet, asOfUtc: table.asOfUtc, rows: table.count },
    question,
  };
}
