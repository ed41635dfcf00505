import { SegmentedControl, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import styles from './export.module.css';
import type { NamePreview } from './export-names.ts';
import type { ExportValues } from './export-values.ts';

interface ExportFileNamesProps {
  values: ExportValues;
  preview: NamePreview;
  error: string | undefined;
  onChange(changes: Partial<ExportValues>): void;
}

/** How files are named, with the names of the first ones. */
export function ExportFileNames({ values, preview, error, onChange }: ExportFileNamesProps): ReactNode {
  const { names, problem } = preview;
  return (
    <>
      <SegmentedControl
        aria-label={t('File names')}
        value={values.names}
        data={[
          { value: 'unique', label: t('Unique') },
          { value: 'server', label: t('The server’s') },
          { value: 'template', label: t('Template') },
        ]}
        // The values are those above.
        onChange={(value) => onChange({ names: value as ExportValues['names'] })}
      />
      {values.names === 'template' && (
        <TextInput
          label={t('Template')}
          description={t(
            '{segment}, {recnum}, {seriesname}, {#} and keywords; {T_REC:A} is a time without dots and colons',
          )}
          classNames={{ input: styles.code ?? '' }}
          spellCheck={false}
          value={values.template}
          error={error ?? problem}
          onChange={(event) => onChange({ template: event.currentTarget.value })}
        />
      )}
      {values.names === 'server' ? (
        <p className={styles.hint}>{t('Names may repeat; Quarry then adds a number.')}</p>
      ) : (
        <ul className={styles.names} aria-label={t('Names of the first files')}>
          {names.slice(0, 4).map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may clash, which is what is shown here
            <li key={index}>{name}</li>
          ))}
        </ul>
      )}
    </>
  );
}
