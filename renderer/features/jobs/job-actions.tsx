import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Job } from '../../../app/contract/jobs.ts';
import { type CommandName, useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { connectionIdOf, dataSetOf, isEnded, resultIdOf } from './job-words.ts';
import { TakeOffList } from './take-off-list.tsx';

type JobCommand = Extract<CommandName, `jobs.${string}`>;

/** What can be done with a job now. */
export function JobActions({ job }: { job: Job }): ReactNode {
  const resultId = resultIdOf(job);
  const connectionId = connectionIdOf(job);
  const dataSet = dataSetOf(job);
  return (
    <>
      {resultId !== null && connectionId !== null && (
        <Button size="compact-xs" onClick={() => openPanel('result', { connectionId, id: resultId })}>
          {t('Open result')}
        </Button>
      )}
      {dataSet !== null && (
        <Button size="compact-xs" onClick={() => openPanel('openbis-data-set', dataSet)}>
          {t('Open dataset')}
        </Button>
      )}
      {job.status === 'failed' && <RetryButton job={job} />}
      {job.status === 'paused' && (
        <IconAction
          job={job}
          name="jobs.resume"
          label={t('Resume {{title}}', { title: job.title })}
          icon={IconPlayerPlay}
        />
      )}
      {job.canPause && !isEnded(job) && job.status !== 'paused' && (
        <IconAction
          job={job}
          name="jobs.pause"
          label={t('Pause {{title}}', { title: job.title })}
          icon={IconPlayerPause}
        />
      )}
      {isEnded(job) ? (
        <TakeOffList of={job} />
      ) : (
        <IconAction job={job} name="jobs.cancel" label={t('Cancel {{title}}', { title: job.title })} icon={IconX} />
      )}
    </>
  );
}

interface IconActionProps {
  job: Job;
  name: Exclude<JobCommand, 'jobs.answer'>;
  label: string;
  icon: typeof IconX;
}

function IconAction({ job, name, label, icon: Icon }: IconActionProps): ReactNode {
  const command = useCommand(name);
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        loading={command.isPending}
        onClick={() => command.mutate({ id: job.id }, { onError: showMessage })}
      >
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  );
}

function RetryButton({ job }: { job: Job }): ReactNode {
  const retry = useCommand('jobs.retry');
  return (
    <Button
      size="compact-xs"
      loading={retry.isPending}
      onClick={() => retry.mutate({ id: job.id }, { onError: showMessage })}
    >
      {t('Retry')}
    </Button>
  );
}
