import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AttachPlan } from '../../../app/contract/attach.ts';
import { formatDate } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import styles from './attach.module.css';
import type { AttachMode } from './use-attach-plan.ts';

interface AttachHeadlineProps {
  plan: AttachPlan;
  mode: AttachMode;
  onMode(mode: AttachMode): void;
}

/** First line of the form: what the click will do at the server, and the other way if there is one. */
export function AttachHeadline({ plan, mode, onMode }: AttachHeadlineProps): ReactNode {
  const { icon, strong, rest } = words(plan, mode);
  return (
    <div className={styles.headline} role="status">
      {icon}
      <div>
        <strong>{strong}</strong> {rest}
        {plan.existing !== null && (
          <Button
            variant="transparent"
            size="compact-xs"
            className={styles.inlineAction}
            onClick={() => onMode('create')}
          >
            {t('Write a new result instead')}
          </Button>
        )}
        {mode === 'create' && (
          <Button
            variant="transparent"
            size="compact-xs"
            className={styles.inlineAction}
            onClick={() => onMode('auto')}
          >
            {t('Update the present result instead')}
          </Button>
        )}
      </div>
    </div>
  );
}

function words(plan: AttachPlan, mode: AttachMode): { icon: ReactNode; strong: string; rest: string } {
  const name =
    plan.existing === null
      ? ''
      : t('result {{resultId}} of {{timestampUtc}}', {
          resultId: plan.existing.resultId,
          timestampUtc: formatDate(plan.existing.timestampUtc),
        });
  switch (plan.action) {
    case 'create':
      return {
        icon: <IconPlus size={16} />,
        strong: t('Creates a new result.'),
        rest:
          mode === 'create'
            ? t('A result that this figure has already is left as it is.')
            : t('This figure has none yet.'),
      };
    case 'update':
      return {
        icon: <IconArrowBackUp size={16} />,
        strong: t('Updates {{name}}.', { name }),
        rest: t('It carries this figure’s identity, so no second result is made.'),
      };
    case 'unchanged':
      return {
        icon: <IconCheck size={16} />,
        strong: t('The figure is already there as {{name}}.', { name }),
        rest: t('Title, comments, table and image are the same.'),
      };
    default:
      return plan.action satisfies never;
  }
}
