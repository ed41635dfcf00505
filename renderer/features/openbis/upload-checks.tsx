import { IconAlertCircle, IconCheck, IconCircleDashed, IconLoader2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import styles from './upload.module.css';
import { checkLines, type UploadProblem } from './upload-problems.ts';
import type { UploadForm } from './use-upload-form.ts';

interface UploadChecksProps {
  form: UploadForm;
  /** Puts the focus into the field of a problem. */
  onGo(key: UploadProblem['key']): void;
}

/** What was looked at on the server and on this computer: what is fine, and what is not with a way to its field. */
export function UploadChecks({ form, onGo }: UploadChecksProps): ReactNode {
  const { problems, values, check, isChecking, errorOf } = form;
  const isKnown = check !== undefined && !isChecking;
  return (
    <section aria-label={t('Checked before anything is sent')}>
      <h3 className={styles.heading}>{t('Checked before anything is sent')}</h3>
      <ul className={styles.checks} aria-live="polite">
        {checkLines(problems, values).flatMap(({ words, problems: wrong }) =>
          wrong.length === 0
            ? [
                <li key={words} data-state={isKnown ? 'ok' : 'busy'}>
                  {isKnown ? (
                    <IconCheck size={14} aria-label={t('Fine')} />
                  ) : (
                    <IconLoader2 size={14} aria-label={t('Looking')} />
                  )}
                  <span>{words}</span>
                </li>,
              ]
            : wrong.map(({ key, message }) => (
                // What was not filled in yet is no mistake.
                <li key={`${key} ${message}`} data-state={errorOf(key) === undefined ? 'open' : 'wrong'}>
                  {errorOf(key) === undefined ? (
                    <IconCircleDashed size={14} aria-label={t('Open', { context: 'state' })} />
                  ) : (
                    <IconAlertCircle size={14} aria-label={t('Wrong')} />
                  )}
                  <span>{message}</span>
                  <button type="button" onClick={() => onGo(key)}>
                    {t('Go to field')}
                  </button>
                </li>
              )),
        )}
      </ul>
    </section>
  );
}
