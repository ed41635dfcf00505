import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { QuerySchedule, SavedQuery } from '../../../app/contract/queries.ts';
import type { Question } from '../../../app/contract/questions.ts';
import { t } from '../../ui/language.ts';
import { saveQuery } from './change-queries.ts';
import styles from './queries.module.css';
import { ScheduleField } from './schedule-field.tsx';

interface SaveQueryFormProps {
  question: Question;
  /** The query that is changed; a new one is saved without it. */
  saved?: SavedQuery | undefined;
  onDone(): void;
}

/** Gives a question a name and says when it runs by itself. */
export function SaveQueryForm({ question, saved, onDone }: SaveQueryFormProps): ReactNode {
  const [name, setName] = useState(saved?.name ?? '');
  const [schedule, setSchedule] = useState<QuerySchedule | null>(saved?.schedule ?? null);
  const [key, setKey] = useState(saved?.keyColumns?.join(', ') ?? '');
  const save = useMutation<void, AppError>({
    mutationFn: () => {
      const names = key.split(',').flatMap((one) => one.trim() || []);
      return saveQuery({ name, question, keyColumns: names.length === 0 ? null : names, schedule }, saved);
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined, { onSuccess: onDone });
      }}
    >
      <TextInput
        data-autofocus
        label={t('Name of the query')}
        value={name}
        error={save.error === null ? null : `${save.error.message} ${save.error.remedy ?? ''}`}
        onChange={(event) => {
          save.reset();
          setName(event.currentTarget.value);
        }}
      />
      <ScheduleField value={schedule} onChange={setSchedule} />
      {question.kind === 'sql' && (
        <TextInput
          label={t('Columns that name a row')}
          description={t('With commas between; without them rows are compared as wholes')}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
      )}
      <div className={styles.foot}>
        <Button onClick={onDone}>{t('Cancel')}</Button>
        <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={save.isPending}>
          {t('Save query')}
        </Button>
      </div>
    </form>
  );
}

export function SaveQueryDialog({ question, saved, onDone }: SaveQueryFormProps): ReactNode {
  return (
    <Modal
      opened
      onClose={onDone}
      title={saved === undefined ? t('Save query') : t('Change query {{name}}', { name: saved.name })}
      size={400}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <SaveQueryForm question={question} saved={saved} onDone={onDone} />
    </Modal>
  );
}
