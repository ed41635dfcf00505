import { create } from 'zustand';
import type { ExportValues } from './export-values.ts';

/** What was typed into a dialog that was closed, by server and series; gone once the export has started. */
export const useExportDrafts = create<Readonly<Record<string, ExportValues>>>(() => ({}));

export function keepExportDraft(key: string, values: ExportValues): void {
  useExportDrafts.setState({ [key]: values });
}

export function dropExportDraft(key: string): void {
  useExportDrafts.setState(({ [key]: _, ...others }) => others, true);
}
