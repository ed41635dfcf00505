import { create } from 'zustand';

/** Step of the tour that is shown, from 0; null when there is none. */
export const useTour = create<{ step: number | null }>(() => ({ step: null }));

export function startTour(): void {
  useTour.setState({ step: 0 });
}

export function leaveTour(): void {
  useTour.setState({ step: null });
}
