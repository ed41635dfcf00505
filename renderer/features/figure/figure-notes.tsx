import type { ReactNode } from 'react';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { Note } from '../../ui/note.tsx';
import { type FigureRow, hasCurve, leftOutInWords, statusInWords } from './figure-rows.ts';
import { edgeText } from './fit-range.ts';

interface FigureNotesProps {
  rows: readonly FigureRow[];
  yIsLog: boolean;
  onNarrow(range: FitRange): void;
}

/** What the figure cannot show or what should be looked at, sample by sample, with a repair where there is one. */
export function FigureNotes({ rows, yIsLog, onNarrow }: FigureNotesProps): ReactNode {
  return (
    <>
      {rows.map((row) => (
        <CurvedNote key={`curved ${row.curve.sampleName}`} row={row} onNarrow={onNarrow} />
      ))}
      {rows.map((row) => (
        <CurveNote key={row.curve.sampleName} row={row} yIsLog={yIsLog} />
      ))}
    </>
  );
}

function CurvedNote({
  row: { curve, drawn, fit },
  onNarrow,
}: {
  row: FigureRow;
  onNarrow(range: FitRange): void;
}): ReactNode {
  if (!drawn || fit?.curved !== true) return null;
  const { suggestedRange: range } = fit;
  return (
    <Note
      tone="warn"
      title={`${curve.sampleName} is curved.`}
      {...(range !== null && {
        action: {
          label: `Narrow to ${edgeText(range.minInverseKelvin)}–${edgeText(range.maxInverseKelvin)}`,
          onClick: () => onNarrow(range),
        },
      })}
    >
      {`Residuals reach ${fit.worstResidualSigma.toFixed(1)} σ inside the range.`}
    </Note>
  );
}

function CurveNote({ row: { curve, drawn, fit, fitMessage }, yIsLog }: { row: FigureRow; yIsLog: boolean }): ReactNode {
  const sentences = [
    curve.message,
    hasCurve(curve) ? leftOutInWords(curve, yIsLog) : null,
    drawn && fit === null ? fitMessage : null,
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0 && curve.status === 'ok') return null;
  return (
    <Note
      tone={curve.status === 'ok' ? 'info' : 'warn'}
      title={`${curve.sampleName}: ${curve.status === 'ok' ? 'not all shown' : statusInWords(curve.status)}.`}
    >
      {sentences.join(' ')}
    </Note>
  );
}
