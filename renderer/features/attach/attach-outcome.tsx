import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Job } from '../../../app/contract/jobs.ts';
import { openPanel } from '../../routes/panels.ts';
import { Note } from '../../ui/note.tsx';
import { JobOutcome } from '../jobs/job-outcome.tsx';
import { openInBrowser } from '../remote/open-in-browser.ts';
import styles from './attach.module.css';

interface AttachOutcomeProps {
  jobId: string;
  connectionId: string;
  /** The result can be seen; the dialog has nothing more to say. */
  onClose(): void;
}

/** What became of the write: its phase, the link to the result, or the question that only the user can answer. */
export function AttachOutcome({ jobId, connectionId, onClose }: AttachOutcomeProps): ReactNode {
  return (
    <JobOutcome
      jobId={jobId}
      succeeded={(job) => <Written job={job} connectionId={connectionId} onClose={onClose} />}
    />
  );
}

function Written({ job, connectionId, onClose }: { job: Job } & Omit<AttachOutcomeProps, 'jobId'>): ReactNode {
  const show = useRef<HTMLButtonElement>(null);
  useEffect(() => show.current?.focus(), []);
  const id = Number(job.result?.resultId);
  const url = job.result?.url;
  return (
    <div className={styles.outcome}>
      <Note tone="ok" title={`Result ${id} is ${job.result?.outcome === 'updated' ? 'updated' : 'written'}.`}>
        Quarry has read it back from the server.
      </Note>
      <div className={styles.actions}>
        {typeof url === 'string' && <Button onClick={() => openInBrowser(url)}>Open in JuliaBase</Button>}
        <Button
          variant="filled"
          ref={show}
          onClick={() => {
            openPanel('result', { connectionId, id });
            onClose();
          }}
        >
          {`Show result ${id}`}
        </Button>
      </div>
    </div>
  );
}
