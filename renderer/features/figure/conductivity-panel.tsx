import type { ReactNode } from 'react';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import styles from './figure.module.css';
import type { FigureSubject } from './figure-choices.ts';
import { FigureView } from './figure-view.tsx';
import { LoadProgressView } from './load-progress-view.tsx';
import { useFigureLoad } from './use-figure-load.ts';

/** Conductivity of a series or a sample: loads it, says how far it is, then shows the figure with its numbers. */
export function ConductivityPanel({ params, panelId, isActive }: PanelProps<'conductivity'>): ReactNode {
  const subject = subjectOf(params);
  const load = useFigureLoad(subject);
  usePanelTitle(panelId, { title: t('Conductivity {{name}}', { name: subject.name }), icon: 'figure' });
  const refresh = (): void => load.reload(true);
  useCommands(isActive, [
    offer('figure.refresh', refresh),
    ...(load.status === 'loading' ? [offer('figure.cancel', load.cancel)] : []),
  ]);
  return (
    <div className={styles.panel}>
      {load.error !== null && (
        <ErrorNote
          error={load.error}
          connectionId={subject.connectionId}
          action={{ label: t('Load again'), onClick: () => load.reload(false) }}
        />
      )}
      {(load.status === 'loading' || load.status === 'cancelled') && (
        <LoadProgressView load={load} over={load.figure !== null} />
      )}
      {load.figure !== null && (
        <FigureView figure={load.figure} subject={subject} isActive={isActive} onLoadAgain={refresh} />
      )}
    </div>
  );
}

function subjectOf(params: PanelProps<'conductivity'>['params']): FigureSubject {
  const { connectionId } = params;
  return 'seriesName' in params
    ? { connectionId, kind: 'series', name: params.seriesName }
    : { connectionId, kind: 'sample', name: params.sampleName };
}
