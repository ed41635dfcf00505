import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { AppError } from '../../../app/contract/app-error.ts';
import type { Job } from '../../../app/contract/jobs.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Note } from '../../ui/note.tsx';
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
  const jobs = useQuery(queryFor('jobs.list', {}));
  const job = jobs.data?.find((candidate) => candidate.id === jobId);
  if (job === undefined) return <p role="status">Handing over to the jobs…</p>;
  switch (job.status) {
    case 'queued':
    case 'running':
    case 'waiting':
    case 'paused':
      return <UnderWay job={job} />;
    case 'succeeded':
      return <Written job={job} connectionId={connectionId} onClose={onClose} />;
    case 'needs-you':
      return <Question job={job} />;
    case 'failed':
      return <Failed job={job} />;
    case 'cancelled':
      return (
        <Note tone="info" title="Cancelled.">
          What the server already held stays there.
        </Note>
      );
    default:
      return job.status satisfies never;
  }
}

function UnderWay({ job }: { job: Job }): ReactNode {
  const again = job.retryAtUtc === null ? '' : ` Next try at ${new Date(job.retryAtUtc).toLocaleTimeString()}.`;
  return (
    <p role="status" className={styles.underWay}>
      {`${job.phase ?? 'Waiting'}…${again}`}
      <progress aria-label={job.title} value={job.done} max={job.total ?? 1} />
      {job.error !== null && <span className={styles.hint}>{job.error.message}</span>}
    </p>
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

function Question({ job }: { job: Job }): ReactNode {
  const answer = useCommand('jobs.answer');
  if (job.question === null) return null;
  return (
    <div className={styles.outcome}>
      <Note tone="warn" title="This needs you.">
        {job.question.text}
      </Note>
      <ul className={styles.choices}>
        {job.question.choices.map(({ id, label, effect }) => (
          <li key={id}>
            <Button disabled={answer.isPending} onClick={() => answer.mutate({ id: job.id, choice: id })}>
              {label}
            </Button>
            <span>{effect}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Failed({ job }: { job: Job }): ReactNode {
  const retry = useCommand('jobs.retry');
  if (job.error === null) return null;
  return (
    <ErrorNote
      error={AppError.fromData(job.error)}
      action={{ label: 'Retry', onClick: () => retry.mutate({ id: job.id }) }}
    />
  );
}
