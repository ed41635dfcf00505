import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Job } from '../../../app/contract/jobs.ts';
import { OpenbisUploadResult } from '../../../app/contract/openbis-transfers.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import { JobOutcome } from '../jobs/job-outcome.tsx';
import styles from './upload.module.css';

interface UploadOutcomeProps {
  jobId: string;
  connectionId: string;
  onClose(): void;
}

/** What became of an upload, and the way to the new dataset. */
export function UploadOutcome({ jobId, connectionId, onClose }: UploadOutcomeProps): ReactNode {
  return (
    <div className={styles.outcome}>
      <JobOutcome
        jobId={jobId}
        succeeded={(job) => <Registered job={job} connectionId={connectionId} onClose={onClose} />}
      />
    </div>
  );
}

function Registered({ job, connectionId, onClose }: { job: Job } & Omit<UploadOutcomeProps, 'jobId'>): ReactNode {
  const show = useRef<HTMLButtonElement>(null);
  useEffect(() => show.current?.focus(), []);
  const { data: result } = OpenbisUploadResult.safeParse(job.result);
  if (result === undefined) return <Note tone="ok" title={t('The dataset is registered.')} />;
  const { permId, differences } = result;
  return (
    <>
      <Note
        tone={differences?.length === 0 ? 'ok' : 'warn'}
        title={t('The dataset {{permId}} is registered.', { permId })}
      >
        {filesInWords(result)}
      </Note>
      {differences !== null && differences.length > 0 && (
        <ul>
          {differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Button
          ref={show}
          variant="filled"
          onClick={() => {
            openPanel('openbis-data-set', { connectionId, permId });
            onClose();
          }}
        >
          {t('Open the dataset')}
        </Button>
      </div>
    </>
  );
}

function filesInWords({ differences, how }: OpenbisUploadResult): string {
  const found = how === 'answered' ? '' : t('The answer of the server was lost; Quarry found the dataset. ');
  if (differences === null) return t('{{found}}Its files could not be looked at; open it to see them.', { found });
  return `${found}${differences.length === 0 ? t('Its files are there as they were sent.') : t('Its files differ from those that were sent:')}`;
}
