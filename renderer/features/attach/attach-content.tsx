import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { AttachPlan, AttachSubject } from '../../../app/contract/attach.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import styles from './attach.module.css';
import { actionOf, type DraftErrors, draftErrors, joinedDraft, type TypedDraft, whyNot } from './attach-draft.ts';
import { AttachForm } from './attach-form.tsx';
import { AttachHeadline } from './attach-headline.tsx';
import { AttachPreview } from './attach-preview.tsx';
import { type AttachMode, useAttachPlan } from './use-attach-plan.ts';

interface AttachContentProps {
  subject: AttachSubject | null;
  connectionId: string;
  target: ReactNode;
  typed: TypedDraft;
  onType(changes: TypedDraft): void;
  mode: AttachMode;
  onMode(mode: AttachMode): void;
  onStarted(itemId: string): void;
  onClose(): void;
}

/** Form and preview of an attachment, with the one button that writes. */
export function AttachContent(props: AttachContentProps): ReactNode {
  const { subject, connectionId, target, typed, onType, mode, onMode, onStarted, onClose } = props;
  const { plan, isOld, error, askAgain } = useAttachPlan(subject, typed, mode);
  const start = useCommand('figures.attach.start');
  const draft = plan && joinedDraft(plan, typed);
  const action = plan === undefined ? null : actionOf(plan);
  const errors = draft === undefined ? {} : draftErrors(draft, action ?? 'create');
  const reason = reasonOf(props, { plan, isOld, errors, isFailed: error !== null });
  const write = (): void => {
    if (reason !== null || action === null || start.isPending) return;
    if (subject === null || plan === undefined || draft === undefined) return;
    const resultId = action === 'update' ? (plan.existing?.resultId ?? null) : null;
    start.mutate(
      { subject, draft, mode: action, resultId, basis: plan.basis },
      { onSuccess: ({ itemId }) => onStarted(itemId), onError: askAgain },
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    write();
  };
  const failure = start.error ?? error;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl Enter works from every field inside
    <div className={styles.dialog} onKeyDown={onKeyDown}>
      <div className={styles.columns}>
        <div className={styles.form}>
          {target}
          {plan !== undefined && <AttachHeadline plan={plan} mode={mode} onMode={onMode} />}
          {failure !== null && (
            <ErrorNote
              error={toAppError(failure)}
              connectionId={connectionId}
              {...(plan === undefined ? { action: { label: t('Ask again'), onClick: askAgain } } : {})}
            />
          )}
          {plan !== undefined && draft !== undefined && (
            <>
              <AttachForm
                plan={plan}
                draft={draft}
                errors={errors}
                hasChoice={subject?.kind === 'conductivity'}
                onType={onType}
              />
              <Checks checks={plan.checks} />
            </>
          )}
          {plan === undefined && failure === null && subject !== null && <LoadingRows count={8} />}
        </div>
        {plan === undefined || draft === undefined || subject === null ? (
          <div className={styles.preview}>
            {subject === null && <p className={styles.quiet}>{t('What JuliaBase will show of it is seen here.')}</p>}
          </div>
        ) : (
          <AttachPreview plan={plan} draft={draft} subject={subject} />
        )}
      </div>
      <div className={styles.footer}>
        <span className={styles.reason} role="status">
          {reason}
        </span>
        <Button variant="subtle" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          variant="filled"
          disabled={reason !== null}
          loading={start.isPending}
          onClick={write}
          rightSection={<KeyHint keys="Ctrl Enter" />}
        >
          {plan === undefined || plan.action === 'create' ? t('Write result') : t('Update result')}
        </Button>
      </div>
    </div>
  );
}

/** Why nothing can be written now, in one sentence; null if it can. */
function reasonOf(
  { subject }: AttachContentProps,
  state: { plan: AttachPlan | undefined; isOld: boolean; errors: DraftErrors; isFailed: boolean },
): string | null {
  const { plan, isOld, errors, isFailed } = state;
  if (subject === null) return t('Choose the series or the samples to which the figure belongs.');
  if (plan === undefined && isFailed) return t('The server did not say what would be written.');
  if (plan !== undefined && isOld) return t('Quarry is asking the server what would change.');
  return whyNot(plan, errors);
}

function Checks({ checks }: { checks: AttachPlan['checks'] }): ReactNode {
  return (
    <ul className={styles.checks}>
      {checks.map((check) => (
        <li key={check.text}>
          <CheckIcon check={check} />
          <span>{check.text}</span>
        </li>
      ))}
    </ul>
  );
}

function CheckIcon({ check: { ok, blocking } }: { check: AttachPlan['checks'][number] }): ReactNode {
  if (ok) return <IconCheck size={16} className={styles.ok} aria-label={t('Fulfilled')} />;
  return blocking ? (
    <IconX size={16} className={styles.bad} aria-label={t('Prevents writing')} />
  ) : (
    <IconAlertTriangle size={16} className={styles.warn} aria-label={t('Warning')} />
  );
}
