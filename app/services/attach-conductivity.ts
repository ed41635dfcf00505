import { AttachColumn, conductivityColumns } from '../contract/attach.ts';
import type { FigureSpec } from '../contract/figures.ts';
import type { FitRange } from '../domain/conductivity.ts';
import {
  type AttachRow,
  attachTable,
  defaultColumns,
  defaultComments,
  defaultTitle,
  figureIdentity,
} from './attach-content.ts';
import type { AttachedFigure } from './attach-figure.ts';
import type { FigureRegistry } from './figure-registry.ts';

export interface ConductivityAttachParts {
  figures: FigureRegistry;
  fit(
    figureId: string,
    range: FitRange | null,
  ): Promise<{ range: FitRange | null; fits: ReadonlyMap<string, AttachRow['fit']> }>;
  drawImage(spec: FigureSpec, format: 'png' | 'pdf'): Promise<Uint8Array>;
}

/** Curves of the samples of a series, or of one sample, with their fits as they are now. */
export async function conductivityToAttach(
  parts: ConductivityAttachParts,
  spec: FigureSpec,
  recipeId: string | undefined,
): Promise<AttachedFigure> {
  const figure = parts.figures.get(spec.figureId);
  const { connectionId, seriesName, members } = figure;
  const fitted = await parts.fit(spec.figureId, spec.fitRange);
  const rows = figure.curves
    .map((curve): AttachRow => ({ curve, fit: fitted.fits.get(curve.sampleName) ?? null }))
    .filter((row) => spec.samples.includes(row.curve.sampleName) || row.curve.points === 0);
  return {
    ...{ connectionId, seriesName, members },
    identity: figureIdentity({
      ...{ kind: 'conductivity', view: spec.view, recipeId },
      ...(seriesName === null
        ? { subjectKind: 'sample', subject: members[0]?.name ?? '' }
        : { subjectKind: 'series', subject: seriesName }),
    }),
    columns: conductivityColumns,
    proposed: {
      title: defaultTitle(spec),
      comments: defaultComments(spec, rows, fitted.range),
      columns: defaultColumns,
      editDescription: 'Figure drawn again from the raw data files.',
    },
    fileName: 'conductivity',
    table: (columns) => attachTable(rows, columns.filter(isOfSamples)),
    draw: (format) => parts.drawImage(spec, format),
  };
}

function isOfSamples(column: AttachColumn): column is (typeof conductivityColumns)[number] {
  return AttachColumn.extract(conductivityColumns).safeParse(column).success;
}
