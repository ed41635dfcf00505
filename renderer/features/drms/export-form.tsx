import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { DrmsSeriesInfo, DrmsServer } from '../../../app/contract/drms.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { matchesShortcut } from '../../ui/shortcut.ts';
import { CopyExportAsCode } from './copy-as-code.tsx';
import styles from './export.module.css';
import { ExportCostLine } from './export-cost-line.tsx';
import { dropExportDraft } from './export-draft.ts';
import { ExportFileNames } from './export-file-names.tsx';
import { ExportFiles } from './export-files.tsx';
import { suggestedOptions } from './export-frame.ts';
import { ExportProcessing } from './export-processing.tsx';
import { ExportRecordSets } from './export-record-sets.tsx';
import { ExportSection } from './export-section.tsx';
import { ExportTarget } from './export-target.tsx';
import { exportQueries } from './export-values.ts';
import { useExportForm } from './use-export-form.ts';

interface ExportFormProps {
  server: DrmsServer;
  home: string;
  given: string[];
  info: DrmsSeriesInfo;
  onClose(): void;
}

/** Left what is asked for, right what comes of it and where it goes. */
export function ExportForm({ server, home, given, info, onClose }: ExportFormProps): ReactNode {
  const form = useExportForm({ server, home, given, info });
  const { values, change } = form;
  const [wasSent, setWasSent] = useState(false);
  const setEmail = useCommand('drms.servers.set-email');
  const start = useCommand('drms.export.start');
  const isStarting = setEmail.isPending || start.isPending;
  const errors = wasSent ? form.errors : {};
  const submit = async (): Promise<void> => {
    setWasSent(true);
    if (!form.isReady || isStarting) return;
    const { folder } = values;
    const email = values.email.trim();
    try {
      // The server refuses an address that it does not know, but only after the request was counted.
      if (email !== server.email) await setEmail.mutateAsync({ serverId: server.id, email });
      await start.mutateAsync({
        ...{ serverId: server.id, folder, email, queries: exportQueries(values, form.recordSets) },
        localHeaders: values.localHeaders && values.protocol === 'as-is',
      });
      dropExportDraft(form.draftKey);
      onClose();
    } catch {
      // Shown by the note above the fields.
    }
  };
  const failure = setEmail.error ?? start.error;
  return (
    <form
      className={styles.form}
      noValidate
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
      {failure !== null && <ErrorNote error={toAppError(failure)} />}
      <div className={styles.columns}>
        <div className={styles.column}>
          <ExportSection title={t('Records')}>
            <ExportRecordSets
              given={given}
              values={values}
              listed={form.listed}
              error={errors.recordSets}
              onChange={change}
            />
          </ExportSection>
          <ExportSection title={t('Files')}>
            <ExportFiles values={values} info={info} errors={errors} onChange={change} />
          </ExportSection>
          <ExportSection title={t('Processing at the server')}>
            <ExportProcessing
              series={form.series}
              steps={values.steps}
              problems={form.stepProblems}
              frame={form.frame}
              size={form.size}
              suggested={suggestedOptions(info, form.frame, form.plans[0]?.plan)}
              onChange={(steps) => change({ steps })}
            />
          </ExportSection>
        </div>
        <div className={styles.column}>
          <ExportSection title={t('File names')}>
            <ExportFileNames values={values} preview={form.preview} error={errors.template} onChange={change} />
          </ExportSection>
          <ExportSection title={t('Delivery')}>
            <ExportTarget server={server} values={values} errors={errors} onChange={change} />
          </ExportSection>
        </div>
      </div>
      <div className={styles.foot}>
        <ExportCostLine form={form} />
        <CopyExportAsCode
          serverId={server.id}
          email={values.email.trim()}
          queries={exportQueries(values, form.recordSets)}
          isReady={form.isReady}
        />
        <Button variant="subtle" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={isStarting}>
          {t('Start export')}
        </Button>
      </div>
    </form>
  );
}
