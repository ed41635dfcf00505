import { IconFileAlert, IconFileCheck, IconFileOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RawFile } from '../../../app/contract/juliabase.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import styles from './sample.module.css';

export const stateWords: Record<RawFile['state'], string> = {
  found: t('found'),
  missing: t('missing'),
  refused: t('refused'),
  unmapped: t('no folder is mapped to it'),
};

/** A raw data file named by a process: what this computer has of it, and else which path was tried and why. */
export function RawFileLine({ file }: { file: RawFile }): ReactNode {
  const note = noteOf(file);
  return (
    <div className={styles.file}>
      <RawFileIcon state={file.state} />
      <span className={styles.fileName}>{nameOf(file.localPath ?? file.serverPath)}</span>
      <span className={styles.quiet}>
        {stateWords[file.state]}
        {file.sizeBytes !== null && ` · ${formatBytes(file.sizeBytes)}`}
      </span>
      {note !== null && <span className={styles.fileNote}>{note}</span>}
    </div>
  );
}

function RawFileIcon({ state }: { state: RawFile['state'] }): ReactNode {
  switch (state) {
    case 'found':
      return <IconFileCheck size={14} color="var(--q-ok)" aria-hidden="true" />;
    case 'missing':
    case 'unmapped':
      return <IconFileAlert size={14} color="var(--q-warn)" aria-hidden="true" />;
    case 'refused':
      return <IconFileOff size={14} color="var(--q-bad)" aria-hidden="true" />;
    default:
      return state satisfies never;
  }
}

/** The reason of a failure, or where a file was found that the server names by another path. */
function noteOf({ message, localPath, serverPath }: RawFile): string | null {
  if (message !== null) return t('Server names {{serverPath}}. {{message}}', { serverPath, message });
  return localPath === null || localPath.endsWith(serverPath)
    ? null
    : t('Server names {{serverPath}}; read from {{localPath}} by your path rule.', { serverPath, localPath });
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
