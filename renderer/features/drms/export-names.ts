import type { DrmsSeriesInfo, ExportPlan } from '../../../app/contract/drms.ts';
import { fillNameTemplate, isTemplateWithoutSegment } from '../../../app/domain/drms/file-name-template.ts';
import { collidingNames } from '../../../app/domain/drms/file-names.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import type { ExportValues } from './export-values.ts';

export interface NamePreview {
  /** Of the first records, in their order. */
  names: string[];
  /** Why these names will not do. */
  problem: string | null;
}

const extensions: Readonly<Record<ExportValues['protocol'], string>> = {
  ...{ fits: '.fits', 'as-is': '.fits', jpg: '.jpg', mpg: '.jpg', mp4: '.jpg' },
};

/** Keywords that a template asks for, as the series writes them. */
export function templateKeys(template: string, info: DrmsSeriesInfo): string[] {
  const fields = [...template.matchAll(/\{([^{}:]+)/g)].map(([, name = '']) => name.trim().toLowerCase());
  return info.keywords.map(({ name }) => name).filter((name) => fields.includes(name.toLowerCase()));
}

/** What the server will make of a template with the first records. */
export function previewNames(
  template: string,
  sample: ExportPlan['sample'],
  segments: readonly string[],
  { series, protocol }: { series: string; protocol: ExportValues['protocol'] },
): NamePreview {
  if (template.trim() === '') return { names: [], problem: null };
  const parts = segments.length === 0 ? [''] : segments;
  const names: string[] = [];
  for (const { recnum, values } of sample) {
    const byName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
    for (const segment of parts) {
      const filled = fillNameTemplate(template, {
        ...{ series, recnum: recnum === null ? null : BigInt(recnum), index: names.length },
        segmentFile: segment + extensions[protocol],
        valueOf: (keyword) => byName.get(keyword.toLowerCase()),
      });
      if (!filled.ok) return { names, problem: `${say(filled.message)} ${say(filled.remedy)}` };
      names.push(filled.name);
    }
  }
  return { names, problem: clash(names, template, parts.length) };
}

function clash(names: readonly string[], template: string, segments: number): string | null {
  const [first] = collidingNames(names);
  const name = first === undefined ? undefined : names[first[0] ?? 0];
  if (name === undefined) return null;
  const field = segments > 1 && isTemplateWithoutSegment(template) ? '{segment}' : t('a prime key or {recnum}');
  return t('Several files would be named {{name}}. Add {{field}}.', { name, field });
}
