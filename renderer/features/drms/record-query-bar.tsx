import { Button } from '@mantine/core';
import { IconCheck, IconDownload, IconForms, IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { namedSegments } from '../../../app/domain/drms/series-name.ts';
import type { RecordSetProblem } from '../../../app/domain/record-set/syntax.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { QueryCost } from './queries/query-cost.tsx';
import { QueryHistory } from './queries/query-history.tsx';
import { SaveQuery } from './queries/save-query.tsx';
import { QueryForm } from './query-form/query-form.tsx';
import { useQueryForm } from './query-form/use-query-form.ts';
import styles from './record-query-bar.module.css';
import { RecordSetEditor } from './record-set-editor.tsx';
import type { RecordSetLanguage } from './use-record-set-language.ts';

interface RecordQueryBarProps {
  serverId: string;
  text: string;
  onText(text: string): void;
  language: RecordSetLanguage;
  /** The text can be asked as it stands. */
  isValid: boolean;
  keys: readonly string[];
  onKeys(keys: string[]): void;
  isActive: boolean;
  isRunning: boolean;
  onRun(): void;
  onCancel(): void;
  onExport(): void;
}

type Opened = 'history' | 'save' | null;

/** A record set as text and as a form, with what is wrong with it, what it will cost, and what can be done with it. */
export function RecordQueryBar(props: RecordQueryBarProps): ReactNode {
  const { serverId, text, onText, language, isValid, keys, onKeys } = props;
  const { problems, info, countable } = language;
  const problemsId = useId();
  const formId = useId();
  const [opened, setOpened] = useState<Opened>(null);
  const [hasForm, setHasForm] = useState(false);
  const toggle = (which: Opened) => (isOpen: boolean) => setOpened(isOpen ? which : null);
  const recordSet = text.trim();
  useCommands(props.isActive, [
    offer('query.save', () => setOpened('save')),
    offer('drms.history', () => setOpened('history')),
    offer(hasForm ? 'drms.form.hide' : 'drms.form', () => setHasForm(!hasForm)),
  ]);
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <RecordSetEditor
          text={text}
          onText={onText}
          onRun={props.onRun}
          completion={language.completion}
          problems={problems}
          problemsId={problemsId}
        />
        <RunButton {...props} />
      </div>
      <Problems id={problemsId} problems={problems} text={text} onText={onText} />
      <div className={styles.below}>
        <div className={styles.cost}>
          {isValid && (
            <span className={styles.valid}>
              <IconCheck size={14} aria-hidden /> {t('Valid')}
            </span>
          )}
          {recordSet !== '' && (
            <QueryCost serverId={serverId} recordSet={countable} isWhole={isValid} keys={keys} info={info} />
          )}
        </div>
        <div className={styles.actions}>
          <Button
            variant="subtle"
            leftSection={<IconForms size={14} />}
            aria-expanded={hasForm}
            aria-controls={formId}
            disabled={language.structure === undefined}
            onClick={() => setHasForm(!hasForm)}
          >
            {t('Form')}
          </Button>
          <QueryHistory
            serverId={serverId}
            isOpen={opened === 'history'}
            onOpen={toggle('history')}
            onChoose={({ question }) => {
              onText(question.recordSet);
              if (question.keys.length > 0) onKeys(question.keys);
            }}
          />
          <SaveQuery
            query={{ serverId, recordSet, keys: [...keys], segments: namedSegments(recordSet) }}
            isOpen={opened === 'save'}
            onOpen={toggle('save')}
          />
          <ColumnChooser info={info} keys={keys} onKeys={onKeys} />
          {info !== undefined && (
            <Button leftSection={<IconDownload size={14} />} disabled={!isValid} onClick={props.onExport}>
              {t('Export…')}
            </Button>
          )}
        </div>
      </div>
      {hasForm && <FormOfText id={formId} text={text} onText={onText} language={language} />}
    </div>
  );
}

function RunButton({ isRunning, isValid, onRun, onCancel }: RecordQueryBarProps): ReactNode {
  if (isRunning)
    return (
      <Button h={34} onClick={onCancel}>
        {t('Cancel')}
      </Button>
    );
  return (
    <Button h={34} variant="filled" leftSection={<IconPlayerPlay size={14} />} disabled={!isValid} onClick={onRun}>
      {t('Run')}
    </Button>
  );
}

function FormOfText(props: Pick<RecordQueryBarProps, 'text' | 'onText' | 'language'> & { id: string }): ReactNode {
  const { structure } = props.language;
  return structure === undefined ? null : <KnownForm {...props} structure={structure} />;
}

function KnownForm({
  id,
  text,
  onText,
  language,
  structure,
}: Parameters<typeof FormOfText>[0] & { structure: NonNullable<RecordSetLanguage['structure']> }): ReactNode {
  const { sets, onOpenFields } = language;
  const form = useQueryForm({ text, sets, structure, onText, onOpenFields });
  return <QueryForm id={id} form={form} structure={structure} />;
}

const mostTold = 3;

interface ProblemsProps {
  id: string;
  problems: readonly RecordSetProblem[];
  text: string;
  onText(text: string): void;
}

/** What is wrong, the gravest first, each with texts that could stand there instead. */
function Problems({ id, problems, text, onText }: ProblemsProps): ReactNode {
  const told = problems.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  return (
    <div id={id} aria-live="polite">
      {told.slice(0, mostTold).map(({ severity, message, remedy, from, to, suggestions }) => (
        <p key={`${from} ${message}`} className={styles.problem} data-severity={severity}>
          {say(message)} {say(remedy)}
          {suggestions.slice(0, mostTold).map((suggestion) => (
            <button
              key={suggestion}
              type="button"
              className={styles.suggestion}
              aria-label={t('Write {{suggestion}}', { suggestion })}
              onClick={() => onText(text.slice(0, from) + suggestion + text.slice(to))}
            >
              {suggestion}
            </button>
          ))}
        </p>
      ))}
      {told.length > mostTold && (
        <p className={styles.problem}>
          {t('And {{toldCount}} more, marked in the text.', { toldCount: told.length - mostTold })}
        </p>
      )}
    </div>
  );
}
