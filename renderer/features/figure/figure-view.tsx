import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import { type PlotGeometry, wholeView } from '../../plots/plot-geometry.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { AttachDialog } from '../attach/attach-dialog.tsx';
import { useConnectionName } from '../remote/use-connection-name.ts';
import styles from './figure.module.css';
import { FigureCanvas } from './figure-canvas.tsx';
import { type FigureSubject, useFigureChoices } from './figure-choices.ts';
import { FigureDetailsFields } from './figure-details-fields.tsx';
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
  const [geometry, setGeometry] = useState<PlotGeometry | null>(null);
  const [withDetails, setWithDetails] = useState(false);
  const [attaching, setAttaching] = useState(false);
  const connectionName = useConnectionName(subject.connectionId);
  const model = useFigureModel(figure, choices, view);
  const origin = usePictureOrigin(subject, figure, change);
  const { temperatureUnit, quantityUnit, breaks } = choices.details;
  // A part of axes that count otherwise would be another part.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the units are what it follows
  useEffect(() => setView(wholeView), [temperatureUnit, quantityUnit, breaks]);
  const attachable = model.spec.samples.length > 0;
  const toggleTable = (): void => setAsTable((before) => !before);
  const toggleDetails = (): void => setWithDetails((before) => !before);
  useCommands(isActive, [
    offer(asTable ? 'figure.table.hide' : 'figure.table', toggleTable),
    offer(withDetails ? 'figure.details.hide' : 'figure.details', toggleDetails),
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
          action={{ label: t('Load again'), onClick: onLoadAgain }}
        />
      )}
      {origin !== undefined && <PictureNote figure={figure} origin={origin} onDone={() => forgetOrigin(subject)} />}
      <div className={styles.body}>
        <div className={styles.figure}>
          {asTable ? (
            <PointsTable curves={model.curves} view={choices.view} details={choices.details} />
          ) : (
            <FigureCanvas
              model={model}
              subject={subject}
              isActive={isActive}
              choices={choices}
              geometry={geometry}
              onDrawn={setGeometry}
              view={view}
              onViewChange={setView}
              onFitRange={(fitRange) => change({ fitRange })}
              onToggleTable={toggleTable}
            />
          )}
          <FigureFoot figure={figure} model={model} isZoomed={view.x !== null} onReset={() => setView(wholeView)} />
        </div>
        <section
          className={styles.side}
          aria-label={withDetails ? t('Details of the figure') : t('Numbers of the figure')}
        >
          <SegmentedControl
            size="xs"
            fullWidth
            className={styles.sideChoice}
            aria-label={t('Beside the figure')}
            value={withDetails ? 'details' : 'numbers'}
            data={[
              { value: 'numbers', label: t('Numbers') },
              { value: 'details', label: t('Details') },
            ]}
            onChange={(side) => setWithDetails(side === 'details')}
          />
          {withDetails ? (
            <FigureDetailsFields
              model={model}
              choices={choices}
              subject={subject}
              geometry={asTable ? null : geometry}
              isZoomed={view.x !== null}
              onResetView={() => setView(wholeView)}
            />
          ) : (
            <FigureNumbers model={model} choices={choices} onChange={change} proposedRange={figure.fitRange} />
          )}
        </section>
      </div>
      <AttachDialog
        opened={attaching}
        onClose={() => setAttaching(false)}
        subject={{ kind: 'conductivity', spec: model.spec }}
        connectionId={subject.connectionId}
        title={subject.kind === 'series' ? t('Attach result to series') : t('Attach result to sample')}
        where={`${subject.name}, ${connectionName}`}
      />
    </>
  );
}
