import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor, useCommand } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { AskedNotes } from './asked-notes.tsx';
import { CallList } from './call-list.tsx';
import { ForeignList } from './foreign-list.tsx';
import styles from './jupyter.module.css';
import { NotebookFolder } from './notebook-folder.tsx';
import { ServingSection } from './serving-section.tsx';
import { ValueList } from './value-list.tsx';

/** The loopback API for notebooks: on or off, who may call and what was called. */
export function JupyterPanel({ panelId }: PanelProps<'jupyter'>): ReactNode {
  usePanelTitle(panelId, { title: 'Jupyter API', icon: 'jupyter' });
  const state = useQuery(queryFor('jupyter.state.get', {}));
  const change = useCommand('jupyter.settings.set');
  if (state.data === undefined)
    return state.error === null ? <LoadingRows count={8} /> : <ErrorNote error={state.error} />;
  const { settings } = state.data;
  return (
    <div className={styles.page}>
      <header>
        <h2 className={styles.title}>Jupyter API</h2>
        <p className={styles.lead}>
          {t(
            "Notebooks on this computer use the openBIS connections of Quarry: they log in, list, download and register datasets by the same calls as with Jupyter's openBIS extension.",
          )}
        </p>
      </header>
      <AskedNotes state={state.data} />
      {change.error !== null && <ErrorNote error={change.error} />}
      <ServingSection state={state.data} isChanging={change.isPending} set={change.mutate} />
      <section aria-label={t('Notebook folder')}>
        <h3 className={styles.head}>{t('Notebook folder')}</h3>
        <p className={styles.hint}>
          {t('Files of notebooks are read and written here only; downloads go here by default.')}
        </p>
        <NotebookFolder
          key={settings.notebookFolder}
          folder={settings.notebookFolder}
          onChange={(notebookFolder) => change.mutate({ notebookFolder })}
        />
      </section>
      <ValueList
        title={t('Further download folders')}
        hint={t('Downloads may also go below these folders.')}
        what="folder"
        values={settings.allowedFolders}
        onChange={(allowedFolders) => change.mutate({ allowedFolders })}
      />
      <ValueList
        title={t('Allowed origins')}
        hint={t(
          "Pages of these addresses may call with the token. Without any, only pages of the API's own address may.",
        )}
        what="origin"
        placeholder="http://localhost:8888"
        values={settings.allowedOrigins}
        onChange={(allowedOrigins) => change.mutate({ allowedOrigins })}
      />
      <ForeignList connections={state.data.foreignConnections} />
      <CallList />
    </div>
  );
}
