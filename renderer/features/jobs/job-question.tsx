import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Job } from '../../../app/contract/jobs.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './jobs.module.css';

export interface JobQuestionProps {
  jobId: string;
  question: NonNullable<Job['question']>;
}

/** What a job cannot decide by itself: the evidence, and each choice with its effect. */
export function JobQuestion({ jobId, question }: JobQuestionProps): ReactNode {
  const answer = useCommand('jobs.answer');
  return (
    <>
      <p className={styles.questionText}>{question.text}</p>
      {answer.error !== null && <ErrorNote error={answer.error} />}
      <ul className={styles.choices}>
        {question.choices.map(({ id, label, effect }) => (
          <li key={id}>
            <Button disabled={answer.isPending} onClick={() => answer.mutate({ id: jobId, choice: id })}>
              {label}
            </Button>
            <span>{effect}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
