import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { AttachPlan, FigureSpec } from '../../../app/contract/figures.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import styles from './attach.module.css';
import { actionOf, draftErrors, joinedDraft, type TypedDraft, whyNot } from './attach-draft.ts';
import { AttachForm } from './attach-form.tsx';
import { AttachHeadline } from './attach-headline.tsx';
import { AttachPreview } from './attach-preview.tsx';
import { type AttachMode, useAttachPlan } from './use-attach-plan.ts';

interface AttachContentProps {
  spec: FigureSpec;
  typed: TypedDraft;
  onType(changes: TypedDraft): void;
  mode: AttachMode;
  onMode(mode: AttachMode): void;
  onStarted(itemId: string): void;
  onClose(): void;
}

/** Form and preview of an attachment, with the one button that writes. */
export function AttachContent({
  spec,
  typed,
  onType,
  mode,
  onMode,
  onStarted,
  onClose,
}: AttachContentProps): ReactNode {
  const { plan, isOld, error, askAgain } = useAttachPlan(spec, typed, mode);
  const start = useCommand('figures.attach.start');
  if (plan === undefined) {
    return error === null ? (
      <LoadingRows count={8} />
    ) : (
      <ErrorNote error={error} action={{ label: t('Ask again'), onClick: askAgain }} />
    );
  }

  const draft = joinedDraft(plan, typed);
  const action = actionOf(plan);
  const errors = draftErrors(draft, action ?? 'create');
  const reason = isOld ? t('Quarry is asking the server what would change.') : whyNot(plan, errors);
  const write = (): void => {
    if (reason !== null || action === null || start.isPending) return;
    const resultId = action === 'update' ? (plan.existing?.resultId ?? null) : null;
    start.mutate(
      { spec, draft, mode: action, resultId, basis: plan.basis },
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
          <AttachHeadline plan={plan} mode={mode} onMode={onMode} />
          {failure !== null && <ErrorNote error={toAppError(failure)} />}
          <AttachForm plan={plan} draft={draft} errors={errors} onType={onType} />
          <Checks checks={plan.checks} />
        </div>
        <AttachPreview plan={plan} draft={draft} spec={spec} />
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
          {plan.action === 'create' ? t('Write result') : t('Update result')}
        </Button>
      </div>
    </div>
  );
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
