import { type ReactNode, useState } from 'react';
import type { FitsFileOut } from '../../../app/contract/fits.ts';
import { Note } from '../../ui/note.tsx';
import styles from './fits.module.css';
import { HduList } from './hdu-list.tsx';
import { type HduChoices, HduView } from './hdu-view.tsx';

interface FileViewProps {
  file: FitsFileOut;
  choices: HduChoices;
  onChange(change: Partial<HduChoices>): void;
}

/** The parts of an opened file, and the one that is looked at. */
export function FileView({ file, choices, onChange }: FileViewProps): ReactNode {
  const [chosen, setChosen] = useState<number | null>(null);
  const index = chosen !== null && chosen < file.hdus.length ? chosen : firstWithData(file);
  const hdu = file.hdus[index];
  return (
    <>
      {file.warnings.map((warning) => (
        <Note key={warning} tone="warn" title={warning} />
      ))}
      <div className={styles.body}>
        {file.hdus.length > 1 && <HduList hdus={file.hdus} chosen={index} onChoose={setChosen} />}
        {hdu !== undefined && <HduView file={file} hdu={hdu} choices={choices} onChange={onChange} />}
      </div>
    </>
  );
}

/** The first part with a picture or rows. */
function firstWithData({ hdus }: FitsFileOut): number {
  return Math.max(
    0,
    hdus.findIndex(({ planes, kind }) => planes > 0 || kind === 'table' || kind === 'ascii-table'),
  );
}
