import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JobQuestion as Question } from '../../../app/contract/jobs.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './jobs.module.css';

interface JobQuestionProps {
  jobId: string;
  question: Question;
}

/** What a job cannot decide by itself: the evidence, and each choice with its effect. */
export function JobQuestion({ jobId, question }: JobQuestionProps): ReactNode {
  return (
    <>
      <p className={styles.questionText}>{question.text}</p>
      <JobChoices jobId={jobId} question={question} />
    </>
  );
}

/** The choices alone, where the evidence stands beside them. */
export function JobChoices({ jobId, question }: JobQuestionProps): ReactNode {
  const answer = useCommand('jobs.answer');
  return (
    <>
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
