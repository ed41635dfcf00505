import { create } from 'zustand';
import type { FigureSpec } from '../../../app/contract/figures.ts';
import type { FitRange } from '../../../app/domain/conductivity.ts';

/** What the user chose about the conductivity figure of one series or sample. */
export interface FigureChoices {
  view: FigureSpec['view'];
  yScale: FigureSpec['yScale'];
  showFit: boolean;
  /** Null: the range that the core proposes. */
  fitRange: FitRange | null;
  /** Samples whose curves are not drawn; new members of a series are drawn without being asked for. */
  hidden: readonly string[];
}

export interface FigureSubject {
  connectionId: string;
  kind: 'series' | 'sample';
  name: string;
}

const atFirst: FigureChoices = { view: 'arrhenius', yScale: 'log', showFit: true, fitRange: null, hidden: [] };

interface ChoicesState {
  byFigure: Readonly<Record<string, FigureChoices>>;
  change(subject: FigureSubject, changes: Partial<FigureChoices>): void;
}

/** Shared by the ticks of a series page and the figure beside it. */
const useChoicesState = create<ChoicesState>((set) => ({
  byFigure: {},
  change: (subject, changes) =>
    set(({ byFigure }) => {
      const key = keyOf(subject);
      return { byFigure: { ...byFigure, [key]: { ...(byFigure[key] ?? atFirst), ...changes } } };
    }),
}));

function keyOf({ connectionId, kind, name }: FigureSubject): string {
  return JSON.stringify([connectionId, kind, name]);
}

export type ChangeChoices = (changes: Partial<FigureChoices>) => void;

export function useFigureChoices(subject: FigureSubject): [FigureChoices, ChangeChoices] {
  const choices = useChoicesState((state) => state.byFigure[keyOf(subject)]) ?? atFirst;
  const change = useChoicesState((state) => state.change);
  return [choices, (changes) => change(subject, changes)];
}

/** The names with one of them ticked or not. */
export function withTick(hidden: readonly string[], name: string, ticked: boolean): string[] {
  const others = hidden.filter((other) => other !== name);
  return ticked ? others : [...others, name];
}
