import { Button, Select } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from 'react';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { matchesShortcut } from '../../ui/shortcut.ts';
import styles from './dialogs.module.css';
import { ObjectField } from './object-field.tsx';
import { ParentsField } from './parents-field.tsx';
import { FieldLabel, PropertyField } from './property-field.tsx';
import uploadStyles from './upload.module.css';
import { UploadChecks } from './upload-checks.tsx';
import { formSections, strangeFields, type UploadValues } from './upload-draft.ts';
import { UploadFiles } from './upload-files.tsx';
import { amountInWords, type UploadProblem } from './upload-problems.ts';
import { type UploadForm as Form, useUploadForm } from './use-upload-form.ts';

interface UploadFormProps {
  connectionId: string;
  draftKey: string;
  first: UploadValues;
  onStarted(jobId: string): void;
  onClose(): void;
}

/** Left what the dataset is, right its files and what was looked at before anything is sent. */
export function UploadForm({ connectionId, draftKey, first, onStarted, onClose }: UploadFormProps): ReactNode {
  const form = useUploadForm(connectionId, draftKey, first);
  const formId = useId();
  const idOf = (key: UploadProblem['key']): string => `${formId}-${key}`;
  const goTo = (key: UploadProblem['key']): void => document.getElementById(idOf(key))?.focus();
  const submit = async (): Promise<void> => {
    if (form.isStarting) return;
    const started = await form.start();
    if (started === undefined) return;
    if ('problem' in started) goTo(started.problem);
    else onStarted(started.jobId);
  };
  return (
    <form
      className={styles.form}
      noValidate
      aria-label={t('Dataset')}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (!matchesShortcut(event, 'Mod+Enter')) return;
        event.preventDefault();
        event.stopPropagation();
        void submit();
      }}
    >
      {form.failure !== null && <ErrorNote error={form.failure} connectionId={connectionId} />}
      <div className={styles.columns}>
        <div className={styles.fields}>
          <WhatFields connectionId={connectionId} form={form} idOf={idOf} />
          <TypeFields connectionId={connectionId} form={form} idOf={idOf} />
        </div>
        <div className={styles.fields}>
          <UploadFiles
            id={idOf('file')}
            paths={form.values.paths}
            error={form.errorOf('file')}
            onChange={(paths) => form.change({ paths })}
          />
          <UploadChecks form={form} onGo={goTo} />
        </div>
      </div>
      <div className={styles.foot}>
        <div className={styles.words} aria-live="polite">
          <p>{footWords(form)}</p>
        </div>
        <Button variant="subtle" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={form.isStarting}>
          {t('Upload')}
        </Button>
      </div>
    </form>
  );
}

function footWords({ problems, check, isChecking, values }: Form): string {
  if (problems.length > 0) return t('Nothing is sent until all is right. What you typed is kept until then.');
  if (check === undefined || isChecking) return t('Looking at files and fields…');
  return t('{{check}} Registered under {{owner}}.', { check: amountInWords(check), owner: values.owner.trim() });
}

interface FieldsProps {
  connectionId: string;
  form: Form;
  idOf(key: UploadProblem['key']): string;
}

/** What every dataset has: its place, its type, its parents. */
function WhatFields({ connectionId, form, idOf }: FieldsProps): ReactNode {
  const { values, types, change, errorOf, leave } = form;
  return (
    <>
      <div className={uploadStyles.pair}>
        <ObjectField
          id={idOf('entityIdentifier')}
          connectionId={connectionId}
          withCollections
          label={<FieldLabel label={t('Object or collection')} isMandatory />}
          value={values.owner}
          error={errorOf('entityIdentifier')}
          onChange={(owner) => change({ owner })}
          onBlur={() => leave('entityIdentifier')}
        />
        <Select
          id={idOf('type')}
          label={<FieldLabel label={t('Dataset type')} isMandatory />}
          searchable
          placeholder={t('Choose a type')}
          nothingFoundMessage={t('No such type.')}
          data={types.map(({ code }) => code)}
          value={values.type === '' ? null : values.type}
          error={errorOf('type')}
          onChange={(type) => change({ type: type ?? '' })}
          onBlur={() => leave('type')}
          renderOption={({ option }) => (
            <span className={uploadStyles.option}>
              {option.label}
              <small>{types.find(({ code }) => code === option.value)?.description}</small>
            </span>
          )}
        />
      </div>
      <ParentsField
        id={idOf('parent')}
        connectionId={connectionId}
        parents={values.parents}
        error={errorOf('parent')}
        onChange={(parents) => change({ parents })}
        onLeave={() => leave('parent')}
      />
    </>
  );
}

/** What the chosen type asks for, section by section. */
function TypeFields({ connectionId, form, idOf }: FieldsProps): ReactNode {
  const { values, type, change, errorOf, leave } = form;
  if (type === undefined)
    return <p className={uploadStyles.hint}>{t('The fields of the dataset come with its type.')}</p>;
  const strange = strangeFields(values, type);
  const sections = formSections(type);
  return (
    <>
      {sections.length === 0 && (
        <p className={uploadStyles.hint}>{t('{{code}} has no fields of its own.', { code: type.code })}</p>
      )}
      {sections.map(({ title, fields }) => (
        <fieldset key={title} className={uploadStyles.section}>
          <legend>
            {title} <small>{t('from the type {{code}}', { code: type.code })}</small>
          </legend>
          {fields.map((assignment) => (
            <PropertyField
              key={assignment.code}
              id={idOf(`prop.${assignment.code}`)}
              connectionId={connectionId}
              assignment={assignment}
              value={values.properties[assignment.code] ?? ''}
              error={errorOf(`prop.${assignment.code}`)}
              onChange={(value) => change({ properties: { ...values.properties, [assignment.code]: value } })}
              onLeave={() => leave(`prop.${assignment.code}`)}
            />
          ))}
        </fieldset>
      ))}
      {strange.length > 0 && (
        <p className={uploadStyles.hint}>
          {t('Not in this type, so not sent: {{strange}}.', { strange: strange.join(', ') })}
        </p>
      )}
    </>
  );
}
