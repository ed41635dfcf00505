import type { DrmsSeriesInfo, DrmsServer } from '../../../app/contract/drms.ts';

/** What the form of an export holds; texts are as typed. */
export interface ExportValues {
  email: string;
  folder: string;
  segments: string[];
  protocol: 'fits' | 'as-is';
  method: 'url' | 'url-tar';
}

export function firstExportValues(server: DrmsServer, info: DrmsSeriesInfo, home: string): ExportValues {
  const separator = home.includes('\\') ? '\\' : '/';
  return {
    email: server.email ?? (server.origin === 'demo' ? 'demo@example.org' : ''),
    folder: [home, 'downloads', info.name].join(separator),
    segments: info.segments.map(({ name }) => name),
    protocol: 'fits',
    method: 'url',
  };
}

/** Errors by field, in words; an empty object means that it can be sent. */
export function exportErrors(
  values: ExportValues,
  info: DrmsSeriesInfo,
): Partial<Record<'email' | 'folder' | 'segments', string>> {
  return {
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.email.trim()) ? {} : { email: 'Give a registered e-mail address.' }),
    ...(values.folder.trim() === '' ? { folder: 'Give a folder.' } : {}),
    ...(info.segments.length > 0 && values.segments.length === 0 ? { segments: 'Tick at least one segment.' } : {}),
  };
}

/** The record set with its segments in braces; those it had give way. */
export function exportSet(recordSet: string, segments: readonly string[], info: DrmsSeriesInfo): string {
  const bare = recordSet.replace(/\{[^{}]*\}\s*$/, '').trimEnd();
  const all = segments.length === info.segments.length;
  return all || segments.length === 0 ? bare : `${bare}{${segments.join(',')}}`;
}
