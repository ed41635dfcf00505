import type { AppError } from '../../../app/contract/app-error.ts';
import type { ConductivityFigure, LoadEvent } from '../../../app/contract/figures.ts';
import { t } from '../../ui/language.ts';

export type LoadProgress = Extract<LoadEvent, { kind: 'progress' }>;

export interface FigureLoadState {
  status: 'loading' | 'ready' | 'failed' | 'cancelled';
  /** Stays from the last load while the next one runs, or after it failed. */
  figure: ConductivityFigure | null;
  progress: LoadProgress | null;
  error: AppError | null;
  attempt: number;
  refresh: boolean;
}

export type LoadChange =
  | { kind: 'progress'; progress: LoadProgress }
  | { kind: 'ready'; figure: ConductivityFigure }
  | { kind: 'failed'; error: AppError }
  | { kind: 'cancelled' }
  | { kind: 'again'; refresh: boolean };

export const firstLoadState: FigureLoadState = {
  status: 'loading',
  figure: null,
  progress: null,
  error: null,
  attempt: 0,
  refresh: false,
};

export function reduceLoad(state: FigureLoadState, change: LoadChange): FigureLoadState {
  switch (change.kind) {
    case 'progress':
      return state.status === 'loading' ? { ...state, progress: change.progress } : state;
    case 'ready':
      return { ...state, status: 'ready', figure: change.figure, progress: null, error: null };
    case 'failed':
      return { ...state, status: 'failed', progress: null, error: change.error };
    case 'cancelled':
      return { ...state, status: 'cancelled', progress: null };
    case 'again':
      return {
        ...state,
        status: 'loading',
        progress: null,
        error: null,
        attempt: state.attempt + 1,
        refresh: change.refresh,
      };
    default:
      return change satisfies never;
  }
}

const phases: Record<LoadProgress['phase'], string> = {
  series: t('Asking for the members of the series'),
  samples: t('Reading samples'),
  files: t('Reading raw data files'),
  fit: t('Fitting'),
};

/** "Reading raw data files, 12 of 50" */
export function progressInWords({ phase, done, total }: LoadProgress): string {
  return total === null || total <= 1
    ? phases[phase]
    : t('{{phases}}, {{done}} of {{total}}', { phases: phases[phase], done, total });
}
