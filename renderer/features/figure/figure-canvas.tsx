import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { hasPanels } from '../../../app/figures/panel-grid.ts';
import { Plot } from '../../plots/plot.tsx';
import { isReversed, type PlotGeometry, type PlotView, wholeView, zoomed } from '../../plots/plot-geometry.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { useSingleKeys } from '../../ui/single-keys.ts';
import styles from './figure.module.css';
import { type FigureChoices, type FigureSubject, useChangeDetails } from './figure-choices.ts';
import { markInWords } from './figure-marks.ts';
import { figureSummary } from './figure-rows.ts';
import { FitHandles } from './fit-handles.tsx';
import { movedEdge } from './fit-range.ts';
import { MarkHandles } from './mark-handles.tsx';
import { type CursorMove, movedCursor, type PointCursor } from './point-cursor.ts';
import { PointOverlay } from './point-overlay.tsx';
import type { FigureModel } from './use-figure-model.ts';
import { useListening } from './use-listening.ts';

interface FigureCanvasProps {
  model: FigureModel;
  subject: FigureSubject;
  /** Of the panel; its commands apply. */
  isActive: boolean;
  view: PlotView;
  onViewChange(view: PlotView): void;
  onFitRange(range: FitRange): void;
  /** Where the drawing lies and what it shows; null before it is drawn. */
  geometry: PlotGeometry | null;
  onDrawn(geometry: PlotGeometry): void;
  choices: FigureChoices;
  onToggleTable(): void;
}

const cursorMoves: Record<string, CursorMove> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The drawing with fit handles and point cursor, all of it also by keyboard. */
export function FigureCanvas(props: FigureCanvasProps): ReactNode {
  const { model, subject, choices, geometry, view, onViewChange, onFitRange } = props;
  const { view: axes, showFit, details } = choices;
  const changeDetails = useChangeDetails(subject);
  const [cursor, setCursor] = useState<PointCursor | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const singleKeys = useSingleKeys();
  const { heard, toggle } = useListening(choices.yScale === 'log');
  const { fitRange, limits, description, curves } = model;
  const listen = (): void => toggle(curves[cursor?.curve ?? 0]);
  useCommands(props.isActive && curves.length > 0, [
    offer(heard === null ? 'figure.listen' : 'figure.listen.stop', listen),
  ]);
  // What is laid over the figure knows one pair of axes.
  const isOnePanel = !hasPanels(details, curves.length);
  const isFitShown = showFit && axes === 'arrhenius';

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const move = cursorMoves[event.key];
    const action =
      move === undefined
        ? singleKeys
          ? event.key.toLowerCase() === 'l'
            ? listen
            : keyAction(event.key, props)
          : undefined
        : () => setCursor(movedCursor(curves, cursor, move, isReversed(geometry)));
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  if (failure !== null)
    return <ErrorNote error={failure} action={{ label: t('Draw again'), onClick: () => setFailure(null) }} />;
  return (
    <section
      className={styles.canvas}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the figure is walked by keys like a widget
      tabIndex={0}
      aria-roledescription={t('figure')}
      aria-label={figureSummary(model.rows, `${subject.kind} ${subject.name}`, axes)}
      onKeyDown={onKeyDown}
      onBlur={() => setCursor(null)}
    >
      {description !== null && (
        <Plot
          figure={description}
          view={view}
          onViewChange={onViewChange}
          onDrawn={props.onDrawn}
          onFailure={(error) => setFailure(toAppError(error))}
        >
          {geometry !== null && isOnePanel && isFitShown && fitRange !== null && limits !== null && (
            <FitHandles geometry={geometry} range={fitRange} limits={limits} onChange={onFitRange} />
          )}
          {geometry !== null && cursor !== null && (
            <PointOverlay
              geometry={geometry}
              curves={curves}
              view={axes}
              details={details}
              cursor={cursor}
              isOnePanel={isOnePanel}
            />
          )}
          {geometry !== null && isOnePanel && (
            <MarkHandles
              geometry={geometry}
              choices={choices}
              onChange={(moved) =>
                changeDetails(t('Move {{moved}}', { moved: markInWords(moved) }), {
                  marks: details.marks.map((mark) => (mark.id === moved.id ? moved : mark)),
                })
              }
            />
          )}
        </Plot>
      )}
      <output className={styles.heard}>
        {heard === null ? '' : t('Playing {{heard}}: high tones are large values', { heard })}
      </output>
    </section>
  );
}

/** What a single key does: `[` `]` move the hot edge of the fit range, `{` `}` the cold one. */
function keyAction(key: string, props: FigureCanvasProps): (() => void) | undefined {
  const { model, geometry, onFitRange, onViewChange, onToggleTable } = props;
  const { fitRange, limits } = model;
  const move = (edge: keyof FitRange, steps: number) => () => {
    if (fitRange !== null && limits !== null) onFitRange(movedEdge(fitRange, edge, steps, limits));
  };
  const zoom = (factor: number) => () => {
    if (geometry !== null) onViewChange(zoomed(geometry, factor));
  };
  const actions: Record<string, () => void> = {
    '[': move('minInverseKelvin', -1),
    ']': move('minInverseKelvin', 1),
    '{': move('maxInverseKelvin', -1),
    '}': move('maxInverseKelvin', 1),
    '+': zoom(1.5),
    '-': zoom(1 / 1.5),
    '0': () => onViewChange(wholeView),
    t: onToggleTable,
    T: onToggleTable,
  };
  return actions[key];
}
