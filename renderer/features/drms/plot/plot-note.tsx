import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { formatWhen } from '../../../../app/domain/number-format.ts';
import { formatCount, t } from '../../../ui/language.ts';
import { Note } from '../../../ui/note.tsx';
import { forgetPlotOrigin, type PlotOrigin } from './plot-origin.ts';

interface PlotNoteProps {
  origin: PlotOrigin;
  /** Opens the picture again with the answer that the server gives now; resolves when that is here, or has failed. */
  onAskAnew(origin: PlotOrigin): Promise<void>;
}

/** From which picture a plot was opened, of when its data are, and what of it is gone. */
export function PlotNote({ origin, onAskAnew }: PlotNoteProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const { fileName, opened, picture } = origin;
  const { table, lost, question } = opened;
  const drawn = picture.table;
  const when = (utc: string): string => formatWhen(utc, 0).full;
  const then = { drawn: when(drawn.asOfUtc), now: when(table.asOfUtc), rows: formatCount(drawn.rows) };
  const askAnew = async (): Promise<void> => {
    setAsking(true);
    await onAskAnew(origin);
    setAsking(false);
  };
  return (
    <Note
      tone={lost.length === 0 ? 'info' : 'warn'}
      title={t('Opened from {{fileName}}.', { fileName })}
      action={{ label: t('Hide'), onClick: () => forgetPlotOrigin(table.tableId) }}
    >
      {table.asOfUtc === drawn.asOfUtc && table.count === drawn.rows
        ? t('Its data are those of {{drawn}}, from which it was drawn.', then)
        : t('It was drawn from {{rows}} rows as of {{drawn}}; here are {{present}} as of {{now}}.', {
            ...then,
            present: formatCount(table.count),
          })}
      {lost.length > 0 && ` ${t('The table has no column {{names}} any more.', { names: lost.join(', ') })}`}{' '}
      {question !== null && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconRefresh size={13} />}
          loading={isAsking}
          onClick={() => void askAnew()}
        >
          {t('Draw from data of now')}
        </Button>
      )}
    </Note>
  );
}
