import type { ReactNode } from 'react';
import { formatWhen } from '../../../../app/domain/number-format.ts';
import { formatCount, t } from '../../../ui/language.ts';
import { Note } from '../../../ui/note.tsx';
import type { PlotOrigin } from './plot-origin.ts';

interface PlotNoteProps {
  origin: PlotOrigin;
  onDone(): void;
}

/** From which picture a plot was opened, of when its data are, and what of it is gone. */
export function PlotNote({ origin: { fileName, drawn, opened }, onDone }: PlotNoteProps): ReactNode {
  const { table, lost } = opened;
  const when = (utc: string): string => formatWhen(utc, 0).full;
  const then = { drawn: when(drawn.asOfUtc), now: when(table.asOfUtc), rows: formatCount(drawn.rows) };
  return (
    <Note
      tone={lost.length === 0 ? 'info' : 'warn'}
      title={t('Opened from {{fileName}}.', { fileName })}
      action={{ label: t('Hide'), onClick: onDone }}
    >
      {table.asOfUtc === drawn.asOfUtc && table.count === drawn.rows
        ? t('Its data are those of {{drawn}}, from which it was drawn.', then)
        : t('It was drawn from {{rows}} rows as of {{drawn}}; here are {{present}} as of {{now}}.', {
            ...then,
            present: formatCount(table.count),
          })}
      {lost.length > 0 && ` ${t('The table has no column {{names}} any more.', { names: lost.join(', ') })}`}
    </Note>
  );
}
