import { Button } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';

interface PlotAnswerProps {
  statement: string;
  /** Of the panel; its commands apply. */
  isActive: boolean;
}

/** Keeps an answer as a table of its own, which has a plot that can be exported as a figure. */
export function PlotAnswer({ statement, isActive }: PlotAnswerProps): ReactNode {
  const keep = useCommand('columns.sql.keep');
  const plot = (): void =>
    keep.mutate(
      { statement },
      { onSuccess: ({ tableId }) => openPanel('table', { tableId }), onError: (error) => showMessage(error) },
    );
  useCommands(isActive, [offer('sql.plot', plot)]);
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconChartLine size={13} />}
      loading={keep.isPending}
      onClick={plot}
    >
      {t('Keep and plot')}
    </Button>
  );
}
