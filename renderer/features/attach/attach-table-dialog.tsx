import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AttachSubject } from '../../../app/contract/attach.ts';
import type { TableFigureSpec } from '../../../app/contract/table-figures.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { AttachDialog } from './attach-dialog.tsx';
import { AttachTargetFields } from './attach-target-fields.tsx';
import { chosenTarget, type TargetChoice, targetChoiceOf } from './target-choice.ts';

interface AttachTableDialogProps {
  spec: TableFigureSpec;
  opened: boolean;
  onClose(): void;
}

/** The dialog for a figure of a table, which can belong to any series and any samples of any laboratory. */
export function AttachTableDialog({ spec, opened, onClose }: AttachTableDialogProps): ReactNode {
  const connections = useQuery({ ...queryFor('connections.list', {}), enabled: opened });
  const own = useQuery({ ...queryFor('figures.attach.target', { tableId: spec.tableId }), enabled: opened });
  const [chosen, setChosen] = useState<TargetChoice | null>(null);
  const labs = (connections.data ?? []).filter(({ kind }) => kind === 'juliabase');
  const choice = chosen ?? (own.isPending ? null : targetChoiceOf(own.data ?? null, labs));
  const lab = labs.find(({ id }) => id === choice?.connectionId);
  const target = choice === null ? null : chosenTarget(choice);
  const subject: AttachSubject | null =
    lab === undefined || target === null ? null : { kind: 'table', spec, connectionId: lab.id, target };
  return (
    <AttachDialog
      opened={opened}
      onClose={onClose}
      subject={subject}
      connectionId={lab?.id ?? ''}
      title={t('Attach result')}
      where={[target?.kind === 'series' ? target.name : null, lab?.name].filter(Boolean).join(', ')}
      target={
        choice === null || connections.data === undefined ? undefined : (
          <AttachTargetFields labs={labs} choice={choice} onChoice={setChosen} />
        )
      }
    />
  );
}
