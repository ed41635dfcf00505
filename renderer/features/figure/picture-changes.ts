import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import type { FigureProvenance } from '../../../app/figures/provenance.ts';

/** Members that the picture does not show: they are unticked, so that the live figure shows what it did. */
export function notInPicture(figure: ConductivityFigure, { samples }: FigureProvenance): string[] {
  const shown = new Set(samples.map(({ name }) => name));
  return figure.curves.map(({ sampleName }) => sampleName).filter((name) => !shown.has(name));
}

/** In sentences: what of the picture's sources is gone or another since it was drawn. */
export function pictureChanges(figure: ConductivityFigure, { samples, series }: FigureProvenance): string[] {
  const now = new Map(figure.curves.map((curve) => [curve.sampleName, curve]));
  const gone = samples.filter(({ name }) => !now.has(name)).map(({ name }) => name);
  const where = series === null ? 'there' : 'in the series';
  return [
    ...(gone.length === 0
      ? []
      : [`${list(gone)} ${gone.length === 1 ? 'is' : 'are'} not ${where} any more, or you may not see ${them(gone)}.`]),
    ...samples.flatMap(({ name, file }) => {
      const curve = now.get(name);
      if (curve === undefined || file === null || curve.serverFile === file) return [];
      return [
        curve.serverFile === null
          ? `${name} was drawn from ${file}, and has no raw data file now.`
          : `${name} was drawn from ${file}; now its file is ${curve.serverFile}.`,
      ];
    }),
  ];
}

function list(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

function them(names: readonly string[]): string {
  return names.length === 1 ? 'it' : 'them';
}
