import type { DrmsSeriesInfo, DrmsServer, ExportQuery } from '../../../app/contract/drms.ts';
import { exportNameTemplate } from '../../../app/domain/drms/file-names.ts';
import { sentProcessing, type TypedSteps } from '../../../app/domain/drms/processing.ts';
import { t } from '../../ui/language.ts';
import { structureOf } from './series-structure.ts';

/** For pictures and movies; texts are as typed, empty ones are left to the server. */
export interface PictureValues {
  ct: string;
  scaling: string;
  size: string;
  min: string;
  max: string;
}

/** What the form of an export holds; texts are as typed. */
export interface ExportValues {
  /** `given`: the record sets the dialog was opened with; `list`: those typed or read from a file. */
  source: 'given' | 'list';
  list: string;
  segments: string[];
  protocol: ExportQuery['protocol'];
  method: ExportQuery['method'];
  /** Keywords go into the headers of files that come as they lie on the server. */
  localHeaders: boolean;
  picture: PictureValues;
  steps: TypedSteps;
  /** `unique`: a name per record and segment, made by Quarry; `server`: the server's own. */
  names: 'unique' | 'server' | 'template';
  template: string;
  email: string;
  folder: string;
}

export function firstExportValues(
  server: DrmsServer,
  info: DrmsSeriesInfo,
  home: string,
  recordSets: readonly string[],
): ExportValues {
  const separator = home.includes('\\') ? '\\' : '/';
  const onlyFolders = info.segments.length > 0 && info.segments.every(({ protocol }) => protocol === 'directory');
  return {
    ...{ source: 'given', list: '', protocol: 'fits', method: onlyFolders ? 'url-tar' : 'url' },
    localHeaders: false,
    picture: { ct: 'grey.sao', scaling: 'MINMAX', size: '1', min: '', max: '' },
    ...{ steps: [], names: 'unique', template: exportNameTemplate(structureOf(info)) ?? '' },
    segments: segmentsOf(recordSets[0] ?? '', info),
    email: server.email ?? (server.origin === 'demo' ? 'demo@example.org' : ''),
    folder: [home, 'downloads', info.name].join(separator),
  };
}

export type ExportField = 'recordSets' | 'email' | 'folder' | 'segments' | 'template' | 'min' | 'max';

/** Errors by field, in words; an empty object means that it can be sent. */
export function exportErrors(values: ExportValues, info: DrmsSeriesInfo): Partial<Record<ExportField, string>> {
  const { picture } = values;
  const isNumber = (text: string): boolean => text.trim() === '' || Number.isFinite(Number(text));
  const asksSegments = values.source === 'given' && info.segments.length > 0;
  return {
    ...(isAddress(values.email) ? {} : { email: t('Give a registered e-mail address.') }),
    ...(values.folder.trim() === '' ? { folder: t('Give a folder.') } : {}),
    ...(asksSegments && values.segments.length === 0 ? { segments: t('Tick at least one segment.') } : {}),
    ...(values.names === 'template' && values.template.trim() === '' ? { template: t('Give a template.') } : {}),
    ...(isPicture(values) && !isNumber(picture.min) ? { min: t('Give a number, or nothing.') } : {}),
    ...(isPicture(values) && !isNumber(picture.max) ? { max: t('Give a number, or nothing.') } : {}),
  };
}

export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}

export function isPicture({ protocol }: Pick<ExportValues, 'protocol'>): boolean {
  return protocol === 'jpg' || protocol === 'mpg' || protocol === 'mp4';
}

/** Quick exports deliver files as they lie there, and only those. */
export function isQuickPossible({ protocol, steps }: Pick<ExportValues, 'protocol' | 'steps'>): boolean {
  return protocol === 'as-is' && steps.length === 0;
}

/** One query per record set, with everything the form says about files. */
export function exportQueries(values: ExportValues, recordSets: readonly string[]): ExportQuery[] {
  const { method, protocol, picture, names, template } = values;
  const typed = Object.entries(picture).filter(([, text]) => text.trim() !== '');
  const asNumber = (name: string, text: string): string | number =>
    name === 'ct' || name === 'scaling' ? text : Number(text);
  return recordSets.map((recordSet) => ({
    ...{ recordSet, protocol, process: sentProcessing(values.steps) },
    method: method === 'url_quick' && !isQuickPossible(values) ? 'url' : method,
    protocolArguments: isPicture(values)
      ? Object.fromEntries(typed.map(([name, text]) => [name, asNumber(name, text)]))
      : {},
    fileNameFormat: names === 'unique' ? null : names === 'server' ? false : template.trim(),
  }));
}

/** Those in braces, in the order of the series; all of them where there are no braces. */
export function segmentsOf(recordSet: string, { segments }: DrmsSeriesInfo): string[] {
  const braces = /\{([^{}]*)\}\s*$/.exec(recordSet)?.[1];
  const named = braces?.toLowerCase().split(/[\s,;:]+/);
  const all = named === undefined || named.includes('**all**');
  return segments.map(({ name }) => name).filter((name) => all || named.includes(name.toLowerCase()));
}

/** The record set with its segments in braces; those it had give way. */
export function exportSet(recordSet: string, segments: readonly string[], info: DrmsSeriesInfo): string {
  const bare = recordSet.replace(/\{[^{}]*\}\s*$/, '').trimEnd();
  const all = segments.length === info.segments.length;
  return all || segments.length === 0 ? bare : `${bare}{${segments.join(',')}}`;
}
