import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import type { ConductivityProvenance } from '../../../app/figures/provenance.ts';
import { t } from '../../ui/language.ts';

/** Members that the picture does not show: they are unticked, so that the live figure shows what it did. */
export function notInPicture(figure: ConductivityFigure, { samples }: ConductivityProvenance): string[] {
  const shown = new Set(samples.map(({ name }) => name));
  return figure.curves.map(({ sampleName }) => sampleName).filter((name) => !shown.has(name));
}

/** In sentences: what of the picture's sources is gone or another since it was drawn. */
export function pictureChanges(figure: ConductivityFigure, { samples, series }: ConductivityProvenance): string[] {
  const now = new Map(figure.curves.map((curve) => [curve.sampleName, curve]));
  const gone = samples.filter(({ name }) => !now.has(name)).map(({ name }) => name);
  const where = series === null ? 'there' : t('in the series');
  return [
    ...(gone.length === 0
      ? []
      : [
          t('{{gone}} are not {{where}} any more, or you may not see {{gone2}}.', {
            count: gone.length,
            gone: list(gone),
            where,
            gone2: them(gone),
          }),
        ]),
    ...samples.flatMap(({ name, file }) => {
      const curve = now.get(name);
      if (curve === undefined || file === null || curve.serverFile === file) return [];
      return [
        curve.serverFile === null
          ? t('{{name}} was drawn from {{file}}, and has no raw data file now.', { name, file })
          : t('{{name}} was drawn from {{file}}; now its file is {{serverFile}}.', {
              name,
              file,
              serverFile: curve.serverFile,
            }),
      ];
    }),
  ];
}

function list(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(', ')
    : t('{{names}} and {{nameCount}} more', { names: names.slice(0, 3).join(', '), nameCount: names.length - 3 });
}

function them(names: readonly string[]): string {
  return t('them', { count: names.length });
}
