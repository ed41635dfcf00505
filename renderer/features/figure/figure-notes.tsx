import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { useGradually } from '../../ui/gradual.ts';
import { t } from '../../ui/language.ts';
import { Note, type NoteProps } from '../../ui/note.tsx';
import styles from './figure.module.css';
import { type FigureRow, hasCurve, leftOutInWords, statusInWords } from './figure-rows.ts';
import { edgeText } from './fit-range.ts';

interface FigureNotesProps {
  rows: readonly FigureRow[];
  yIsLog: boolean;
  onNarrow(range: FitRange): void;
}

/** More at once would push the few that matter out of sight. */
const shownAtFirst = 6;

/** What the figure cannot show or what should be looked at, sample by sample, with a repair where there is one. */
export function FigureNotes({ rows, yIsLog, onNarrow }: FigureNotesProps): ReactNode {
  const [all, setAll] = useState(false);
  const notes = [
    ...rows.flatMap((row) => curveNote(row, yIsLog) ?? []),
    ...rows.flatMap((row) => curvedNote(row, onNarrow) ?? []),
  ];
  const shown = useGradually(all ? notes : notes.slice(0, shownAtFirst));
  return (
    <>
      {shown.map((note) => (
        <Note key={note.title} {...note} />
      ))}
      {notes.length > shownAtFirst && (
        <div className={styles.moreNotes}>
          <Button size="compact-xs" onClick={() => setAll(!all)}>
            {all
              ? t('Show {{shownAtFirst}} notes only', { shownAtFirst })
              : t('Show all {{noteCount}} notes', { noteCount: notes.length })}
          </Button>
        </div>
      )}
    </>
  );
}

function curvedNote({ curve, drawn, fit }: FigureRow, onNarrow: (range: FitRange) => void): NoteProps | null {
  if (!drawn || fit?.curved !== true) return null;
  const { suggestedRange: range } = fit;
  return {
    tone: 'warn',
    title: t('{{sampleName}} is curved.', { sampleName: curve.sampleName }),
    children: t('Residuals reach {{worstResidualSigma}} σ inside the range.', {
      worstResidualSigma: fit.worstResidualSigma.toFixed(1),
    }),
    ...(range !== null && {
      action: {
        label: t('Narrow to {{minInverseKelvin}}–{{maxInverseKelvin}}', {
          minInverseKelvin: edgeText(range.minInverseKelvin),
          maxInverseKelvin: edgeText(range.maxInverseKelvin),
        }),
        onClick: () => onNarrow(range),
      },
    }),
  };
}

function curveNote({ curve, drawn, fit, fitMessage }: FigureRow, yIsLog: boolean): NoteProps | null {
  const sentences = [
    curve.message,
    hasCurve(curve) ? leftOutInWords(curve, yIsLog) : null,
    drawn && fit === null ? fitMessage : null,
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0 && curve.status === 'ok') return null;
  return {
    tone: curve.status === 'ok' ? 'info' : 'warn',
    title: `${curve.sampleName}: ${curve.status === 'ok' ? t('not all shown') : statusInWords(curve.status)}.`,
    children: sentences.join(' '),
  };
}
