import { type ReactNode, useState } from 'react';
import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import { wholeView } from '../../plots/plot-geometry.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { AttachDialog } from '../attach/attach-dialog.tsx';
import { useConnectionName } from '../remote/use-connection-name.ts';
import styles from './figure.module.css';
import { FigureCanvas } from './figure-canvas.tsx';
import { type FigureSubject, useFigureChoices } from './figure-choices.ts';
import { FigureFoot } from './figure-foot.tsx';
import { FigureNumbers } from './figure-numbers.tsx';
import { FigureToolbar } from './figure-toolbar.tsx';
import { PictureNote } from './picture-note.tsx';
import { forgetOrigin, usePictureOrigin } from './picture-origin.ts';
import { PointsTable } from './points-table.tsx';
import { useFigureModel } from './use-figure-model.ts';

interface FigureViewProps {
  figure: ConductivityFigure;
  subject: FigureSubject;
  isActive: boolean;
  onLoadAgain(): void;
}

/** A loaded figure with its toolbar, its numbers, and the way to attach it. */
export function FigureView({ figure, subject, isActive, onLoadAgain }: FigureViewProps): ReactNode {
  const [choices, change] = useFigureChoices(subject);
  const [view, setView] = useState(wholeView);
  const [asTable, setAsTable] = useState(false);
  const [attaching, setAttaching] = useState(false);
  const connectionName = useConnectionName(subject.connectionId);
  const model = useFigureModel(figure, choices, view);
  const origin = usePictureOrigin(subject, figure, change);
  const attachable = model.spec.samples.length > 0;
  const toggleTable = (): void => setAsTable((before) => !before);
  useCommands(isActive, [
    offer(asTable ? 'figure.table.hide' : 'figure.table', toggleTable),
    ...(attachable ? [offer(`figure.attach.${subject.kind}`, () => setAttaching(true))] : []),
  ]);
  return (
    <>
      <FigureToolbar
        choices={choices}
        onChange={(changes) => {
          // A view of the other axis has no place on this one.
          if (changes.view !== undefined || changes.yScale !== undefined) setView(wholeView);
          change(changes);
        }}
        spec={model.spec}
        samples={figure.curves.map(({ sampleName }) => sampleName)}
        subject={subject}
        isActive={isActive}
        onAttach={attachable ? () => setAttaching(true) : null}
        asTable={asTable}
        onToggleTable={toggleTable}
      />
      {model.error !== null && (
        <ErrorNote
          error={model.error}
          connectionId={subject.connectionId}
          action={{ label: 'Load again', onClick: onLoadAgain }}
        />
      )}
      {origin !== undefined && <PictureNote figure={figure} origin={origin} onDone={() => forgetOrigin(subject)} />}
      <div className={styles.body}>
        <div className={styles.figure}>
          {asTable ? (
            <PointsTable curves={model.curves} view={choices.view} />
          ) : (
            <FigureCanvas
              model={model}
              subject={subject}
              isActive={isActive}
              axes={choices.view}
              yIsLog={choices.yScale === 'log'}
              showFit={choices.showFit}
              view={view}
              onViewChange={setView}
              onFitRange={(fitRange) => change({ fitRange })}
              onToggleTable={toggleTable}
            />
          )}
          <FigureFoot figure={figure} model={model} isZoomed={view.x !== null} onReset={() => setView(wholeView)} />
        </div>
        <FigureNumbers model={model} choices={choices} onChange={change} proposedRange={figure.fitRange} />
      </div>
      <AttachDialog
        opened={attaching}
        onClose={() => setAttaching(false)}
        spec={model.spec}
        connectionId={subject.connectionId}
        where={`${subject.name}, ${connectionName}`}
        subjectKind={subject.kind}
      />
    </>
  );
}
