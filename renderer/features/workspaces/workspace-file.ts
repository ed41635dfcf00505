import { AppError, type JsonValue } from '../../../app/contract/app-error.ts';
import { t } from '../../ui/language.ts';
import { readLayout, type WorkspaceLayout } from '../frame/workspace-layout.ts';

/** A workspace as a file for another computer. */
export interface WorkspaceFile {
  name: string;
  layout: WorkspaceLayout;
}

/** The version that this Quarry writes (app/services/workspace-file.ts). */
const ownVersion = 1;

/** Reads a file that `workspace-file` has given; a failure says what is wrong with it. */
export function readWorkspaceFile(fileName: string, text: string): WorkspaceFile {
  const kept = parse(fileName, text);
  const { format, version, name, layout } = record(kept);
  if (format !== 'quarry workspace') throw unreadable(fileName, t('it does not hold a workspace of Quarry'));
  if (typeof version !== 'number' || version > ownVersion)
    throw new AppError(
      'unsupported',
      t('{{fileName}} was written by a newer Quarry (version {{version}}).', { fileName, version: String(version) }),
      {
        remedy: t('Open it with that version, or save the workspace there once more for this one.'),
      },
    );
  if (typeof name !== 'string' || name.trim() === '') throw unreadable(fileName, t('its name is missing'));
  const read = readLayout(layout ?? null);
  if (read.dock === null) throw unreadable(fileName, unknownPanel(layout) ?? t('its panels are missing or damaged'));
  return { name: name.trim().slice(0, 80), layout: { ...read, workspace: null, recent: [] } };
}

function parse(fileName: string, text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(
      fileName,
      t('it is no JSON: {{message}}', { message: cause instanceof Error ? cause.message : String(cause) }),
    );
  }
}

/** The first panel that this version does not know. */
function unknownPanel(layout: JsonValue | undefined): string | undefined {
  const { panels } = record(record(layout ?? null).dock ?? null);
  const unknown = Object.keys(record(panels ?? null)).find(
    (address) => readLayout({ version: 1, dock: { grid: {}, panels: { [address]: {} } } }).dock === null,
  );
  return unknown === undefined ? undefined : t('this version does not know the panel {{unknown}}', { unknown });
}

function record(value: JsonValue): Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function unreadable(fileName: string, why: string): AppError {
  return new AppError('invalid-input', t('{{fileName}} cannot be opened as a workspace: {{why}}.', { fileName, why }), {
    remedy: t('Choose a file that “Save workspace to file” has written; nothing was changed here.'),
  });
}
