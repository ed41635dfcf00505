import { create } from 'zustand';
import type { JsonValue } from '../../../app/contract/app-error.ts';
import { FigureDetailsSchema } from '../../../app/contract/figure-details.ts';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { type FigureDetails, plainDetails } from '../../../app/domain/figure-details.ts';
import type { FigureLook } from '../../../app/domain/figure-look.ts';
import { t } from '../../ui/language.ts';
import { rememberChange } from '../../ui/undo.ts';
import { keepWithWorkspace } from '../../ui/window-memory.ts';

/** What the user chose about the conductivity figure of one series or sample; new members of a series are drawn unasked. */
export type FigureChoices = FigureLook;

export interface FigureSubject {
  connectionId: string;
  kind: 'series' | 'sample';
  name: string;
}

const atFirst: FigureChoices = {
  ...{ view: 'arrhenius', yScale: 'log', showFit: true, fitRange: null, hidden: [] },
  details: plainDetails,
};

interface ChoicesState {
  byFigure: Readonly<Record<string, FigureChoices>>;
  change(subject: FigureSubject, changes: Partial<FigureChoices>): void;
}

/** Shared by the ticks of a series page and the figure beside it. */
const useChoicesState = create<ChoicesState>((set) => ({
  byFigure: {},
  change: (subject, changes) =>
    set(({ byFigure }) => {
      const key = figureKey(subject);
      return { byFigure: { ...byFigure, [key]: { ...(byFigure[key] ?? atFirst), ...changes } } };
    }),
}));

keepWithWorkspace({
  name: 'figure choices',
  // Only JSON is in the choices.
  read: () => useChoicesState.getState().byFigure as unknown as JsonValue,
  restore: (kept) => useChoicesState.setState({ byFigure: readChoices(kept) }),
  subscribe: (listener) => useChoicesState.subscribe(listener),
});

/** What was chosen, without what this version would not have written. */
function readChoices(kept: JsonValue): Record<string, FigureChoices> {
  const found: Record<string, FigureChoices> = {};
  for (const [key, choices] of Object.entries(isRecord(kept) ? kept : {})) {
    if (!isRecord(choices)) continue;
    const { view, yScale, showFit, fitRange, hidden, details } = choices;
    found[key] = {
      view: view === 'linear' ? 'linear' : 'arrhenius',
      yScale: yScale === 'linear' ? 'linear' : 'log',
      showFit: showFit !== false,
      fitRange: isFitRange(fitRange) ? fitRange : null,
      hidden: Array.isArray(hidden) ? hidden.filter((name) => typeof name === 'string') : [],
      details: FigureDetailsSchema.safeParse(details).data ?? plainDetails,
    };
  }
  return found;
}

function isFitRange(value: JsonValue | undefined): value is JsonValue & FitRange {
  return isRecord(value) && typeof value.minInverseKelvin === 'number' && typeof value.maxInverseKelvin === 'number';
}

function isRecord(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The look of a figure that was looked at in this window. */
export function lookOf(subject: FigureSubject): FigureLook | undefined {
  return useChoicesState.getState().byFigure[figureKey(subject)];
}

/** Draws a figure as it was kept; how it was drawn in this window before, or would have been, comes back with undo. */
export function takeLook(subject: FigureSubject, look: FigureLook): void {
  const before = lookOf(subject);
  if (JSON.stringify(before) === JSON.stringify(look)) return;
  const set = async (wanted: FigureLook | undefined): Promise<void> => setLook(subject, wanted);
  void set(look);
  rememberChange({
    title: t('Look of the figure {{name}}', { name: subject.name }),
    undo: () => set(before),
    redo: () => set(look),
  });
}

/** @param look undefined: as a figure that was never looked at */
function setLook(subject: FigureSubject, look: FigureLook | undefined): void {
  const key = figureKey(subject);
  useChoicesState.setState(({ byFigure: { [key]: _before, ...others } }) => ({
    byFigure: look === undefined ? others : { ...others, [key]: look },
  }));
}

/** One figure for each series or sample of a connection. */
export function figureKey({ connectionId, kind, name }: FigureSubject): string {
  return JSON.stringify([connectionId, kind, name]);
}

export type ChangeChoices = (changes: Partial<FigureChoices>) => void;

export function useFigureChoices(subject: FigureSubject): [FigureChoices, ChangeChoices] {
  const choices = useChoicesState((state) => state.byFigure[figureKey(subject)]) ?? atFirst;
  const change = useChoicesState((state) => state.change);
  return [choices, (changes) => change(subject, changes)];
}

/** Changes what is drawn beyond axes and curves, so that it can be undone. */
export type ChangeDetails = (title: string, changes: Partial<FigureDetails>) => void;

export function useChangeDetails(subject: FigureSubject): ChangeDetails {
  const change = useChoicesState((state) => state.change);
  return (title, changes) => {
    const before = (useChoicesState.getState().byFigure[figureKey(subject)] ?? atFirst).details;
    const set = async (details: FigureDetails): Promise<void> => change(subject, { details });
    const after = { ...before, ...changes };
    void set(after);
    rememberChange({ title, undo: () => set(before), redo: () => set(after) });
  };
}

/** The names with one of them ticked or not. */
export function withTick(hidden: readonly string[], name: string, ticked: boolean): string[] {
  const others = hidden.filter((other) => other !== name);
  return ticked ? others : [...others, name];
}
